import { isIP } from "node:net";

const ownMachine = /^(127\.|::1?$|::\/64$)/;

/** Where a session comes from, for its owner to know it by; of an IPv6 address only the network is kept. */
export function addressWords(address: string | null): string {
  const text = (address ?? "").trim();
  const version = isIP(text);
  if (version === 0) return "an unknown address";
  const short = version === 6 ? new URL(`http://[${text}]`).hostname.slice(1, -1) : text;
  if (ownMachine.test(short)) return "the server’s own machine";
  return version === 6 && short.endsWith("::") ? `${short}/64` : short;
}
