import { createHash } from "node:crypto";
import type { DistributionSet } from "@/lib/contracts/distribution";
import type { Scene } from "@/lib/db/scene";
import type { PartyRole } from "@/lib/domain/role";
import type { KeyedPart } from "./closing-set-tabs";
import { conditionKey } from "./tab-keys";

type Proposal = { name: string; roles: readonly PartyRole[]; without: readonly string[] };

/** The sets of a usual closing: all for either side, and for the trustee all but the comfort letters, which are not given to it. */
const proposals: readonly Proposal[] = [
  { name: "Underwriters’ set", roles: ["representative", "underwriter", "underwriters_counsel"], without: [] },
  {
    name: "Issuer’s set",
    roles: ["issuer", "issuer_counsel", "issuer_general_counsel", "guarantor", "selling_holder"],
    without: [],
  },
  { name: "Trustee’s set", roles: ["trustee", "trustee_counsel"], without: ["comfort-letter"] },
];

/** The sets proposed where nobody has kept any: for each part of the closing that has a party, from what its role is given. */
export function defaultDistribution(scene: Scene, parts: readonly KeyedPart[]): DistributionSet[] {
  const { closing, parties } = scene;
  return proposals.flatMap(({ name, roles, without }) => {
    const recipients = parties
      .filter(({ role }) => roles.includes(role))
      .map(({ id }) => ({ kind: "party" as const, partyId: id }));
    if (recipients.length === 0) return [];
    const withheld = new Set(
      closing.conditions.filter(({ kind }) => without.includes(kind)).map(({ id }) => conditionKey(id)),
    );
    const keys = parts.flatMap(({ tabs }) => tabs.map(({ key }) => key));
    const tabs = withheld.size === 0 ? ("all" as const) : keys.filter((key) => !withheld.has(key));
    return [{ id: idFrom(`${closing.id} ${name}`), name, tabs, recipients }];
  });
}

/** The same id each time the same set is proposed (RFC 9562, version 8). */
function idFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
