import type { Things } from "./furnished";
import { pageHeaders } from "./page-headers";
import { inputOf, pathOf, type RightRequest } from "./right-requests";

type Change = {
  things: Things;
  cookie: string;
  /** What is sent in place of the right input. */
  input?: unknown;
  /** Parameters of the address that are others than the right ones. */
  params?: Record<string, string>;
};

/** Sends a right request to the server at this origin, as it is or with something in it changed. */
export async function sendRight(
  origin: string,
  request: RightRequest,
  { things, cookie, input = inputOf(request), params = {} }: Change,
): Promise<{ status: number; text: string }> {
  const { route, query = {}, body, file } = request;
  const [method = ""] = route.split(" ");
  const asked = file || method === "GET" ? (input as Record<string, unknown>) : query;
  const words = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const type = file ? "application/octet-stream" : body && "application/json";
  const response = await fetch(`${origin}${pathOf(request, things, params)}?${words}`, {
    method,
    headers: pageHeaders(cookie, type),
    ...(method === "POST" && { body: file ? (file as BodyInit) : JSON.stringify(body && input) }),
  });
  return { status: response.status, text: await response.text() };
}
