import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "./settings";

/** Programs of others against which the tests hold what this project makes, and the Debian packages they are in. */
const tools: Record<string, string> = {
  qpdf: "qpdf",
  pdftotext: "poppler-utils",
  pdfsig: "poppler-utils",
  openssl: "openssl",
  unzip: "unzip",
  sha256sum: "coreutils",
};

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const browserPlaces = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Installs what is missing where that is allowed; else says exactly what to install. */
export function requireTools(): void {
  const missing = Object.entries(tools)
    .filter(([program]) => !find(program))
    .map(([, name]) => name);
  if (missing.length > 0) install(missing);
  const still = Object.entries(tools).filter(([program]) => !find(program));
  if (still.length > 0) throw notThere(still.map(([, name]) => name));
}

/** The path of a Chromium or Chrome: one that CHROMIUM names, one that is there, else Debian's, installed. */
export function findChromium(): string {
  const asked = process.env.CHROMIUM;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new CommandError(`CHROMIUM names ${asked}, which is not there.`);
  }
  const there = () => browsers.map(find).find(Boolean) ?? browserPlaces.find((path) => existsSync(path));
  const found = there();
  if (found) return found;
  install(["chromium"]);
  const installed = there();
  if (!installed) throw notThere(["chromium"]);
  return installed;
}

/** Installs Debian packages where this is root and there is apt-get; else does nothing. */
export function install(packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || !find("apt-get")) return;
  console.log(`Installing ${packages.join(", ")} for the tests …`);
  const apt = (...args: string[]) =>
    spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  const get = () => apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
  // The list of packages may be old or empty on a new machine.
  if (!get()) apt("update", "-qq") && get();
}

const notThere = (packages: readonly string[]) =>
  new CommandError(
    `The tests need ${packages.join(", ")}. On Debian or Ubuntu: apt-get install ${packages.join(" ")}; on macOS: brew install ${packages.join(" ")}.`,
  );

function find(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
