"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sizeWords } from "@/components/document/document-words";
import { LocalDay } from "@/components/people/local-day";
import { Button, buttonClass } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { postJson } from "@/lib/client/api";
import type { OpenedSet, SetFile } from "@/lib/contracts/set-links";

const names: Record<SetFile["format"], { title: string; what: string }> = {
  pdf: { title: "Bound volume (PDF)", what: "Everything in one file, to be read, with its index and bookmarks." },
  zip: { title: "Unbound set (ZIP)", what: "The originals, untouched, with the same index." },
};

/** What a link leads to, for somebody without an account: the name that the offering goes by, and the files. */
export function OpenedSetPage({ token, initial }: { token: string; initial: OpenedSet }) {
  const open = useMutation<OpenedSet, Error, string>({
    mutationFn: (passphrase) => postJson("/api/set-links/open", { token, passphrase }),
  });
  const { codeName, rehearsal, asOf, expiresAt, left, files } = open.data ?? initial;
  return (
    <main id="content" className="mx-auto max-w-2xl px-3 py-8 sm:px-6 md:py-14">
      {rehearsal && <p className="mb-2 text-sm font-medium text-rehearsal">Rehearsal: not a record of a closing</p>}
      <h1 className="text-2xl">{codeName}</h1>
      <p className="mt-2 mb-6 text-muted">
        A closing set, as of <LocalDay at={asOf} withTime />. It was sent to you and is confidential. Each download is
        recorded.
      </p>
      {files === null ? (
        <PassphraseForm busy={open.isPending} error={open.error?.message} onOpen={(text) => open.mutate(text)} />
      ) : (
        <>
          <ul aria-label="Files" className="divide-y border-y">
            {files.map((file) => (
              <FileLine key={file.format} file={file} token={token} />
            ))}
          </ul>
          <p className="mt-6 text-sm">
            Anyone can check that not a byte was changed: save{" "}
            <a href="/verify.html" download className="text-accent underline">
              the verifier
            </a>
            , a page that works without a network, and choose the file in it.
          </p>
        </>
      )}
      <p className="mt-6 text-sm text-muted">
        This link opens until <LocalDay at={expiresAt} withTime />
        {left === null ? "" : `, for ${left === 1 ? "one more download" : `${left} more downloads`}`}. Whoever sent it
        can revoke it before.
      </p>
    </main>
  );
}

function FileLine({ file: { format, bytes, sha256 }, token }: { file: SetFile; token: string }) {
  const { title, what } = names[format];
  return (
    <li className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg">{title}</h2>
          <p className="text-sm text-muted">{what}</p>
        </div>
        {/* Not marked as a download: where the link opens nothing any more, the answer is a page that says so. */}
        <a
          href={`/api/set-links/${token}/${format}`}
          className={buttonClass(format === "pdf" ? "primary" : "secondary")}
        >
          Download {format.toUpperCase()}, {sizeWords(bytes)}
        </a>
      </div>
      <p className="mt-2 text-xs break-all text-muted">
        SHA-256 <span className="font-mono">{sha256}</span>
      </p>
    </li>
  );
}

function PassphraseForm({
  busy,
  error,
  onOpen,
}: {
  busy: boolean;
  error: string | undefined;
  onOpen: (passphrase: string) => void;
}) {
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "") onOpen(passphrase);
  };
  return (
    <form onSubmit={submit} className="grid max-w-md gap-4">
      {error && <Notice tone="error">{error}</Notice>}
      <TextField
        label="Passphrase"
        hint="Whoever sent you the link told it to you another way."
        type="password"
        autoComplete="off"
        value={passphrase}
        maxLength={128}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          Open
        </Button>
      </div>
    </form>
  );
}
