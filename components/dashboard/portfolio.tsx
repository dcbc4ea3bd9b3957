"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { PageFrame } from "@/components/shell/page-frame";
import { offerCommands } from "@/components/shell/palette-events";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField, SelectField } from "@/components/ui/field";
import { stageLabel } from "@/components/ui/status-pill";
import { usePortfolio } from "@/lib/client/portfolio";
import type { PortfolioView } from "@/lib/contracts/views";
import { ClosingEntry } from "./closing-entry";
import { firstPath } from "./places";
import {
  closingStages,
  filterPortfolio,
  groupPortfolio,
  isOver,
  type PortfolioFilters,
  readPortfolioFilters,
  type StageFilter,
  writePortfolioFilters,
} from "./portfolio-filters";
import { useAddress } from "./use-address";

/** Every closing of a person: when, how far, what blocks it and whose that is. */
export function Portfolio({ initial }: { initial: PortfolioView }) {
  const { closings, mayMakeClosing } = usePortfolio(initial);
  const [address, put] = useAddress();
  const filters = readPortfolioFilters(address);
  const found = filterPortfolio(closings, filters);
  const [room, setRoom] = useState(usualRoom);
  const shown = found.slice(0, room);
  useCommandsTo(closings);
  const change = (next: Partial<PortfolioFilters>) => put(writePortfolioFilters(address, { ...filters, ...next }));

  return (
    <PageFrame
      title="Closings"
      lead={closings.length > 0 ? summary(closings) : undefined}
      actions={mayMakeClosing && closings.length > 0 && <ButtonLink href="/offerings/new">Make a closing</ButtonLink>}
    >
      {closings.length === 0 ? (
        <NoClosings mayMakeClosing={mayMakeClosing} />
      ) : (
        <>
          <search className="no-print mb-5 grid gap-3 sm:grid-cols-[minmax(0,22rem)_14rem]">
            <SearchField
              label="Search"
              placeholder="Issuer or securities"
              value={filters.text}
              onChange={(event) => change({ text: event.target.value })}
            />
            <SelectField
              label="Stage"
              value={filters.stage ?? ""}
              onChange={(event) => change({ stage: (event.target.value || null) as StageFilter | null })}
              options={stageOptions}
            />
          </search>
          <p role="status" className="sr-only">
            {found.length === 1 ? "One closing" : `${found.length} closings`} found
          </p>
          {shown.length === 0 ? (
            <EmptyState
              title="No closing is like that"
              text="Nothing matches the search and the stage together. Take one of them away."
            >
              <Button onClick={() => change({ stage: null, text: "" })}>Show all closings</Button>
            </EmptyState>
          ) : (
            <>
              {groupPortfolio(shown).map(({ title, closings: under }) => (
                <section key={title} className="mb-7">
                  <h2 className="mb-2 text-lg">{title}</h2>
                  <ul className="divide-y rounded-lg border bg-surface">
                    {under.map((closing) => (
                      <ClosingEntry key={closing.closingId} closing={closing} />
                    ))}
                  </ul>
                </section>
              ))}
              {found.length > room && (
                <Button onClick={() => setRoom(room + 4 * usualRoom)}>
                  Show more: {found.length - room} of {found.length} are further down
                </Button>
              )}
            </>
          )}
        </>
      )}
    </PageFrame>
  );
}

/** As many as one reads; the rest comes on demand, so that a desk with hundreds of closings has its first ones at once. */
const usualRoom = 50;

/** Every closing can be gone to by its name from the palette. */
function useCommandsTo(closings: PortfolioView["closings"]) {
  const router = useRouter();
  useEffect(
    () =>
      offerCommands(
        "portfolio",
        closings.map((closing) => ({
          id: `go-closing-${closing.closingId}`,
          group: "Closings",
          label: `${closing.issuer}: ${closing.offering}, ${closing.label}`,
          run: () => router.push(firstPath(closing)),
        })),
      ),
    [closings, router],
  );
}

const stageOptions = [
  { value: "", label: "All" },
  { value: "under-way", label: "All under way" },
  { value: "over", label: "All that are over" },
  ...closingStages.map((stage) => ({ value: stage, label: stageLabel(stage) })),
];

function summary(closings: PortfolioView["closings"]): string {
  const going = closings.filter((closing) => !isOver(closing));
  const ready = going.filter(({ readiness }) => readiness.ready).length;
  const mine = going.reduce((sum, closing) => sum + closing.mine, 0);
  const under = going.length === 1 ? "One closing is under way" : `${going.length} closings are under way`;
  const things = mine === 1 ? "one condition waits for you" : `${mine || "no"} conditions wait for you`;
  return `${under}, ${ready === 0 ? "none" : ready} ready; ${things}.`;
}

function NoClosings({ mayMakeClosing }: { mayMakeClosing: boolean }) {
  return mayMakeClosing ? (
    <EmptyState
      title="No closing yet"
      text="Open an offering with its parties, its terms and its first Time of Delivery. The conditions come from a template, from the agreement itself, or from you."
    >
      <ButtonLink href="/offerings/new" look="primary">
        Make a closing
      </ButtonLink>
    </EmptyState>
  ) : (
    <EmptyState
      title="No closing yet"
      text="You are in no closing so far. Whoever keeps the list of one can invite you; the link they send brings you here."
    />
  );
}
