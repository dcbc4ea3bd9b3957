// node scripts/closing-set-page.mjs: puts the verifier of scripts/closing-set-verify.mjs into public/verify.html, where
// it has to stand once more so that the page is one file that works offline. A test holds that the two are the same.
import { readFileSync, writeFileSync } from "node:fs";

const [begins, ends] = ["// ---- the verifier begins ----\n", "// ---- the verifier ends ----\n"];
const page = new URL("../public/verify.html", import.meta.url);

/** What stands between the two marks of a file, with the marks. */
function verifierIn(text) {
  const [from, to] = [text.indexOf(begins), text.indexOf(ends)];
  if (from < 0 || to < from) throw new Error("The marks around the verifier are missing.");
  return { from, to: to + ends.length };
}

const script = readFileSync(new URL("closing-set-verify.mjs", import.meta.url), "utf8");
const own = verifierIn(script);
const html = readFileSync(page, "utf8");
const place = verifierIn(html);
writeFileSync(page, html.slice(0, place.from) + script.slice(own.from, own.to) + html.slice(place.to));
