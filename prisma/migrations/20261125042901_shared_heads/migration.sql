-- For putting closings on paper: which Times of Delivery there are, and the newest event of each that all parties share.
CREATE FUNCTION shared_heads()
  RETURNS TABLE ("offeringId" uuid, "closingId" uuid, "position" bigint, "changedAt" timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c."offeringId", c."id", e."position", e."at"
  FROM "Closing" c CROSS JOIN LATERAL (
    SELECT x."position", x."at" FROM "Event" x WHERE x."closingId" = c."id" AND x."compartment" = 'shared'
    ORDER BY x."position" DESC LIMIT 1) e
  ORDER BY c."id"
$$;
CREATE POLICY owner_reads ON "Closing" FOR SELECT TO CURRENT_USER USING (true);
REVOKE ALL ON FUNCTION shared_heads() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shared_heads() TO section_seven_app;
