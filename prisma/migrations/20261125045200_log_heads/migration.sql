-- How far the logs go that a person may read in an offering, in one statement and without a transaction: what a screen was
-- made from is still true while these have not moved. It tells nothing of a log that the person's side does not write in.
CREATE FUNCTION log_heads(person uuid, offering uuid)
  RETURNS TABLE ("compartment" text, "position" bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c."compartment", coalesce(e."position", 0)
  FROM "Membership" m JOIN "Party" p ON p."id" = m."partyId"
  CROSS JOIN LATERAL (VALUES ('shared'), (p."side")) AS c("compartment")
  LEFT JOIN LATERAL (
    SELECT v."position" FROM "Event" v
    WHERE v."offeringId" = offering AND v."compartment" = c."compartment" ORDER BY v."seq" DESC LIMIT 1
  ) e ON true
  WHERE m."personId" = person AND m."offeringId" = offering AND m."endedAt" IS NULL
$$;

REVOKE ALL ON FUNCTION log_heads(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_heads(uuid, uuid) TO section_seven_app;
