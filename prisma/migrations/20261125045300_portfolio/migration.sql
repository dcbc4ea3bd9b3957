-- A person's portfolio in one statement: where they are a member now, every Time of Delivery there, the newest of its shared
-- events, and up to which event its summary is kept. Of the shared compartment alone, and of nobody else's offerings.
CREATE FUNCTION portfolio_of(person uuid)
  RETURNS TABLE ("offeringId" uuid, "closingId" uuid, "offering" text, "issuer" text, "rehearsal" boolean,
    "role" text, "side" text, "authority" boolean, "coordinator" boolean, "newest" bigint, "kept" bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o."id", c."id", o."name", o."issuerName", o."rehearsal", p."role", p."side", m."authority", m."coordinator",
    coalesce(e."position", 0), s."position"
  FROM "Membership" m
  JOIN "Party" p ON p."id" = m."partyId"
  JOIN "Offering" o ON o."id" = m."offeringId"
  JOIN "Closing" c ON c."offeringId" = o."id"
  LEFT JOIN "ClosingSummary" s ON s."closingId" = c."id"
  LEFT JOIN LATERAL (
    SELECT v."position" FROM "Event" v
    WHERE v."closingId" = c."id" AND v."compartment" = 'shared' ORDER BY v."position" DESC LIMIT 1
  ) e ON true
  WHERE m."personId" = person AND m."endedAt" IS NULL
$$;

-- It runs as the owner of the tables, whom forced row-level security binds too.
CREATE POLICY owner_reads ON "ClosingSummary" FOR SELECT TO CURRENT_USER USING (true);

REVOKE ALL ON FUNCTION portfolio_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portfolio_of(uuid) TO section_seven_app;
