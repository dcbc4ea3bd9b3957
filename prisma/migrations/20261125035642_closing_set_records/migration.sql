-- CreateTable
CREATE TABLE "SetIndex" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "edits" JSONB NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "SetIndex_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Distribution" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "sets" JSONB NOT NULL,
    "by" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "Distribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetBuild" (
    "id" TEXT NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "by" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "wish" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "headSeq" INTEGER NOT NULL,
    "headHash" TEXT NOT NULL,
    "asOf" TIMESTAMPTZ NOT NULL,
    "snapshotSha256" TEXT NOT NULL,
    "indexRevision" INTEGER NOT NULL,
    "ownEdits" BOOLEAN NOT NULL,
    "setId" UUID,
    "setName" TEXT,
    "distributionRevision" INTEGER,
    "supplementTo" TEXT,
    "openFaults" JSONB NOT NULL DEFAULT '[]',
    "reason" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ,
    "failure" TEXT,
    "pages" INTEGER,
    "manifestSha256" TEXT,
    "pdfBytes" BIGINT,
    "pdfSha256" TEXT,
    "zipBytes" BIGINT,
    "zipSha256" TEXT,
    "faults" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "SetBuild_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SetIndex_closingId_revision_key" ON "SetIndex"("closingId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "Distribution_closingId_revision_key" ON "Distribution"("closingId", "revision");

-- CreateIndex
CREATE INDEX "SetBuild_closingId_at_idx" ON "SetBuild"("closingId", "at");

-- AddForeignKey
ALTER TABLE "SetIndex" ADD CONSTRAINT "SetIndex_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Distribution" ADD CONSTRAINT "Distribution_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetBuild" ADD CONSTRAINT "SetBuild_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Revisions are records: added to, never changed. A second one of the same number is refused by the index above.
GRANT SELECT, INSERT ON "SetIndex", "Distribution" TO section_seven_app;
DO $$
DECLARE
  record_table text;
BEGIN
  FOREACH record_table IN ARRAY ARRAY['SetIndex', 'Distribution'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      record_table || '_is_final', record_table);
  END LOOP;
  FOREACH record_table IN ARRAY ARRAY['SetIndex', 'Distribution', 'SetBuild'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      record_table || '_is_kept', record_table);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', record_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', record_table);
    EXECUTE format(
      'CREATE POLICY compartment ON %I USING (in_scope("offeringId", ''shared'')) WITH CHECK (in_scope("offeringId", ''shared''))',
      record_table);
  END LOOP;
END $$;

-- Of a build only how it ended is ever added, and once.
GRANT SELECT, INSERT ON "SetBuild" TO section_seven_app;
GRANT UPDATE ("endedAt", "failure", "pages", "manifestSha256", "pdfBytes", "pdfSha256", "zipBytes", "zipSha256", "faults")
  ON "SetBuild" TO section_seven_app;
CREATE FUNCTION refuse_after_the_build() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."endedAt" IS NOT NULL THEN
    RAISE EXCEPTION 'A build that has ended is a record and is never changed or removed.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "SetBuild_ends_once" BEFORE UPDATE OR DELETE ON "SetBuild" FOR EACH ROW EXECUTE FUNCTION refuse_after_the_build();

-- A row about a closing stands in that closing's own offering.
CREATE FUNCTION require_own_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Closing" c WHERE c."id" = NEW."closingId" AND c."offeringId" = NEW."offeringId") THEN
    RAISE EXCEPTION 'The closing is not of this offering.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "SetIndex_of_its_offering" BEFORE INSERT ON "SetIndex" FOR EACH ROW EXECUTE FUNCTION require_own_closing();
CREATE TRIGGER "Distribution_of_its_offering" BEFORE INSERT ON "Distribution" FOR EACH ROW EXECUTE FUNCTION require_own_closing();
CREATE TRIGGER "SetBuild_of_its_offering" BEFORE INSERT ON "SetBuild" FOR EACH ROW EXECUTE FUNCTION require_own_closing();
