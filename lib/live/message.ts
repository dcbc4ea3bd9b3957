/** The kinds of message in a stream, in the format of server-sent events (WHATWG HTML, 9.2). docs/running.md explains each. */
export type Message = {
  event: "joined" | "changed" | "reload" | "time";
  /** Sealed: what the browser sends back as Last-Event-ID after a lost connection. */
  id?: string;
  data: Record<string, string | null>;
};

export function formatMessage({ event, id, data }: Message): string {
  return `event: ${event}\n${id ? `id: ${id}\n` : ""}data: ${JSON.stringify(data)}\n\n`;
}

/** Tells the browser to come back after so many milliseconds. */
export const formatRetry = (milliseconds: number) => `retry: ${milliseconds}\n\n`;
