import { isIP } from "node:net";

/**
 * Where a request comes from, for the limits: an IPv4 address, or the /64 of an IPv6 address, since one household or
 * office has a whole one. The entry is what the server's own front wrote into X-Forwarded-For; it lets no other through.
 */
export function clientNetwork(forwardedFor: string | null): string {
  const address = (forwardedFor ?? "")
    .trim()
    .replace(/^\[|\]$/g, "")
    .replace(/%.*$/, "");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIP(address) === 4) return address;
  return isIP(address) === 6 ? `${network64(address)}::/64` : "unknown";
}

/** What is kept of where a download came from: the first 24 bits of an IPv4 address, the first 64 of an IPv6 address. */
export function keptNetwork(forwardedFor: string | null): string {
  const network = clientNetwork(forwardedFor);
  return isIP(network) === 4 ? `${network.split(".").slice(0, 3).join(".")}.0/24` : network;
}

/** The first four groups of an IPv6 address, written out without leading zeros. */
function network64(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const start = groups(head);
  const end = tail === undefined ? [] : groups(tail);
  // A trailing dotted quad stands for two groups.
  const length = start.length + end.length + (address.includes(".") ? 1 : 0);
  const filled = tail === undefined ? start : [...start, ...Array<string>(Math.max(0, 8 - length)).fill("0"), ...end];
  return filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
