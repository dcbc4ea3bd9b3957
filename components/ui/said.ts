/** Something to say in a corner of the screen. */
export type Message = { title: string; description?: string; type: "done" | "refused" };

type Hearer = (message: Message) => void;

const unheard: Message[] = [];
let hearer: Hearer | null = null;
let wake: (() => void) | null = null;

/** Says it to whoever shows messages; until somebody does, it waits. */
export function send(message: Message): void {
  if (hearer) {
    hearer(message);
  } else {
    unheard.push(message);
    wake?.();
  }
}

/** Shows messages from now on, those that wait first; answers with how to stop. */
export function hear(show: Hearer): () => void {
  hearer = show;
  for (const message of unheard.splice(0)) show(message);
  return () => {
    hearer = null;
  };
}

/** Told when a message waits and nobody shows it; answers with how to be told no more. */
export function onUnheard(listener: () => void): () => void {
  wake = listener;
  if (unheard.length > 0) listener();
  return () => {
    wake = null;
  };
}
