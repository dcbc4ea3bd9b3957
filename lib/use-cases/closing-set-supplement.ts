import type { ClosingSetInput, DocumentInput, PartInput } from "@/lib/exports/model";
import type { Paper } from "@/lib/exports/paper";
import type { KeyedPart } from "./closing-set-tabs";

type Held = { title: string; tab: string; sha256: string; version: DocumentInput["version"] };

/** What a later set has that an earlier one has not, document by document. */
export type SetDifference = {
  added: readonly Held[];
  /** The same document of the list in another version. */
  replaced: readonly { before: Held; now: Held }[];
  /** In the earlier set and not on the index any more. */
  gone: readonly Held[];
};

/** Compares the documents of the list; papers that the program writes anew for each set are no part of it. */
export function differenceOf(before: readonly PartInput[], now: readonly PartInput[]): SetDifference {
  const [old, fresh] = [documentsIn(before), documentsIn(now)];
  const same = (a: Held) => (b: Held) => a.version?.deliverableId === b.version?.deliverableId;
  const changed = fresh.filter((document) => !old.some(({ sha256 }) => sha256 === document.sha256));
  return {
    added: changed.filter((document) => !old.some(same(document))),
    replaced: changed.flatMap((document) => {
      const earlier = old.find(same(document));
      return earlier ? [{ before: earlier, now: document }] : [];
    }),
    gone: old.filter((document) => !fresh.some(same(document))),
  };
}

const documentsIn = (parts: readonly PartInput[]): Held[] =>
  parts.flatMap(({ tabs }) =>
    tabs.flatMap((tab) =>
      tab.documents.flatMap(({ title, sha256, version }) =>
        sha256 && version ? [{ title, tab: tab.number, sha256, version }] : [],
      ),
    ),
  );

/** The tabs of a supplement: those with late documents, with those alone, and the record as it stands now. */
export function supplementParts(parts: readonly KeyedPart[], { added, replaced }: SetDifference): KeyedPart[] {
  const late = new Set([...added, ...replaced.map(({ now }) => now)].map(({ sha256 }) => sha256));
  return parts.flatMap(({ title, tabs }) => {
    const kept = tabs.flatMap((tab) => {
      if (tab.key.startsWith("record:")) return [tab];
      const documents = tab.documents.filter(({ sha256 }) => sha256 !== undefined && late.has(sha256));
      return documents.length > 0 ? [{ ...tab, documents }] : [];
    });
    return kept.length > 0 ? [{ title, tabs: kept }] : [];
  });
}

/** The paper that says what a supplement adds to the set before it, which stays what it was. */
export function differencePaper(
  head: Omit<Paper, "title" | "blocks">,
  earlier: { asOf: string; manifestSha256: string },
  { added, replaced, gone }: SetDifference,
): Paper {
  const columns = [
    { header: "Tab", share: 12 },
    { header: "Document", share: 44 },
    { header: "SHA-256", share: 44 },
  ];
  const row = ({ tab, title, sha256 }: Held) => [tab, title, sha256];
  return {
    ...head,
    title: "What this supplement adds",
    blocks: [
      {
        kind: "facts",
        rows: [
          ["Supplement to the set as of", earlier.asOf],
          ["Digest of its manifest", earlier.manifestSha256],
        ],
      },
      { kind: "heading", text: "Late documents" },
      { kind: "table", columns, rows: added.map(row), none: "No document is new." },
      { kind: "heading", text: "Replaced since" },
      {
        kind: "table",
        columns,
        rows: replaced.flatMap(({ before, now }) => [row(now), [now.tab, "in place of", before.sha256]]),
        none: "No document was replaced.",
      },
      { kind: "heading", text: "On the index no more" },
      { kind: "table", columns, rows: gone.map(row), none: "Nothing has left the index." },
    ],
  };
}

/** What an earlier build was made from, as far as a supplement needs it, and the set of the distribution that it was for. */
export type EarlierSet = {
  input: ClosingSetInput;
  manifestSha256: string;
  setId: string | null;
};
