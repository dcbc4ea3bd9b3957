import { headers } from "next/headers";
import { Join } from "@/components/people/join";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { currentPerson } from "@/lib/auth/page";
import { linkToken } from "@/lib/contracts/people";
import { problemSentence } from "@/lib/contracts/problem-words";
import { err } from "@/lib/domain/result";
import { viewLink } from "@/lib/use-cases/accept";

export const metadata = { title: "Invitation" };

export default async function JoinPage({ params }: PageProps<"/join/[token]">) {
  const token = linkToken.safeParse((await params).token);
  const person = await currentPerson();
  const holder = { person, headers: await headers() };
  const view = token.success ? await viewLink(holder, token.data) : err({ code: "invitation-not-valid" as const });
  if (view.ok && token.success) {
    return <Join token={token.data} view={view.value} person={person && { name: person.name, email: person.email }} />;
  }
  const sentence = view.ok ? "" : problemSentence(view.error);
  return (
    <main id="content" className="mx-auto max-w-3xl px-4 py-16">
      <EmptyState title="This link opens nothing" text={sentence} level={1}>
        <ButtonLink href="/offerings">Your closings</ButtonLink>
      </EmptyState>
    </main>
  );
}
