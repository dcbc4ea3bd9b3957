-- How a person stands in an offering at this moment, in one statement: asked on every request, before any scope is stated.
CREATE FUNCTION standing_of(person uuid, offering uuid)
  RETURNS TABLE ("name" text, "partyId" uuid, "partyName" text, "role" text, "side" text, "authority" boolean, "coordinator" boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u."name", p."id", p."name", p."role", p."side", m."authority", m."coordinator"
  FROM "Membership" m JOIN "Party" p ON p."id" = m."partyId" JOIN "user" u ON u."id" = m."personId"
  WHERE m."personId" = person AND m."offeringId" = offering AND m."endedAt" IS NULL
$$;

-- It runs as the owner of the tables, whom forced row-level security binds too.
CREATE POLICY owner_reads ON "Membership" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON "Party" FOR SELECT TO CURRENT_USER USING (true);

REVOKE ALL ON FUNCTION standing_of(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standing_of(uuid, uuid) TO section_seven_app;
