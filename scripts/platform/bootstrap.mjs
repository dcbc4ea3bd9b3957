// The first lines of every command. They run on any Node from 18 on, before anything is installed, so they use nothing
// but Node itself: bring node_modules up to package-lock.json, then hand over to the pinned Node with TypeScript.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pinnedNode = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Runs a TypeScript file of the project under the pinned Node and ends this process as that one ends. */
export async function runUnderPinnedNode(file, args) {
  process.chdir(root);
  requireNode18();
  if (!isInstalled()) install();

  // The condition lets modules marked "server-only" load outside Next's own build.
  const child = spawn(pinnedNode, ["--conditions=react-server", "--import", "tsx", file, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}` },
  });
  // The child ends by itself when this process is killed and their channel closes.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);

  const status = await new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`Node ${pinnedNode} does not start: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
  process.exit(status);
}

/** When npm itself is killed, nobody passes signals on any more: the command ends rather than running on unseen. */
function stopWithNpm(child) {
  if (!process.env.npm_execpath || process.platform === "win32") return;
  const started = npmOf(process.ppid);
  setInterval(() => {
    if (npmOf(process.ppid) !== started) child.kill("SIGTERM");
  }, 1000).unref();
}

/** npm is the parent, or the shell is and npm is the parent of that. Where the system does not tell, the parent alone counts. */
function npmOf(parent) {
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, "utf8");
    const above = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    return `${parent} below ${above}`;
  } catch {
    return String(parent);
  }
}

function requireNode18() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 18) return;
  fail(`Node ${process.versions.node} is too old: install Node 18 or later (any later one will do) and try again.`);
}

/** node_modules holds what package-lock.json says: npm keeps its own record of what it installed. */
function isInstalled() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const there = installed[path];
    // A package for another system is rightly absent.
    if (!there) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}

function install() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    fail(`This user may not write in ${root}, where node_modules belongs. Change its owner or copy it elsewhere.`);
  }
  const started = Date.now();
  console.log("Installing packages from package-lock.json …");
  npm(["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  // Of all install scripts only that of the Node runtime is wanted: it puts the runtime for this system in its place.
  npm(["rebuild", "node", "--loglevel=error"]);
  if (!existsSync(pinnedNode)) fail(`npm did not put Node at ${pinnedNode}; see its messages above.`);
  console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function npm(args) {
  // Within npm run this file may itself run under the pinned Node, which npm ci is about to take away: npm gets the
  // Node that it was started with, and a path on which it finds no other.
  const inProject = (path) => path.startsWith(join(root, "node_modules"));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !inProject(folder));
  const node = [process.env.npm_node_execpath, process.execPath].find(
    (candidate) => candidate && !inProject(candidate),
  );
  const script = process.env.npm_execpath;
  const [command, before] = node && script?.endsWith("js") ? [node, [script]] : ["npm", []];
  const { status, error } = spawnSync(command, [...before, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (error) fail(`npm does not start: ${error.message}`);
  if (status !== 0) fail(`npm ${args[0]} failed; its message is above. Mend that and run the command again.`);
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
