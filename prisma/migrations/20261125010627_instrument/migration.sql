-- CreateTable
CREATE TABLE "Instrument" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Instrument_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Instrument_offeringId_sha256_idx" ON "Instrument"("offeringId", "sha256");

-- A record like the others: added to, never changed.
GRANT SELECT, INSERT ON "Instrument" TO section_seven_app;
CREATE TRIGGER "Instrument_is_final" BEFORE UPDATE OR DELETE ON "Instrument" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "Instrument_is_kept" BEFORE TRUNCATE ON "Instrument" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Its side's own until a waiver names it; from then on it is as common to all parties as the waiver.
ALTER TABLE "Instrument" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Instrument" FORCE ROW LEVEL SECURITY;
CREATE POLICY compartment ON "Instrument"
  USING (in_scope("offeringId", "compartment")
    OR (in_scope("offeringId", 'shared') AND EXISTS (
      SELECT 1 FROM "Waiver" w
      WHERE w."offeringId" = "Instrument"."offeringId" AND w."instrumentSha256" = "Instrument"."sha256")))
  WITH CHECK (in_scope("offeringId", "compartment"));
