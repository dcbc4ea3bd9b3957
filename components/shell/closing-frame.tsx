"use client";

import { FlaskConical, WifiOff } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { WitnessBar } from "@/components/log/witness-bar";
import { classNames } from "@/components/ui/class-names";
import { StagePill } from "@/components/ui/status-pill";
import { useSay } from "@/components/ui/toasts";
import { useClosingClock } from "@/lib/client/clock";
import { type LiveState, useLive } from "@/lib/client/live";
import type { ClosingHead } from "@/lib/contracts/views";
import { dayWords, momentWords, secondsWords, zoneWords } from "@/lib/domain/time-words";
import { Countdown } from "./countdown";
import { offerCommands } from "./palette-events";

export type ClosingPlace = "checklist" | "status" | "timeline" | "settlement" | "default" | "closing-set" | "edit";
export type OfferingPlace = "overview" | "people" | "log";

const closingPlaces: readonly { place: ClosingPlace; label: string; path: string }[] = [
  { place: "checklist", label: "Checklist", path: "" },
  { place: "status", label: "Status", path: "/status" },
  { place: "timeline", label: "Timeline", path: "/timeline" },
  { place: "settlement", label: "Settlement", path: "/settlement" },
  { place: "closing-set", label: "Closing set", path: "/closing-set" },
];

/**
 * What surrounds every screen of one Time of Delivery: which it is, when, what its clock shows, that it is a rehearsal where
 * it is one, the other Times of Delivery of the offering, and the screens there are. Follows the live stream.
 */
export function ClosingFrame({
  head,
  current,
  children,
}: {
  head: ClosingHead;
  current: ClosingPlace | OfferingPlace;
  children: ReactNode;
}) {
  const say = useSay();
  const router = useRouter();
  const live = useLive(head.offering.id, () =>
    say.done("Connected again", "This screen has caught up with what happened meanwhile."),
  );
  const offering = `/offerings/${head.offering.id}`;
  const here = `${offering}/closings/${head.id}`;
  const tabs = placesOf(offering, here);

  useEffect(
    () =>
      offerCommands(
        "closing-frame",
        [
          ...placesOf(offering, here),
          { place: "default", label: "Default and postponement", href: `${here}/default` },
        ].map(({ place, label, href }) => ({
          id: `go-${place}`,
          group: "This closing",
          label,
          run: () => router.push(href),
        })),
      ),
    [here, offering, router],
  );

  return (
    <>
      <section aria-label={`${head.offering.name}, ${head.label}`} className="border-b bg-surface">
        {head.offering.rehearsal && <RehearsalBand head={head} />}
        <LiveBand state={live} />
        <WitnessBar offeringId={head.offering.id} />
        <div className="mx-auto max-w-screen-2xl px-3 pt-4 sm:px-6">
          <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2">
            <div className="min-w-0">
              <p className="text-sm text-muted">
                <Link href={offering} prefetch={false} className="hover:underline">
                  {head.offering.issuer}
                </Link>
              </p>
              <h1 className="text-2xl">{head.offering.name}</h1>
              <Siblings head={head} />
            </div>
            <div className="text-right max-sm:text-left">
              <p className="flex flex-wrap items-center justify-end gap-2 max-sm:justify-start">
                <StagePill stage={head.stage} />
                <span className="font-medium">{momentWords(new Date(head.timeOfDelivery), head.zone)}</span>
              </p>
              <p className="mt-0.5 text-sm text-muted">
                {head.term}{" "}
                {head.stage === "closed" || head.stage === "terminated" ? null : (
                  <Countdown clock={head.clock} to={head.timeOfDelivery} />
                )}
              </p>
            </div>
          </div>
          <nav aria-label="This closing" className="no-print -mb-px mt-3 flex gap-1 overflow-x-auto">
            {tabs.map(({ place, label, href }) => (
              <Link
                key={place}
                href={href}
                // Nothing of a page can be fetched before it is asked for: the server would draw seven for each one read.
                prefetch={false}
                aria-current={place === current ? "page" : undefined}
                className={classNames(
                  "border-b-2 px-3 py-1.5 whitespace-nowrap",
                  place === current
                    ? "border-accent font-semibold text-accent"
                    : "border-transparent text-muted hover:border-line-strong hover:text-text",
                )}
              >
                {label}
              </Link>
            ))}
          </nav>
        </div>
      </section>
      <main id="content" className="mx-auto max-w-screen-2xl px-3 py-5 sm:px-6">
        {children}
      </main>
    </>
  );
}

/** The screens of one Time of Delivery, and those of its offering. */
const placesOf = (offering: string, here: string) => [
  ...closingPlaces.map(({ place, label, path }) => ({ place: place as string, label, href: `${here}${path}` })),
  { place: "people", label: "People", href: `${offering}/people` },
  { place: "log", label: "Log", href: `${offering}/log` },
];

/** The other Times of Delivery of the same offering: each with conditions of its own. */
function Siblings({ head }: { head: ClosingHead }) {
  if (head.siblings.length < 2) return <p className="mt-0.5 text-sm text-muted">{head.label}</p>;
  return (
    <ul className="mt-1 flex flex-wrap gap-1.5" aria-label="Times of Delivery">
      {head.siblings.map(({ id, label }) => (
        <li key={id}>
          <Link
            href={`/offerings/${head.offering.id}/closings/${id}`}
            aria-current={id === head.id ? "true" : undefined}
            className={classNames(
              "block rounded-full border px-2.5 py-0.5 text-sm",
              id === head.id ? "border-accent bg-accent-soft font-medium text-accent" : "text-muted hover:bg-sunken",
            )}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function RehearsalBand({ head }: { head: ClosingHead }) {
  const now = useClosingClock(head);
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-3 bg-rehearsal-soft px-3 py-1 text-sm text-rehearsal">
      <span className="flex items-center gap-1.5 font-medium">
        <FlaskConical aria-hidden className="size-4" />
        Rehearsal
      </span>
      <span suppressHydrationWarning className="tabular-nums">
        Its clock shows {dayWords(now, head.zone)}, {secondsWords(now, head.zone)} {zoneWords(now, head.zone)}
      </span>
    </div>
  );
}

function LiveBand({ state }: { state: LiveState }) {
  if (state !== "lost" && state !== "ended") return null;
  return (
    <div
      role="status"
      className="no-print flex items-center justify-center gap-2 bg-lapsed-soft px-3 py-1 text-sm text-lapsed"
    >
      <WifiOff aria-hidden className="size-4" />
      {state === "lost"
        ? "The connection is lost. What you see may be old; this screen catches up by itself."
        : "This screen is not followed any more. Reload it, or sign in again."}
    </div>
  );
}
