-- CreateTable
CREATE TABLE "SetLink" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "closingId" UUID NOT NULL,
    "buildId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "passphraseHash" TEXT,
    "recipientName" TEXT NOT NULL,
    "recipientEmail" TEXT,
    "maxDownloads" INTEGER,
    "by" UUID NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "revokedAt" TIMESTAMPTZ,

    CONSTRAINT "SetLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetDownload" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "format" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "agent" TEXT NOT NULL,

    CONSTRAINT "SetDownload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetLinkMail" (
    "linkId" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ NOT NULL,
    "sentAt" TIMESTAMPTZ,

    CONSTRAINT "SetLinkMail_pkey" PRIMARY KEY ("linkId")
);

-- CreateIndex
CREATE UNIQUE INDEX "SetLink_tokenHash_key" ON "SetLink"("tokenHash");

-- CreateIndex
CREATE INDEX "SetLink_closingId_idx" ON "SetLink"("closingId");

-- CreateIndex
CREATE INDEX "SetLink_buildId_idx" ON "SetLink"("buildId");

-- CreateIndex
CREATE INDEX "SetDownload_linkId_at_idx" ON "SetDownload"("linkId", "at");

-- AddForeignKey
ALTER TABLE "SetLink" ADD CONSTRAINT "SetLink_buildId_fkey" FOREIGN KEY ("buildId") REFERENCES "SetBuild"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetDownload" ADD CONSTRAINT "SetDownload_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "SetLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SetLinkMail" ADD CONSTRAINT "SetLinkMail_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "SetLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only the mark of its revocation is ever added to a link, and once; downloads are a record.
GRANT SELECT, INSERT, UPDATE ("revokedAt") ON "SetLink" TO section_seven_app;
GRANT SELECT ON "SetDownload" TO section_seven_app;
GRANT SELECT, INSERT ON "SetLinkMail" TO section_seven_app;
DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['SetLink', 'SetDownload', 'SetLinkMail'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
    EXECUTE format(
      'CREATE POLICY compartment ON %I USING (in_scope("offeringId", ''shared'')) WITH CHECK (in_scope("offeringId", ''shared''))',
      scoped);
  END LOOP;
END $$;
CREATE TRIGGER "SetDownload_is_final" BEFORE UPDATE OR DELETE ON "SetDownload" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "SetDownload_is_kept" BEFORE TRUNCATE ON "SetDownload" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "SetLink_is_kept" BEFORE TRUNCATE ON "SetLink" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_but_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."revokedAt" IS NOT NULL OR NEW."revokedAt" IS NULL
    OR to_jsonb(NEW) - 'revokedAt' <> to_jsonb(OLD) - 'revokedAt' THEN
    RAISE EXCEPTION 'A link is revoked, once, and never changed otherwise.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "SetLink_is_only_revoked" BEFORE UPDATE OR DELETE ON "SetLink" FOR EACH ROW EXECUTE FUNCTION refuse_but_revocation();

-- A link leads to a finished build of its own closing and offering.
CREATE FUNCTION require_own_build() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "SetBuild" b
    WHERE b."id" = NEW."buildId" AND b."closingId" = NEW."closingId" AND b."offeringId" = NEW."offeringId"
      AND b."zipSha256" IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'The build is not of this closing, or has no files.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "SetLink_of_its_closing" BEFORE INSERT ON "SetLink" FOR EACH ROW EXECUTE FUNCTION require_own_build();

-- What follows runs as the owner of the tables, whom forced row-level security binds too.
CREATE POLICY owner_carries ON "SetLink" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_carries ON "SetDownload" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_carries ON "SetLinkMail" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_reads ON "SetBuild" FOR SELECT TO CURRENT_USER USING (true);

-- What the holder of a link is shown, who has no account; nothing for a link that is unknown, revoked, expired or used up.
CREATE FUNCTION set_link_by_token(token_hash text)
  RETURNS TABLE ("id" uuid, "offeringId" uuid, "closingId" uuid, "buildId" text, "codeName" text, "rehearsal" boolean,
    "fileName" text, "asOf" timestamptz, "pdfBytes" bigint, "pdfSha256" text, "zipBytes" bigint, "zipSha256" text,
    "expiresAt" timestamptz, "passphraseHash" text, "left" integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l."id", l."offeringId", l."closingId", l."buildId", o."name", o."rehearsal", b."fileName", b."asOf",
    b."pdfBytes", b."pdfSha256", b."zipBytes", b."zipSha256", l."expiresAt", l."passphraseHash",
    l."maxDownloads" - d."made"
  FROM "SetLink" l JOIN "SetBuild" b ON b."id" = l."buildId" JOIN "Offering" o ON o."id" = l."offeringId",
    LATERAL (SELECT count(*)::integer AS "made" FROM "SetDownload" x WHERE x."linkId" = l."id") d
  WHERE l."tokenHash" = token_hash AND l."revokedAt" IS NULL AND l."expiresAt" > now()
$$;

-- Begins a download, or goes on with one, and says whether it may. One is gone on with from where it broke off, by the same
-- program from the same network within half a day, and counts once; whatever else asks for the file is a download of its own.
-- The link's row is held meanwhile, so that two who come at once cannot both be the last.
CREATE FUNCTION begin_set_download(link uuid, file_format text, from_network text, with_agent text, goes_on boolean)
  RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held "SetLink";
BEGIN
  SELECT * INTO held FROM "SetLink" l
  WHERE l."id" = link AND l."revokedAt" IS NULL AND l."expiresAt" > now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF goes_on AND EXISTS (
    SELECT 1 FROM "SetDownload" d
    WHERE d."linkId" = link AND d."format" = file_format AND d."network" = from_network AND d."agent" = with_agent
      AND d."at" > now() - interval '12 hours'
  ) THEN
    RETURN true;
  END IF;
  IF (SELECT count(*) FROM "SetDownload" d WHERE d."linkId" = link) >= held."maxDownloads" THEN
    RETURN false;
  END IF;
  INSERT INTO "SetDownload" ("id", "offeringId", "linkId", "at", "format", "network", "agent")
  VALUES (gen_random_uuid(), held."offeringId", link, now(), file_format, from_network, with_agent);
  RETURN true;
END $$;

-- Mails that are due, as those of invitations are (claim_invitation_mail).
CREATE FUNCTION claim_set_link_mail(batch integer)
  RETURNS TABLE ("linkId" uuid, "to" text, "codeName" text, "expiresAt" timestamptz, "tries" integer)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "SetLinkMail" m
  SET "tries" = m."tries" + 1, "nextTryAt" = now() + interval '1 minute' * least(60, power(2, least(m."tries", 6)))
  FROM "SetLink" l JOIN "Offering" o ON o."id" = l."offeringId"
  WHERE l."id" = m."linkId" AND m."linkId" IN (
    SELECT d."linkId" FROM "SetLinkMail" d JOIN "SetLink" x ON x."id" = d."linkId"
    WHERE d."sentAt" IS NULL AND d."nextTryAt" <= now() AND x."revokedAt" IS NULL AND x."expiresAt" > now()
    ORDER BY d."at" LIMIT batch FOR UPDATE OF d SKIP LOCKED)
  RETURNING m."linkId", l."recipientEmail", o."name", l."expiresAt", m."tries"
$$;

CREATE FUNCTION set_link_mail_sent(link uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE "SetLinkMail" SET "sentAt" = now() WHERE "linkId" = link
$$;

REVOKE ALL ON FUNCTION set_link_by_token(text), begin_set_download(uuid, text, text, text, boolean),
  claim_set_link_mail(integer), set_link_mail_sent(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_link_by_token(text), begin_set_download(uuid, text, text, text, boolean),
  claim_set_link_mail(integer), set_link_mail_sent(uuid) TO section_seven_app;
