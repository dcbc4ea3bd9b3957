import { captioned } from "@/lib/agreement/samples/notes";
import type { ListView } from "@/lib/contracts/list";
import type { SetupView } from "@/lib/contracts/offering";
import { at, type Ground, inClosing } from "./ground";
import { closingTermsOf } from "./offering";
import type { Place } from "./whose.table";

/** Terms with every text that a condition has. */
export const termsOf = (word: (place: Place) => string) => ({
  ...{ label: word("condition’s label"), title: word("condition’s title"), text: word("condition’s text") },
  ...{ kind: "no-downgrade", mode: "whole", furnishedBy: ["issuer"], furnishedTo: [], windowHours: null },
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
  ratings: [{ agency: word("rating agency"), rating: word("rating"), outlook: word("rating’s outlook") }],
  deliverables: [{ title: word("document’s title"), dated: null }],
});

/** An agreement and an amendment whose list was looked at, and nothing more. */
export async function onlyRead({ garden, made, crew }: Ground): Promise<void> {
  const name = () => `fileName=${garden.plant("file name of what was only read", made.name)}.txt`;
  const bytes = Buffer.from(captioned.text);
  await crew.keeper.wish(`/api/agreement-readings?${name()}`, bytes);
  await crew.keeper.wish(`${inClosing(made)}/amendment-readings?${name()}`, bytes);
}

/** Everything that was agreed, agreed anew in other words. */
export async function agreeAnew({ garden, made, crew }: Ground): Promise<void> {
  const { keeper, representative } = crew;
  const edit = (body: object) => keeper.wish(`${at(made)}/terms`, body);
  const { offering, agreements, pricings, closings } = await keeper.json<SetupView>(`${at(made)}/setup`);
  const { name, issuer, revision } = offering;
  await edit({ edit: "offering", revision, ...garden.replant({ name, issuer }) });
  for (const { id, source: _, ...agreement } of agreements.slice(0, 1))
    await edit({ edit: "agreement", agreementId: id, ...garden.replant(agreement) });
  for (const { id, revision, datedOn, terms, allocations } of pricings.slice(0, 1)) {
    const shares = { ...terms, securities: { kind: "shares", title: terms.securities?.title, shares: "1,000" } };
    await edit({
      ...{ edit: "pricing", pricingAgreementId: id, revision, datedOn, allocations },
      terms: garden.replant(representative ? terms : shares),
    });
  }
  for (const { id, revision, label, location, terms } of closings.slice(0, 1))
    await edit({ edit: "closing", closingId: id, revision, ...garden.replant({ label, location, terms }) });
}

/** A further Time of Delivery, whose list comes from an amendment. */
export async function aSecondClosing({ garden, made, crew, things }: Ground): Promise<void> {
  const word = (place: Place) => garden.plant(place, made.name);
  const { pricings } = await crew.keeper.json<{ pricings: { id: string }[] }>(`${at(made)}/setup`);
  const { closingId } = await crew.keeper.wish<{ closingId: string }>(`${at(made)}/closings`, {
    ...{
      pricingAgreementId: pricings[0]?.id,
      label: word("closing’s label"),
      localDate: "2031-04-11",
      localTime: "10:00",
    },
    ...{ zone: "America/New_York", location: word("closing’s place"), terms: closingTermsOf(word, "whole") },
    conditions: { from: "nothing" },
  });
  const amend = (lines: object[]) =>
    crew.keeper.wish(`${at(made)}/amendments`, {
      ...{ closingId, source: { sha256: "b".repeat(64), name: `${word("amendment’s file name")}.docx` }, removed: [] },
      lines,
    });
  await amend([{ is: "new", depth: 0, terms: termsOf(word) }]);
  const [line] = (await crew.keeper.json<ListView>(`${at(made)}/closings/${closingId}/list`)).lines;
  const text = word("condition’s text");
  await amend([
    { is: "kept", conditionId: line?.id, requirement: line?.requirement, label: word("condition’s label"), text },
  ]);
  things.closingId.push(closingId);
}
