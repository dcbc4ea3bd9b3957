"use client";

import { CircleUserRound } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId, useRef } from "react";
import { postJson } from "@/lib/client/api";
import { switchTheme } from "./theme";

export type Person = { name: string; email: string; administrator: boolean };

const entry =
  "flex w-full items-center rounded-sm px-3 py-1.5 text-left hover:bg-accent-soft focus-visible:bg-accent-soft";

/** Who one is, and what belongs to that. The browser's own popover: it stands on every page, and needs no code to open. */
export function AccountMenu({ person }: { person: Person }) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const close = () => popover.current?.hidePopover();
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`Account of ${person.name}`}
        className="flex h-8 items-center gap-1.5 rounded-md px-2 hover:bg-sunken"
      >
        <CircleUserRound aria-hidden className="size-5 text-muted" />
        <span className="max-w-40 truncate max-lg:sr-only">{person.name}</span>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="fixed inset-auto top-12 right-3 m-0 min-w-48 rounded-md border bg-surface p-1 text-text shadow-raised sm:right-[max(1.5rem,calc((100vw-96rem)/2+1.5rem))]"
      >
        <p className="px-3 py-1.5 text-sm text-muted">{person.email}</p>
        <Link href="/account" prefetch={false} onClick={close} className={entry}>
          Account and security
        </Link>
        {person.administrator && (
          <Link href="/offerings/new" prefetch={false} onClick={close} className={entry}>
            Make a closing
          </Link>
        )}
        <fieldset className="my-1 border-y py-1">
          <legend className="sr-only">Colours</legend>
          <Choice onChoose={choose(() => switchTheme("light"))}>Light</Choice>
          <Choice onChoose={choose(() => switchTheme("dark"))}>Dark</Choice>
          <Choice onChoose={choose(() => switchTheme(null))}>As the system has it</Choice>
        </fieldset>
        <Choice onChoose={signOut}>Sign out</Choice>
      </div>
    </>
  );
}

function Choice({ onChoose, children }: { onChoose: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onChoose} className={entry}>
      {children}
    </button>
  );
}

/** The whole page goes, so that nothing of the person stays in this window's memory. */
async function signOut() {
  await postJson("/api/auth/sign-out", {});
  window.location.assign("/sign-in");
}
