import type { Metadata } from "next";
import { headers } from "next/headers";
import { OpenedSetPage } from "@/components/set/opened-set";
import { EmptyState } from "@/components/ui/empty-state";
import { linkToken } from "@/lib/contracts/people";
import { problemSentence } from "@/lib/contracts/problem-words";
import { err } from "@/lib/domain/result";
import { viewSetLink } from "@/lib/use-cases/open-set-link";

// Says nothing of what the link leads to: a title stands in histories and on shared screens.
export const metadata: Metadata = { title: "Files for you" };

/** For whoever holds a link to a closing set, with no account. One that opens nothing is answered alike, whatever the cause. */
export default async function SetPage({ params }: { params: Promise<{ token: string }> }) {
  const token = linkToken.safeParse((await params).token);
  const set = token.success
    ? await viewSetLink(await headers(), token.data)
    : err({ code: "set-link-not-valid" as const });
  if (set.ok && token.success) return <OpenedSetPage token={token.data} initial={set.value} />;
  return (
    <main id="content" className="mx-auto max-w-3xl px-4 py-16">
      <EmptyState title="This link opens nothing" text={set.ok ? "" : problemSentence(set.error)} level={1} />
    </main>
  );
}
