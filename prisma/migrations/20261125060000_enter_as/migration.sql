-- What an act begins with, in one statement: the person as they stand in the offering now, the transaction held from here on to
-- what they may see, the answer that the same wish already got, and the ends of the logs in sight, which a new event goes on
-- from. `shown` says which compartments each side has; that is the policy's to say. Nothing for whoever is no member.
CREATE FUNCTION enter_as(person uuid, offering uuid, wish text, shown jsonb)
  RETURNS TABLE ("name" text, "partyId" uuid, "partyName" text, "role" text, "side" text, "authority" boolean,
    "coordinator" boolean, "requestHash" text, "answer" jsonb, "heads" jsonb)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  standing record;
  seen text[];
BEGIN
  SELECT * INTO standing FROM standing_of(person, offering);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  seen := ARRAY(SELECT jsonb_array_elements_text(shown -> standing."side"));
  PERFORM set_config('app.person', person::text, true),
    set_config('app.scopes', (SELECT string_agg(offering || '/' || c, ',') FROM unnest(seen) c), true);
  RETURN QUERY
  SELECT standing."name", standing."partyId", standing."partyName", standing."role", standing."side", standing."authority",
    standing."coordinator", k."requestHash", k."answer",
    (SELECT jsonb_object_agg(e."compartment", jsonb_build_object('seq', e."seq", 'hash', e."hash", 'at', e."at"))
      FROM unnest(seen) c CROSS JOIN LATERAL (
        SELECT v."compartment", v."seq", v."hash", v."at" FROM "Event" v
        WHERE v."offeringId" = offering AND v."compartment" = c ORDER BY v."seq" DESC LIMIT 1) e)
  FROM (VALUES (1)) one LEFT JOIN "IdempotencyKey" k ON k."personId" = person AND k."key" = wish;
END $$;

REVOKE ALL ON FUNCTION enter_as(uuid, uuid, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_as(uuid, uuid, text, jsonb) TO section_seven_app;
