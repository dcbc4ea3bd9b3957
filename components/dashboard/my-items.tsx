"use client";

import { CalendarClock, Check, FileUp, Gavel, ReceiptText, Stamp, UserRound } from "lucide-react";
import Link from "next/link";
import { Countdown } from "@/components/shell/countdown";
import { PageFrame } from "@/components/shell/page-frame";
import { ButtonLink } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { useMyItems } from "@/lib/client/portfolio";
import type { MyItemsView, Todo } from "@/lib/contracts/views";
import { momentWords } from "@/lib/domain/time-words";
import { groupItems, type ItemGroup, isOpen, isOverdue, type MyItem } from "./item-groups";
import { checklistPath, conditionPath } from "./places";

/** Everything that waits for a person, under its closing, what is due first before the rest. */
export function MyItems({ initial }: { initial: MyItemsView }) {
  const { items } = useMyItems(initial);
  const now = items.filter(isOpen).length;
  return (
    <PageFrame title="My items" lead={items.length > 0 ? leadWords(items.length, now) : undefined}>
      {items.length === 0 ? (
        <EmptyState
          title="Nothing waits for you"
          text="Conditions come here when the next step is your party’s, or when whoever keeps the list asks you to see to one."
        >
          <ButtonLink href="/offerings" look="secondary">
            Look at the closings
          </ButtonLink>
        </EmptyState>
      ) : (
        groupItems(items).map((group) => <ClosingItems key={group.closing.closingId} {...group} />)
      )}
    </PageFrame>
  );
}

function leadWords(all: number, now: number): string {
  const things = all === 1 ? "One condition waits" : `${all} conditions wait`;
  if (now === all) return `${things} for you.`;
  return `${things} for you; ${now === 0 ? "none" : now} can be dealt with now, the rest when their windows open.`;
}

function ClosingItems({ closing, items }: ItemGroup) {
  return (
    <section className="mb-7">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-lg">
          <Link href={checklistPath(closing)} className="hover:underline">
            {closing.offering}
          </Link>
          <span className="ml-2 font-sans text-sm font-normal text-muted">
            {closing.closing}
            {closing.rehearsal && ", a rehearsal"}
          </span>
        </h2>
        <p className="text-sm text-muted">
          {momentWords(new Date(closing.timeOfDelivery), closing.zone)},{" "}
          <Countdown clock={closing.clock} to={closing.timeOfDelivery} />
        </p>
      </div>
      <ul className="divide-y rounded-lg border bg-surface">
        {items.map((item) => (
          <Item key={item.conditionId} item={item} />
        ))}
      </ul>
    </section>
  );
}

const todos: Record<Todo, { verb: string; icon: typeof Check }> = {
  deliver: { verb: "Deliver", icon: FileUp },
  received: { verb: "Receipt", icon: ReceiptText },
  fact: { verb: "Confirm", icon: Check },
  form: { verb: "Form", icon: Stamp },
  judgment: { verb: "Decide", icon: Gavel },
};

function Item({ item }: { item: MyItem }) {
  const { label, title, sentence, todo, from, dueAt, zone, assigned } = item;
  const shown = todo ? todos[todo] : null;
  const Icon = shown?.icon ?? UserRound;
  const open = isOpen(item);
  return (
    <li className="relative grid gap-x-5 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[7rem_minmax(0,1fr)_auto] sm:px-5">
      <p className={classNames("flex items-center gap-1.5 text-sm font-medium", open ? "text-accent" : "text-muted")}>
        <Icon aria-hidden className="size-4" />
        {shown?.verb ?? "See to it"}
      </p>
      <div className="min-w-0">
        <h3 className="font-sans text-base font-medium">
          <Link href={conditionPath(item)} className="after:absolute after:inset-0">
            {label} {title}
          </Link>
        </h3>
        <p className="text-sm text-muted">{sentence}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:flex-col sm:items-end">
        {dueAt && (
          <span className={classNames("flex items-center gap-1", isOverdue(item) ? "font-medium text-lapsed" : "")}>
            <CalendarClock aria-hidden className="size-3.5" />
            {isOverdue(item) ? "Was due" : "Due"} {momentWords(new Date(dueAt), zone)}
          </span>
        )}
        {!open && from && <span className="text-muted">From {momentWords(new Date(from), zone)}</span>}
        {assigned && (
          <span className="flex items-center gap-1 text-muted">
            <UserRound aria-hidden className="size-3.5" />
            Given to you
          </span>
        )}
      </div>
    </li>
  );
}
