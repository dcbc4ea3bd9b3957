-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "twoFactorEnabled" BOOLEAN NOT NULL DEFAULT false,
    "administrator" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ,
    "refreshTokenExpiresAt" TIMESTAMPTZ,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "twoFactor" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backupCodes" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT true,
    "failedVerificationCount" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ,

    CONSTRAINT "twoFactor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "windowStart" TIMESTAMPTZ NOT NULL,
    "lockedUntil" TIMESTAMPTZ,

    CONSTRAINT "SignInAttempt_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offering" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "issuerName" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Offering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "datedOn" DATE NOT NULL,
    "conditionsSection" TEXT NOT NULL,
    "closingTerm" TEXT NOT NULL,
    "governingLaw" TEXT,
    "terms" JSONB NOT NULL,
    "sourceSha256" TEXT,
    "sourceName" TEXT,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PricingAgreement" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "datedOn" DATE NOT NULL,
    "terms" JSONB NOT NULL,

    CONSTRAINT "PricingAgreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allocation" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "pricingAgreementId" UUID NOT NULL,
    "underwriter" TEXT NOT NULL,
    "amount" DECIMAL(20,2) NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "Allocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Party" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "side" TEXT NOT NULL,

    CONSTRAINT "Party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "partyId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "authority" BOOLEAN NOT NULL DEFAULT false,
    "coordinator" BOOLEAN NOT NULL DEFAULT false,
    "since" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "partyId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authority" BOOLEAN NOT NULL DEFAULT false,
    "coordinator" BOOLEAN NOT NULL DEFAULT false,
    "tokenHash" TEXT NOT NULL,
    "invitedBy" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "acceptedAt" TIMESTAMPTZ,
    "acceptedBy" UUID,
    "revokedAt" TIMESTAMPTZ,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Closing" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "pricingAgreementId" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "localDate" TEXT NOT NULL,
    "localTime" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "terms" JSONB NOT NULL DEFAULT '{}',
    "place" INTEGER NOT NULL,

    CONSTRAINT "Closing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClockSetting" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "shows" TIMESTAMPTZ NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "by" UUID NOT NULL,

    CONSTRAINT "ClockSetting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClosingStep" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "ground" TEXT,
    "text" TEXT,
    "newLocalDate" TEXT,
    "newLocalTime" TEXT,
    "by" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "clock" TIMESTAMPTZ NOT NULL,
    "stateDigest" TEXT,

    CONSTRAINT "ClosingStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Condition" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "parentId" UUID,
    "label" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "furnishedBy" TEXT[],
    "furnishedTo" TEXT[],
    "requires" JSONB NOT NULL,
    "windowHours" INTEGER,
    "ratings" JSONB NOT NULL DEFAULT '[]',
    "requirement" INTEGER NOT NULL DEFAULT 0,
    "assigneeId" UUID,
    "dueAt" TIMESTAMPTZ,
    "removedAt" TIMESTAMPTZ,

    CONSTRAINT "Condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deliverable" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "conditionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "dated" TEXT,
    "place" INTEGER NOT NULL,
    "removedAt" TIMESTAMPTZ,

    CONSTRAINT "Deliverable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Version" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "deliverableId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER,
    "stage" TEXT NOT NULL,
    "datedOn" TEXT,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Share" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "conditionId" UUID NOT NULL,
    "basis" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "partyId" UUID NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "clock" TIMESTAMPTZ NOT NULL,
    "sameDay" BOOLEAN NOT NULL,
    "statement" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "requirement" INTEGER NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "SignOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Waiver" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "conditionId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "instrumentSha256" TEXT,
    "instrumentName" TEXT,
    "role" TEXT NOT NULL,
    "partyId" UUID NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "clock" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Waiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConditionMark" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "conditionId" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "clock" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "ConditionMark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Withdrawal" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "conditionId" UUID NOT NULL,
    "of" TEXT NOT NULL,
    "actId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Note" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "conditionId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignaturePage" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "partyId" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "signatory" TEXT NOT NULL,
    "capacity" TEXT NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "SignaturePage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignaturePageStep" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "signaturePageId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "SignaturePageStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "closingId" UUID,
    "conditionId" UUID,
    "type" TEXT NOT NULL,
    "by" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "payload" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "personId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("personId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "twoFactor_userId_idx" ON "twoFactor"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_name_key" ON "Organisation"("name");

-- CreateIndex
CREATE INDEX "Agreement_offeringId_idx" ON "Agreement"("offeringId");

-- CreateIndex
CREATE INDEX "PricingAgreement_offeringId_idx" ON "PricingAgreement"("offeringId");

-- CreateIndex
CREATE INDEX "Allocation_pricingAgreementId_idx" ON "Allocation"("pricingAgreementId");

-- CreateIndex
CREATE INDEX "Party_offeringId_idx" ON "Party"("offeringId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_offeringId_personId_key" ON "Membership"("offeringId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_offeringId_idx" ON "Invitation"("offeringId");

-- CreateIndex
CREATE INDEX "Closing_offeringId_idx" ON "Closing"("offeringId");

-- CreateIndex
CREATE INDEX "ClockSetting_closingId_idx" ON "ClockSetting"("closingId");

-- CreateIndex
CREATE INDEX "ClosingStep_closingId_idx" ON "ClosingStep"("closingId");

-- CreateIndex
CREATE INDEX "Condition_closingId_idx" ON "Condition"("closingId");

-- CreateIndex
CREATE INDEX "Condition_offeringId_idx" ON "Condition"("offeringId");

-- CreateIndex
CREATE INDEX "Deliverable_conditionId_idx" ON "Deliverable"("conditionId");

-- CreateIndex
CREATE INDEX "Deliverable_offeringId_idx" ON "Deliverable"("offeringId");

-- CreateIndex
CREATE INDEX "Version_offeringId_idx" ON "Version"("offeringId");

-- CreateIndex
CREATE UNIQUE INDEX "Version_deliverableId_number_key" ON "Version"("deliverableId", "number");

-- CreateIndex
CREATE INDEX "Share_offeringId_idx" ON "Share"("offeringId");

-- CreateIndex
CREATE UNIQUE INDEX "Share_versionId_key" ON "Share"("versionId");

-- CreateIndex
CREATE INDEX "SignOff_conditionId_idx" ON "SignOff"("conditionId");

-- CreateIndex
CREATE INDEX "SignOff_offeringId_idx" ON "SignOff"("offeringId");

-- CreateIndex
CREATE INDEX "Waiver_conditionId_idx" ON "Waiver"("conditionId");

-- CreateIndex
CREATE INDEX "Waiver_offeringId_idx" ON "Waiver"("offeringId");

-- CreateIndex
CREATE INDEX "ConditionMark_conditionId_idx" ON "ConditionMark"("conditionId");

-- CreateIndex
CREATE INDEX "ConditionMark_offeringId_idx" ON "ConditionMark"("offeringId");

-- CreateIndex
CREATE UNIQUE INDEX "Withdrawal_actId_key" ON "Withdrawal"("actId");

-- CreateIndex
CREATE INDEX "Withdrawal_conditionId_idx" ON "Withdrawal"("conditionId");

-- CreateIndex
CREATE INDEX "Withdrawal_offeringId_idx" ON "Withdrawal"("offeringId");

-- CreateIndex
CREATE INDEX "Note_conditionId_idx" ON "Note"("conditionId");

-- CreateIndex
CREATE INDEX "Note_offeringId_idx" ON "Note"("offeringId");

-- CreateIndex
CREATE INDEX "SignaturePage_closingId_idx" ON "SignaturePage"("closingId");

-- CreateIndex
CREATE INDEX "SignaturePage_offeringId_idx" ON "SignaturePage"("offeringId");

-- CreateIndex
CREATE INDEX "SignaturePageStep_signaturePageId_idx" ON "SignaturePageStep"("signaturePageId");

-- CreateIndex
CREATE INDEX "SignaturePageStep_offeringId_idx" ON "SignaturePageStep"("offeringId");

-- CreateIndex
CREATE INDEX "Event_closingId_idx" ON "Event"("closingId");

-- CreateIndex
CREATE UNIQUE INDEX "Event_offeringId_compartment_seq_key" ON "Event"("offeringId", "compartment", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Event_position_key" ON "Event"("position");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "twoFactor" ADD CONSTRAINT "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PricingAgreement" ADD CONSTRAINT "PricingAgreement_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PricingAgreement" ADD CONSTRAINT "PricingAgreement_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allocation" ADD CONSTRAINT "Allocation_pricingAgreementId_fkey" FOREIGN KEY ("pricingAgreementId") REFERENCES "PricingAgreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Party" ADD CONSTRAINT "Party_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Party" ADD CONSTRAINT "Party_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Closing" ADD CONSTRAINT "Closing_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Closing" ADD CONSTRAINT "Closing_pricingAgreementId_fkey" FOREIGN KEY ("pricingAgreementId") REFERENCES "PricingAgreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockSetting" ADD CONSTRAINT "ClockSetting_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingStep" ADD CONSTRAINT "ClosingStep_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Condition" ADD CONSTRAINT "Condition_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Condition" ADD CONSTRAINT "Condition_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Condition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliverable" ADD CONSTRAINT "Deliverable_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Version" ADD CONSTRAINT "Version_deliverableId_fkey" FOREIGN KEY ("deliverableId") REFERENCES "Deliverable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "Version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionMark" ADD CONSTRAINT "ConditionMark_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Withdrawal" ADD CONSTRAINT "Withdrawal_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Note" ADD CONSTRAINT "Note_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignaturePage" ADD CONSTRAINT "SignaturePage_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignaturePage" ADD CONSTRAINT "SignaturePage_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignaturePageStep" ADD CONSTRAINT "SignaturePageStep_signaturePageId_fkey" FOREIGN KEY ("signaturePageId") REFERENCES "SignaturePage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ============================================================================================================
-- What Prisma's schema cannot say: the record is never changed, and every row stays in its compartment.
-- ============================================================================================================

-- The application connects as this role: no owner, no superuser, no way around row-level security. The start command
-- makes it with a password of its own; a migration run elsewhere makes it without the right to log in.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'section_seven_app') THEN
    CREATE ROLE section_seven_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO section_seven_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", "session", "account", "verification", "twoFactor", "SignInAttempt" TO section_seven_app;
GRANT SELECT, INSERT, UPDATE ON
  "Organisation", "Offering", "Agreement", "PricingAgreement", "Allocation", "Party", "Membership", "Invitation",
  "Closing", "Condition", "Deliverable", "SignaturePage", "IdempotencyKey" TO section_seven_app;
GRANT DELETE ON "Allocation" TO section_seven_app;
GRANT SELECT, INSERT ON
  "ClockSetting", "ClosingStep", "Version", "Share", "SignOff", "Waiver", "ConditionMark", "Withdrawal", "Note",
  "SignaturePageStep", "Event" TO section_seven_app;
GRANT USAGE ON SEQUENCE "Event_position_seq" TO section_seven_app;

-- Recorded acts are append-only, for every role, the owner's included.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are a record and are never changed or removed.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- After a closing or a termination nothing that it was judged on can be added to.
CREATE FUNCTION refuse_when_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  condition_of uuid;
BEGIN
  condition_of := CASE TG_TABLE_NAME
    WHEN 'Version' THEN (SELECT d."conditionId" FROM "Deliverable" d WHERE d."id" = NEW."deliverableId")
    ELSE NEW."conditionId" END;
  IF EXISTS (
    SELECT 1 FROM "Condition" c JOIN "ClosingStep" s ON s."closingId" = c."closingId"
    WHERE c."id" = condition_of AND s."step" IN ('closed', 'terminated')
  ) THEN
    RAISE EXCEPTION 'The closing is over.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

-- A waiver, a mark and the closing itself are the word of a Representative with authority in that offering, at that moment.
CREATE FUNCTION require_representative() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ClosingStep' AND NEW."step" NOT IN ('closed', 'postponed', 'terminated') THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM "Membership" m JOIN "Party" p ON p."id" = m."partyId"
    WHERE m."personId" = NEW."by" AND m."offeringId" = NEW."offeringId" AND m."endedAt" IS NULL
      AND m."authority" AND p."role" = 'representative'
  ) THEN
    RAISE EXCEPTION 'Only a Representative with authority may do this.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  record_table text;
BEGIN
  FOREACH record_table IN ARRAY ARRAY[
    'ClockSetting', 'ClosingStep', 'Version', 'Share', 'SignOff', 'Waiver', 'ConditionMark', 'Withdrawal', 'Note',
    'SignaturePageStep', 'Event'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      record_table || '_is_final', record_table);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      record_table || '_is_kept', record_table);
  END LOOP;
  FOREACH record_table IN ARRAY ARRAY['Version', 'SignOff', 'Waiver', 'ConditionMark', 'Withdrawal'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_when_over()',
      record_table || '_not_after_the_end', record_table);
  END LOOP;
  FOREACH record_table IN ARRAY ARRAY['Waiver', 'ConditionMark', 'ClosingStep'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION require_representative()',
      record_table || '_by_a_representative', record_table);
  END LOOP;
END $$;

-- Closed or terminated once, however many people press at the same moment.
CREATE UNIQUE INDEX "ClosingStep_over_once" ON "ClosingStep" ("closingId") WHERE "step" IN ('closed', 'terminated');

-- A label names one condition of a Time of Delivery.
CREATE UNIQUE INDEX "Condition_label_once" ON "Condition" ("closingId", "label") WHERE "removedAt" IS NULL;

-- ---- Compartments ----
-- Each transaction states what it may see: app.scopes is a comma list of "<offering>/<compartment>", app.person the person.
-- With nothing stated nothing is seen.

CREATE FUNCTION in_scope(offering uuid, compartment text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (offering::text || '/' || compartment) = ANY (string_to_array(nullif(current_setting('app.scopes', true), ''), ','))
$$;

CREATE FUNCTION is_person(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT person::text = nullif(current_setting('app.person', true), '')
$$;

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY[
    'Agreement', 'PricingAgreement', 'Allocation', 'Party', 'Invitation', 'Closing', 'ClockSetting', 'ClosingStep',
    'Condition', 'Deliverable', 'Share', 'SignOff', 'Waiver', 'ConditionMark', 'Withdrawal', 'SignaturePage',
    'SignaturePageStep', 'Version', 'Note', 'Event', 'Offering', 'Membership', 'IdempotencyKey'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
  END LOOP;
  FOREACH scoped IN ARRAY ARRAY[
    'Agreement', 'PricingAgreement', 'Allocation', 'Party', 'Invitation', 'Closing', 'ClockSetting', 'ClosingStep',
    'Condition', 'Deliverable', 'Share', 'SignOff', 'Waiver', 'ConditionMark', 'Withdrawal', 'SignaturePage',
    'SignaturePageStep'
  ] LOOP
    EXECUTE format(
      'CREATE POLICY compartment ON %I USING (in_scope("offeringId", ''shared'')) WITH CHECK (in_scope("offeringId", ''shared''))',
      scoped);
  END LOOP;
  FOREACH scoped IN ARRAY ARRAY['Note', 'Event'] LOOP
    EXECUTE format(
      'CREATE POLICY compartment ON %I USING (in_scope("offeringId", "compartment")) WITH CHECK (in_scope("offeringId", "compartment"))',
      scoped);
  END LOOP;
END $$;

-- A version is its side's own until a share of it is recorded.
CREATE POLICY compartment ON "Version"
  USING (in_scope("offeringId", "compartment")
    OR (in_scope("offeringId", 'shared') AND EXISTS (SELECT 1 FROM "Share" s WHERE s."versionId" = "Version"."id")))
  WITH CHECK (in_scope("offeringId", "compartment"));

CREATE POLICY compartment ON "Offering" USING (in_scope("id", 'shared')) WITH CHECK (in_scope("id", 'shared'));
CREATE POLICY compartment ON "Membership"
  USING (in_scope("offeringId", 'shared') OR is_person("personId")) WITH CHECK (in_scope("offeringId", 'shared'));
CREATE POLICY own ON "IdempotencyKey" USING (is_person("personId")) WITH CHECK (is_person("personId"));

-- The number of a version counts over all sides; its number alone says nothing of what another side holds.
CREATE FUNCTION last_version_number(deliverable uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(max(v."number"), 0) FROM "Version" v JOIN "Deliverable" d ON d."id" = v."deliverableId"
  WHERE v."deliverableId" = deliverable AND in_scope(d."offeringId", 'shared')
$$;

-- What the live stream follows: where something happened, never what was said.
CREATE FUNCTION outbox_since(since bigint, batch integer)
  RETURNS TABLE ("position" bigint, "offeringId" uuid, "closingId" uuid, "conditionId" uuid, "compartment" text, "type" text, "at" timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e."position", e."offeringId", e."closingId", e."conditionId", e."compartment", e."type", e."at"
  FROM "Event" e WHERE e."position" > since ORDER BY e."position" LIMIT batch
$$;

-- An invitation is found by the hash of its link's secret, before the one who holds it belongs to any offering.
CREATE FUNCTION invitation_by_token(token_hash text)
  RETURNS TABLE ("id" uuid, "offeringId" uuid, "partyId" uuid, "email" text, "title" text, "authority" boolean,
    "coordinator" boolean, "expiresAt" timestamptz, "acceptedAt" timestamptz, "revokedAt" timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i."id", i."offeringId", i."partyId", i."email", i."title", i."authority", i."coordinator", i."expiresAt",
    i."acceptedAt", i."revokedAt"
  FROM "Invitation" i WHERE i."tokenHash" = token_hash
$$;

-- These three run as the owner of the tables, whom forced row-level security binds too: so it may read just these.
CREATE POLICY owner_reads ON "Event" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON "Version" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON "Deliverable" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON "Invitation" FOR SELECT TO CURRENT_USER USING (true);

REVOKE ALL ON FUNCTION last_version_number(uuid), outbox_since(bigint, integer), invitation_by_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_version_number(uuid), outbox_since(bigint, integer), invitation_by_token(text) TO section_seven_app;
