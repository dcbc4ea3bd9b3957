-- CreateTable
CREATE TABLE "RecordCheck" (
    "offeringId" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "documentsAt" TIMESTAMPTZ,
    "broken" TEXT[],

    CONSTRAINT "RecordCheck_pkey" PRIMARY KEY ("offeringId")
);

-- Whether a record holds concerns everyone in the offering alike, and what broke is said without whose it was.
GRANT SELECT, INSERT, UPDATE ON "RecordCheck" TO section_seven_app;
ALTER TABLE "RecordCheck" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RecordCheck" FORCE ROW LEVEL SECURITY;
CREATE POLICY compartment ON "RecordCheck"
  USING (in_scope("offeringId", 'shared')) WITH CHECK (in_scope("offeringId", 'shared'));

-- For the check that goes over all offerings, and for whoever watches the site: which there are, and how each stood.
CREATE FUNCTION record_checks()
  RETURNS TABLE ("offeringId" uuid, "at" timestamptz, "documentsAt" timestamptz, "broken" text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o."id", c."at", c."documentsAt", coalesce(c."broken", '{}')
  FROM "Offering" o LEFT JOIN "RecordCheck" c ON c."offeringId" = o."id"
  ORDER BY c."at" NULLS FIRST, o."id"
$$;

-- How many mails should be out by now, for whoever watches the site.
CREATE FUNCTION mail_waiting() RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM "InvitationMail" m JOIN "Invitation" i ON i."id" = m."invitationId"
  WHERE m."sentAt" IS NULL AND m."at" < now() - interval '2 minutes'
    AND i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > now()
$$;

CREATE POLICY owner_reads ON "RecordCheck" FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION record_checks(), mail_waiting() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_checks(), mail_waiting() TO section_seven_app;
