import type { AgreementReading, Limb } from "../reading";

/** The conditions of a reading in the short form that the samples state them in. */
export function outlineOf(reading: AgreementReading): string {
  const { conditions, coverage } = reading;
  if (!conditions) return "no conditions";
  const lines = [
    `${conditions.section ?? "-"}${conditions.heading ? ` ${conditions.heading}` : ""}`,
    ["lead", ...conditions.leadIn.map(({ kind }) => kind)].join(" "),
    ...conditions.clauses.map((clause) =>
      [clause.label, clause.kind, clause.furnishedBy[0]?.role ?? "-", ...limbsOf(clause.limbs, clause.label)].join(" "),
    ),
    `unassigned ${coverage.unassigned.length}`,
  ];
  return lines.join("\n");
}

const limbsOf = (limbs: readonly Limb[], under: string): string[] =>
  limbs.flatMap((limb) => [limb.label.slice(under.length), ...limbsOf(limb.limbs, under)]);
