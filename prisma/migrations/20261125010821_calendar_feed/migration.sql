-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "revokedAt" TIMESTAMPTZ,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_closingId_idx" ON "CalendarFeed"("personId", "closingId");

-- One live link for each person and Time of Delivery: making a new one revokes the old.
CREATE UNIQUE INDEX "CalendarFeed_one_live" ON "CalendarFeed" ("personId", "closingId") WHERE "revokedAt" IS NULL;

-- Only the mark of its revocation is ever added to a link.
GRANT SELECT, INSERT, UPDATE ("revokedAt") ON "CalendarFeed" TO section_seven_app;
ALTER TABLE "CalendarFeed" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CalendarFeed" FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "CalendarFeed" USING (is_person("personId")) WITH CHECK (is_person("personId"));

-- A calendar comes with the link alone, before anything says whose it is.
CREATE FUNCTION calendar_feed_by_token(token_hash text)
  RETURNS TABLE ("personId" uuid, "offeringId" uuid, "closingId" uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f."personId", f."offeringId", f."closingId"
  FROM "CalendarFeed" f WHERE f."tokenHash" = token_hash AND f."revokedAt" IS NULL
$$;
CREATE POLICY owner_reads ON "CalendarFeed" FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION calendar_feed_by_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendar_feed_by_token(text) TO section_seven_app;
