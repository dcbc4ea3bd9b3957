-- CreateTable
CREATE TABLE "LogCheckpoint" (
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "edge" TEXT[],
    "note" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "LogCheckpoint_pkey" PRIMARY KEY ("offeringId","compartment","size")
);

-- CreateTable
CREATE TABLE "LogOpening" (
    "offeringId" UUID NOT NULL,
    "compartment" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "LogOpening_pkey" PRIMARY KEY ("offeringId","compartment","occasion")
);

-- Records like the others: added to, never changed; each in the compartment of its log.
DO $$
DECLARE
  record_table text;
BEGIN
  FOREACH record_table IN ARRAY ARRAY['LogCheckpoint', 'LogOpening'] LOOP
    EXECUTE format('GRANT SELECT, INSERT ON %I TO section_seven_app', record_table);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      record_table || '_is_final', record_table);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      record_table || '_is_kept', record_table);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', record_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', record_table);
    EXECUTE format(
      'CREATE POLICY compartment ON %I USING (in_scope("offeringId", "compartment")) WITH CHECK (in_scope("offeringId", "compartment"))',
      record_table);
  END LOOP;
END $$;

-- Which logs have grown since their last checkpoint: for the program's own hand that writes checkpoints. Events that were there
-- before there were trees are leaves like all others, so a log's first checkpoint is over everything in it.
CREATE FUNCTION logs_behind(only_shared boolean) RETURNS TABLE ("offeringId" uuid, "compartment" text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o."id", c."compartment"
  FROM "Offering" o
  CROSS JOIN (VALUES ('shared'), ('underwriters'), ('issuer'), ('accountants'), ('trustee'), ('observers')) AS c("compartment")
  JOIN LATERAL (
    SELECT e."seq" FROM "Event" e WHERE e."offeringId" = o."id" AND e."compartment" = c."compartment" ORDER BY e."seq" DESC LIMIT 1
  ) head ON true
  LEFT JOIN LATERAL (
    SELECT k."size" FROM "LogCheckpoint" k WHERE k."offeringId" = o."id" AND k."compartment" = c."compartment" ORDER BY k."size" DESC LIMIT 1
  ) kept ON true
  WHERE (c."compartment" = 'shared' OR NOT only_shared) AND head."seq" > coalesce(kept."size", 0)
$$;

-- For the live streams: the newest checkpoint of the log that all parties share, of each of these offerings.
CREATE FUNCTION shared_checkpoints(offerings uuid[]) RETURNS TABLE ("offeringId" uuid, "note" text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, kept."note"
  FROM unnest(offerings) AS o(id)
  CROSS JOIN LATERAL (
    SELECT k."note" FROM "LogCheckpoint" k WHERE k."offeringId" = o.id AND k."compartment" = 'shared' ORDER BY k."size" DESC LIMIT 1
  ) kept
$$;

CREATE POLICY owner_reads ON "LogCheckpoint" FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION logs_behind(boolean), shared_checkpoints(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION logs_behind(boolean), shared_checkpoints(uuid[]) TO section_seven_app;
