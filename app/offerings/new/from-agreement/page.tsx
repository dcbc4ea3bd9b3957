import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FromAgreement } from "@/components/agreement/from-agreement";
import { PageFrame } from "@/components/shell/page-frame";
import { requirePerson } from "@/lib/auth/page";
import { mayMakeOffering } from "@/lib/use-cases/may-make-offering";

export const metadata: Metadata = { title: "Make a closing from its agreement" };

export default async function FromAgreementPage() {
  const person = await requirePerson("/offerings/new/from-agreement");
  if (!(await mayMakeOffering(person.id))) notFound();
  return (
    <PageFrame
      title="Make a closing from its agreement"
      lead="Every condition is drafted from the words that it stands in. You look at each line before it counts."
    >
      <FromAgreement />
    </PageFrame>
  );
}
