"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useSyncExternalStore } from "react";
import { offeredCommands, onCommandsChanged, type PaletteCommand } from "./palette-events";

const none: readonly PaletteCommand[] = [];

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Search and commands: what the screen offers, and the places of the application. */
export function PaletteDialog({ open, onOpenChange }: Props) {
  const commands = useSyncExternalStore(onCommandsChanged, offeredCommands, () => none);
  const router = useRouter();
  const places: PaletteCommand[] = [
    { id: "go-closings", group: "Go to", label: "Closings", run: () => router.push("/offerings") },
    { id: "go-items", group: "Go to", label: "My items", run: () => router.push("/my-items") },
    { id: "go-account", group: "Go to", label: "Account and security", run: () => router.push("/account") },
  ];
  const groups = Map.groupBy([...commands, ...places], ({ group }) => group);

  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-black/40" />
        <Base.Popup
          aria-label="Search and commands"
          className="fixed top-[12vh] left-1/2 z-60 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border bg-surface shadow-raised"
        >
          <Command label="Search and commands" loop>
            <Command.Input
              placeholder="A clause, a title, a command …"
              className="h-12 w-full border-b bg-transparent px-4 text-lg outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[55vh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-muted">Nothing is called that.</Command.Empty>
              {[...groups].map(([group, entries]) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="mb-1 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
                >
                  {entries.map(({ id, label, keywords, hint, run }) => (
                    <Command.Item
                      key={id}
                      value={`${label} ${id}`}
                      {...(keywords && { keywords: [...keywords] })}
                      onSelect={() => {
                        onOpenChange(false);
                        run();
                      }}
                      className="flex cursor-default items-center justify-between gap-4 rounded-md px-3 py-1.5 data-[selected=true]:bg-accent-soft"
                    >
                      <span className="truncate">{label}</span>
                      {hint && <span className="shrink-0 text-sm text-muted">{hint}</span>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
