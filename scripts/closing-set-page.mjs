// node scripts/closing-set-page.mjs: puts the log's verifier of scripts/log-verify.mjs into scripts/closing-set-verify.mjs, and all of
// that one's verifier into public/verify.html, where each has to stand once more so that it is one file that works alone. A test
// holds that they are the same.
import { readFileSync, writeFileSync } from "node:fs";

const at = (path) => new URL(path, import.meta.url);

/** Puts what stands between a verifier's two marks in one file, with the marks, in its place in another. */
function copy(name, from, to) {
  const [begins, ends] = [`// ---- the ${name} begins ----\n`, `// ---- the ${name} ends ----\n`];
  const placeIn = (text) => {
    const [start, end] = [text.indexOf(begins), text.indexOf(ends)];
    if (start < 0 || end < start) throw new Error(`The marks around the ${name} are missing.`);
    return [start, end + ends.length];
  };
  const [source, target] = [readFileSync(at(from), "utf8"), readFileSync(at(to), "utf8")];
  const [start, end] = placeIn(target);
  writeFileSync(at(to), target.slice(0, start) + source.slice(...placeIn(source)) + target.slice(end));
}

copy("log verifier", "log-verify.mjs", "closing-set-verify.mjs");
copy("verifier", "closing-set-verify.mjs", "../public/verify.html");
