-- A trigger function may name only columns that the table in hand has, so each looks at its table first.
CREATE OR REPLACE FUNCTION refuse_when_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  condition_of uuid;
BEGIN
  IF TG_TABLE_NAME = 'Version' THEN
    SELECT d."conditionId" INTO condition_of FROM "Deliverable" d WHERE d."id" = NEW."deliverableId";
  ELSE
    condition_of := NEW."conditionId";
  END IF;
  IF EXISTS (
    SELECT 1 FROM "Condition" c JOIN "ClosingStep" s ON s."closingId" = c."closingId"
    WHERE c."id" = condition_of AND s."step" IN ('closed', 'terminated')
  ) THEN
    RAISE EXCEPTION 'The closing is over.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION require_representative() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ClosingStep' THEN
    IF NEW."step" NOT IN ('closed', 'postponed', 'terminated') THEN
      RETURN NEW;
    END IF;
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
