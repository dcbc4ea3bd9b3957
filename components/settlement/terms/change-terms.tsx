"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { useSay } from "@/components/ui/toasts";
import { getJson } from "@/lib/client/api";
import { setupKey } from "@/lib/client/setup";
import type { SetupView } from "@/lib/contracts/offering";
import type { ClosingHead } from "@/lib/contracts/views";
import type { OfferingId } from "@/lib/domain/ids";

/** What was agreed for one Time of Delivery, on all three levels. */
export type TermsHere = {
  offeringId: OfferingId;
  agreement: SetupView["agreements"][number];
  pricing: SetupView["pricings"][number];
  closing: SetupView["closings"][number];
};

function termsHere(setup: SetupView, closingId: string): TermsHere | null {
  const closing = setup.closings.find(({ id }) => id === closingId);
  const pricing = setup.pricings.find(({ id }) => id === closing?.pricingAgreementId);
  const agreement = setup.agreements.find(({ id }) => id === pricing?.agreementId);
  return closing && pricing && agreement ? { offeringId: setup.offering.id, agreement, pricing, closing } : null;
}

/** A button that reads the terms as they are now and opens a form over them. */
export function ChangeTerms({
  head,
  label,
  children,
}: {
  head: ClosingHead;
  label: string;
  /** The form; `opened` is what it began from, `newest` what is known now. */
  children: (opened: TermsHere, newest: TermsHere, close: () => void) => ReactNode;
}) {
  const say = useSay();
  const [opened, setOpened] = useState<TermsHere | null>(null);
  const { data, refetch, isFetching } = useQuery({
    queryKey: setupKey(head.offering.id),
    queryFn: ({ signal }) => getJson<SetupView>(`/api/offerings/${head.offering.id}/setup`, signal),
    enabled: opened !== null,
  });
  const open = async () => {
    const answer = await refetch();
    if (answer.data) setOpened(termsHere(answer.data, head.id));
    else say.refused("The terms could not be read", answer.error?.message);
  };
  return (
    <>
      <Button size="small" busy={isFetching && opened === null} onClick={open} className="no-print">
        <Pencil aria-hidden className="size-3.5" /> {label}
      </Button>
      {opened && children(opened, (data && termsHere(data, head.id)) ?? opened, () => setOpened(null))}
    </>
  );
}
