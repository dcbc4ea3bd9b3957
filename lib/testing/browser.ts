import { handleAuth } from "@/lib/auth/handler";
import { readSession } from "@/lib/auth/session";
import { env } from "@/lib/env";

/** One browser at the authentication: keeps its cookies, comes from one address. */
export function browser(address = "192.0.2.1") {
  const cookies: Record<string, string> = {};
  const header = () =>
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
  const headers = () => new Headers({ "x-forwarded-for": address, cookie: header() });
  return {
    header,
    headers,
    /** Sends a request to an address of /api/auth, and keeps the cookies of the answer. */
    async post(path: string, body: unknown = {}) {
      const request = new Request(`${env.ORIGIN}/api/auth/${path}`, {
        method: "POST",
        headers: headers(),
        body: JSON.stringify(body),
      });
      const response = await handleAuth(request, path);
      this.keep(response.headers);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    /** Keeps the cookies of an answer, as a browser does. */
    keep(answered: Headers) {
      for (const cookie of answered.getSetCookie()) {
        const [pair = "", ...attributes] = cookie.split("; ");
        const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
        if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) delete cookies[name];
        else cookies[name] = value;
      }
    },
    signIn(password: string, email: string) {
      return this.post("sign-in/email", { email, password });
    },
    person() {
      return readSession(header(), { keep: true });
    },
  };
}
