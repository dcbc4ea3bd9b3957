"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckField, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ConditionView } from "@/lib/contracts/views";
import type { Basis } from "@/lib/domain/condition";
import type { ConditionId } from "@/lib/domain/ids";
import { listOf } from "@/lib/domain/words";
import { useClosing } from "./desk";
import { limbsToMatch, ratingsToFind } from "./words";

type Found = { rating: string; outlook: string };

/** What a sign-off says beside its statement: paragraphs matched, ratings found, particulars of a filing. */
export function useSignOffDetail(condition: ConditionView, offer: { basis: Basis; sameDay: boolean }) {
  const { limbsOf } = useClosing();
  const limbs = limbsToMatch(limbsOf(condition.id), offer);
  const agencies = ratingsToFind(condition, offer);
  const asksFiling = condition.kind === "filing" && offer.basis === "fact";
  const [matched, setMatched] = useState<ReadonlySet<string>>(new Set());
  const [found, setFound] = useState<Readonly<Record<string, Found>>>({});
  const [filing, setFiling] = useState("");
  const [asked, setAsked] = useState(false);

  const unmatched = limbs.filter(({ label }) => !matched.has(label)).map(({ label }) => label);
  const unrated = agencies.filter(({ agency }) => !found[agency]?.rating.trim() || !found[agency]?.outlook.trim());

  /** What is to be sent; null where something is missing, which the fields then say. */
  const read = (): SignOffDetailInput | null => {
    setAsked(true);
    if (unmatched.length > 0 || unrated.length > 0) return null;
    return {
      ...(limbs.length > 0 && { limbs: limbs.map(({ label }) => label) }),
      ...(agencies.length > 0 && {
        ratings: agencies.map(({ agency }) => ({
          agency,
          rating: found[agency]?.rating.trim() ?? "",
          outlook: found[agency]?.outlook.trim() ?? "",
        })),
      }),
      ...(filing.trim() !== "" && { filing: filing.trim() }),
    };
  };

  return {
    fields: limbs.length > 0 || agencies.length > 0 || asksFiling,
    /** Something must be said before it can be signed. */
    required: limbs.length > 0 || agencies.length > 0,
    read,
    limbs,
    agencies,
    asksFiling,
    matched,
    setMatched,
    found,
    setFound,
    filing,
    setFiling,
    asked,
    unmatched,
    unrated,
  };
}

type SignOffDetailInput = {
  ratings?: { agency: string; rating: string; outlook: string }[];
  limbs?: string[];
  filing?: string;
};

type Detail = ReturnType<typeof useSignOffDetail>;

export function SignOffDetailFields({ detail }: { detail: Detail }) {
  return (
    <>
      {detail.limbs.length > 0 && <MatchedLimbs detail={detail} />}
      {detail.agencies.length > 0 && <FoundRatings detail={detail} />}
      {detail.asksFiling && (
        <TextAreaField
          label="Particulars of the filing, if there are any"
          hint="Accession number, the time at which it was accepted, where and when it was looked up."
          rows={3}
          maxLength={500}
          value={detail.filing}
          onChange={(event) => detail.setFiling(event.target.value)}
        />
      )}
    </>
  );
}

/** A clause taken whole is accepted in form once each of its numbered paragraphs was found in the paper. */
function MatchedLimbs({ detail }: { detail: Detail }) {
  const { limbsOf } = useClosing();
  const { limbs, matched, setMatched, asked, unmatched } = detail;
  const set = (label: string, is: boolean) => {
    const next = new Set(matched);
    if (is) next.add(label);
    else next.delete(label);
    setMatched(next);
  };
  const below = (id: ConditionId) => listOf(limbsOf(id).map(({ label, title }) => `${label} ${title}`));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Each paragraph, matched in the document</legend>
      <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {limbs.map(({ id, label, title }, index) => (
          <CheckField
            key={id}
            label={
              <>
                <span className="font-medium">{label}</span> {title}
              </>
            }
            {...(limbsOf(id).length > 0 && { hint: `With ${below(id)}` })}
            autoFocus={index === 0}
            checked={matched.has(label)}
            onChange={(event) => set(label, event.target.checked)}
          />
        ))}
      </div>
      {limbs.length > 2 && unmatched.length > 0 && (
        <Button
          look="quiet"
          size="small"
          className="mt-1 -ml-2.5"
          onClick={() => setMatched(new Set(limbs.map(({ label }) => label)))}
        >
          I matched all {limbs.length}
        </Button>
      )}
      {asked && unmatched.length > 0 && (
        <Notice tone="error" className="mt-2">
          Match every paragraph first: {listOf(unmatched)}. One that does not apply is marked so on the list.
        </Notice>
      )}
    </fieldset>
  );
}

/** The ratings as they stand today, beside those at pricing. */
function FoundRatings({ detail }: { detail: Detail }) {
  const { agencies, found, setFound, asked } = detail;
  const set = (agency: string, change: Partial<Found>) =>
    setFound({ ...found, [agency]: { rating: "", outlook: "", ...found[agency], ...change } });
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 text-sm font-medium">Rating and outlook as found today</legend>
      {agencies.map(({ agency, rating, outlook }, index) => {
        const now = found[agency];
        const missing = (value: string | undefined) =>
          asked && !value?.trim() ? "Enter what you found today." : undefined;
        const differs = now?.rating && now.outlook && (now.rating.trim() !== rating || now.outlook.trim() !== outlook);
        return (
          <div key={agency} className="rounded-md border p-3">
            <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
              <p>
                <span className="font-medium">{agency}</span>{" "}
                <span className="text-sm text-muted">
                  at pricing {rating}, {outlook}
                </span>
              </p>
              <Button size="small" onClick={() => set(agency, { rating, outlook })}>
                Found unchanged
                <span className="sr-only"> at {agency}</span>
              </Button>
            </div>
            <div className="grid gap-3 sm:grid-cols-2">
              <TextField
                label={`Rating, ${agency}`}
                maxLength={40}
                autoFocus={index === 0}
                value={now?.rating ?? ""}
                onChange={(event) => set(agency, { rating: event.target.value })}
                error={missing(now?.rating)}
              />
              <TextField
                label={`Outlook, ${agency}`}
                maxLength={40}
                value={now?.outlook ?? ""}
                onChange={(event) => set(agency, { outlook: event.target.value })}
                error={missing(now?.outlook)}
              />
            </div>
            {differs && (
              <Notice tone="warning" className="mt-2">
                Otherwise than at pricing. Whether that is a downgrade is yours to judge before you sign.
              </Notice>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
