-- DropIndex
DROP INDEX "Event_closingId_idx";

-- CreateTable
CREATE TABLE "ClosingSummary" (
    "closingId" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "changesAt" TIMESTAMPTZ,
    "summary" JSONB NOT NULL,

    CONSTRAINT "ClosingSummary_pkey" PRIMARY KEY ("closingId")
);

-- CreateIndex
CREATE INDEX "ClosingSummary_offeringId_idx" ON "ClosingSummary"("offeringId");

-- CreateIndex
CREATE INDEX "Event_closingId_position_idx" ON "Event"("closingId", "position");

-- Worked out from the shared compartment, so every member of the offering may read and refresh it.
GRANT SELECT, INSERT, UPDATE ON "ClosingSummary" TO section_seven_app;
ALTER TABLE "ClosingSummary" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ClosingSummary" FORCE ROW LEVEL SECURITY;
CREATE POLICY compartment ON "ClosingSummary"
  USING (in_scope("offeringId", 'shared')) WITH CHECK (in_scope("offeringId", 'shared'));
