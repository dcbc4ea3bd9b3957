import type { ReactNode } from "react";

/** Something that can be done or gone to from where one is. */
export type PaletteCommand = {
  id: string;
  group: string;
  label: string;
  /** Words that find it besides its label. */
  keywords?: readonly string[];
  hint?: ReactNode;
  run: () => void;
};

type Listener = () => void;

let commands: readonly PaletteCommand[] = [];
const sources = new Map<string, readonly PaletteCommand[]>();
const listeners = new Set<Listener>();
const openers = new Set<Listener>();

/** Offers a screen's own commands while it is shown; answers with how to take them back. */
export function offerCommands(source: string, offered: readonly PaletteCommand[]): () => void {
  sources.set(source, offered);
  changed();
  return () => {
    sources.delete(source);
    changed();
  };
}

function changed() {
  commands = [...sources.values()].flat();
  for (const listener of listeners) listener();
}

export const offeredCommands = () => commands;

export function onCommandsChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function onPaletteOpened(listener: Listener): () => void {
  openers.add(listener);
  return () => openers.delete(listener);
}

export function openPalette(): void {
  for (const open of openers) open();
}
