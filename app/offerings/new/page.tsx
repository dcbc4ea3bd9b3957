import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewOffering } from "@/components/setup/new-offering";
import { PageFrame } from "@/components/shell/page-frame";
import { requirePerson } from "@/lib/auth/page";
import { mayMakeOffering } from "@/lib/use-cases/may-make-offering";

export const metadata: Metadata = { title: "Make a closing" };

export default async function NewOfferingPage() {
  const person = await requirePerson("/offerings/new");
  if (!(await mayMakeOffering(person.id))) notFound();
  return (
    <PageFrame
      title="Make a closing"
      lead="The agreements, who is in it, when it closes, and the list that it begins with."
    >
      <NewOffering />
    </PageFrame>
  );
}
