"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { AccountMenu, type Person } from "./account-menu";
import { Palette } from "./palette";
import { openPalette } from "./palette-events";

const places = [
  { href: "/offerings", label: "Closings" },
  { href: "/my-items", label: "My items" },
];

/** The head of every page: where one can go, and who one is. */
export function AppHeader({ person }: { person: Person | null }) {
  const path = usePathname();
  return (
    <header className="no-print sticky top-0 z-30 border-b bg-surface">
      <div className="mx-auto flex h-12 max-w-screen-2xl items-center gap-1 px-3 sm:gap-4 sm:px-6">
        <Link
          href={person ? "/offerings" : "/sign-in"}
          prefetch={false}
          className="flex items-center gap-2 font-serif text-lg font-semibold"
        >
          <svg aria-hidden="true" viewBox="0 0 32 32" className="size-6">
            <rect width="32" height="32" rx="6" className="fill-accent" />
            <path
              d="M9 9h14l-7.5 15"
              className="stroke-on-accent"
              fill="none"
              strokeWidth="3.4"
              strokeLinecap="round"
            />
          </svg>
          <span className="max-sm:sr-only">Section Seven</span>
        </Link>
        {person && (
          <>
            <nav aria-label="Main" className="flex gap-1">
              {places.map(({ href, label }) => (
                <Link
                  key={href}
                  href={href}
                  prefetch={false}
                  aria-current={path === href ? "page" : undefined}
                  className={classNames(
                    "rounded-md px-2.5 py-1 hover:bg-sunken",
                    path === href ? "font-semibold text-accent" : "text-muted",
                  )}
                >
                  {label}
                </Link>
              ))}
            </nav>
            <div className="ml-auto flex items-center gap-1">
              <button
                type="button"
                onClick={openPalette}
                className="flex h-8 items-center gap-2 rounded-md border px-2.5 text-sm text-muted hover:bg-sunken"
                aria-label="Search and commands"
              >
                <Search aria-hidden className="size-4" />
                <span className="max-md:hidden">Search and commands</span>
                <kbd className="font-sans text-xs max-md:hidden">Ctrl K</kbd>
              </button>
              <AccountMenu person={person} />
            </div>
          </>
        )}
      </div>
      {person && <Palette />}
    </header>
  );
}
