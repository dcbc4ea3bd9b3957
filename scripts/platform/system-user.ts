import { spawnSync } from "node:child_process";
import { CommandError } from "./settings";

/** The system user under whom PostgreSQL runs. */
export type SystemUser = { name: string; uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. Root gets the user asked for, else "postgres" where there is one, else one made for
 * the purpose. Anyone else runs it as themselves: undefined.
 */
export function databaseSystemUser(asked: string | undefined): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (asked) {
    const user = findUser(asked);
    if (!user || user.uid === 0)
      throw new CommandError(`DATABASE_SYSTEM_USER: there is no ordinary user "${asked}" here.`);
    return user;
  }
  return findUser("postgres") ?? findUser(ownName) ?? makeUser();
}

const ownName = "section-seven";

function makeUser(): SystemUser {
  const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", ownName], { encoding: "utf8" });
  const user = findUser(ownName);
  if (user) return user;
  throw new CommandError(
    "PostgreSQL does not run as root, and there is no user to run it under " +
      `(useradd: ${made.error?.message ?? made.stderr.trim()}).\n` +
      "Run this as an ordinary user, or set DATABASE_SYSTEM_USER to one that is there.",
  );
}

function findUser(name: string): SystemUser | undefined {
  const ask = (option: string) => {
    const { status, stdout } = spawnSync("id", [option, name], { encoding: "utf8" });
    return status === 0 ? Number(stdout.trim()) : undefined;
  };
  const [uid, gid] = [ask("-u"), ask("-g")];
  return uid === undefined || gid === undefined ? undefined : { name, uid, gid };
}

/** The options that run a child process as that user; from a folder that everyone may pass. */
export function runAs(user: SystemUser | undefined): { cwd: string; uid?: number; gid?: number } {
  return user ? { cwd: "/", uid: user.uid, gid: user.gid } : { cwd: "/" };
}

/** Whether that user can reach and use the file or folder; all folders above it count. */
export function canReach(user: SystemUser | undefined, path: string): boolean {
  return spawnSync("test", ["-x", path], runAs(user)).status === 0;
}
