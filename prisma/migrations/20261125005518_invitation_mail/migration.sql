-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "InvitationMail" (
    "invitationId" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ NOT NULL,
    "sentAt" TIMESTAMPTZ,

    CONSTRAINT "InvitationMail_pkey" PRIMARY KEY ("invitationId")
);

-- AddForeignKey
ALTER TABLE "InvitationMail" ADD CONSTRAINT "InvitationMail_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT, INSERT ON "InvitationMail" TO section_seven_app;
ALTER TABLE "InvitationMail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "InvitationMail" FORCE ROW LEVEL SECURITY;
CREATE POLICY compartment ON "InvitationMail"
  USING (in_scope("offeringId", 'shared')) WITH CHECK (in_scope("offeringId", 'shared'));

-- What an invitation is found by now tells the name it was made out to, and whom it brought in.
DROP FUNCTION invitation_by_token(text);
CREATE FUNCTION invitation_by_token(token_hash text)
  RETURNS TABLE ("id" uuid, "offeringId" uuid, "partyId" uuid, "email" text, "name" text, "title" text, "authority" boolean,
    "coordinator" boolean, "expiresAt" timestamptz, "acceptedAt" timestamptz, "acceptedBy" uuid, "revokedAt" timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i."id", i."offeringId", i."partyId", i."email", i."name", i."title", i."authority", i."coordinator",
    i."expiresAt", i."acceptedAt", i."acceptedBy", i."revokedAt"
  FROM "Invitation" i WHERE i."tokenHash" = token_hash
$$;

-- Takes up to `batch` mails that are due, for one carrier at a time; one that is not reported as sent is due again after
-- one, two, four … minutes, at most an hour. An invitation that is used, revoked or too old is not mailed any more.
CREATE FUNCTION claim_invitation_mail(batch integer)
  RETURNS TABLE ("invitationId" uuid, "to" text, "codeName" text, "expiresAt" timestamptz, "tries" integer)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "InvitationMail" m
  SET "tries" = m."tries" + 1, "nextTryAt" = now() + interval '1 minute' * least(60, power(2, least(m."tries", 6)))
  FROM "Invitation" i JOIN "Offering" o ON o."id" = i."offeringId"
  WHERE i."id" = m."invitationId" AND m."invitationId" IN (
    SELECT d."invitationId" FROM "InvitationMail" d JOIN "Invitation" x ON x."id" = d."invitationId"
    WHERE d."sentAt" IS NULL AND d."nextTryAt" <= now()
      AND x."acceptedAt" IS NULL AND x."revokedAt" IS NULL AND x."expiresAt" > now()
    ORDER BY d."at" LIMIT batch FOR UPDATE OF d SKIP LOCKED)
  RETURNING m."invitationId", i."email", o."name", i."expiresAt", m."tries"
$$;

CREATE FUNCTION invitation_mail_sent(invitation uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "InvitationMail" SET "sentAt" = now() WHERE "invitationId" = invitation
$$;

-- They run as the owner of the tables, whom forced row-level security binds too.
CREATE POLICY owner_carries ON "InvitationMail" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON "Offering" FOR SELECT TO CURRENT_USER USING (true);

REVOKE ALL ON FUNCTION invitation_by_token(text), claim_invitation_mail(integer), invitation_mail_sent(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION invitation_by_token(text), claim_invitation_mail(integer), invitation_mail_sent(uuid) TO section_seven_app;
