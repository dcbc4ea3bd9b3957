import { linkToken } from "@/lib/contracts/people";
import { setFileFormat } from "@/lib/contracts/set-links";
import { err } from "@/lib/domain/result";
import { guarded } from "@/lib/http/command";
import { linkedFile } from "@/lib/http/linked-file";
import { readSetByLink } from "@/lib/use-cases/open-set-link";

/** Whoever holds the link fetches with it alone; the link is the key, and whoever made it can revoke it. */
export const GET = guarded(async (request, { token, format }) => {
  const asked = { token: linkToken.safeParse(token), format: setFileFormat.safeParse(format) };
  const found =
    asked.token.success && asked.format.success
      ? await readSetByLink(request.headers, asked.token.data, asked.format.data)
      : err({ code: "set-link-not-valid" as const });
  return linkedFile(request, found, `/set/${encodeURIComponent(String(token))}`);
});
