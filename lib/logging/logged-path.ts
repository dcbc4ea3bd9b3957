const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A request's path as it may stand in the log: without its query, and with every part that could be a link's secret or a
 * document's name left out. Words of up to 32 letters and ids stay.
 */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  return path
    .split("/")
    .map((part) => (part === "" || uuid.test(part) || /^[a-z][a-z-]{0,31}$/.test(part) ? part : "…"))
    .slice(0, 16)
    .join("/");
}
