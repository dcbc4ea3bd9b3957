import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import pg from "pg";
import { findBinaries } from "./postgres-binaries";
import { administrator, bringUp, type Cluster, findRunning, shutDown } from "./postgres-server";
import { isAlive, Users } from "./processes";
import { keepSecrets, type Secrets, writePrivately } from "./secrets";
import { CommandError, type Settings } from "./settings";
import { canReach, databaseSystemUser } from "./system-user";

/** The role of the running application: owns nothing, bypasses no row-level security. The migrations grant it its rights. */
export const applicationRole = "section_seven_app";
/** The role that owns the tables and runs the migrations. */
export const ownerRole = "section_seven_owner";
const databaseName = "section_seven";

export type Database = {
  applicationUrl: string;
  ownerUrl: string;
  /** May make roles and databases; only the embedded server has one. */
  administratorUrl: string | undefined;
  secrets: Secrets;
  /** A few words for the progress line. */
  account: string;
  /** Starts the embedded server again if it has died. Answers whether it had. */
  revive(): Promise<boolean>;
  /** Stops the embedded server unless another command uses it or `npm run db:start` keeps it. */
  close(): void;
};

/** Opens the database that the settings name, or the embedded one. */
export async function openDatabase(settings: Settings): Promise<Database> {
  const secrets = keepSecrets(settings.dataFolder);
  return settings.databaseUrl
    ? openGiven(settings.databaseUrl, settings.databaseOwnerUrl, secrets)
    : openEmbedded(settings, secrets);
}

/** Where the embedded server of these settings lives. */
export function embeddedCluster(settings: Settings, secrets: Secrets): Cluster {
  const user = databaseSystemUser(settings.databaseSystemUser);
  const inside = join(settings.dataFolder, "database");
  // A private folder above (/root, say) keeps the database's user out: then its files live beside, always in one place.
  const mark = createHash("sha256").update(settings.dataFolder).digest("hex").slice(0, 8);
  const fallback = join("/var/lib/section-seven", `${basename(dirname(settings.dataFolder))}-${mark}`);
  const folder = canReach(user, settings.dataFolder) ? inside : fallback;
  if (folder === fallback) mkdirSync(dirname(fallback), { recursive: true, mode: 0o755 });
  return {
    folder,
    user,
    binaries: findBinaries(user, dirname(fallback)),
    password: secrets.administratorPassword,
    port: settings.databasePort,
  };
}

async function openEmbedded(settings: Settings, secrets: Secrets): Promise<Database> {
  const cluster = embeddedCluster(settings, secrets);
  const users = usersOf(settings);
  // Noted before the start: a command that is just ending must not stop the server under this one.
  users.join();
  let server = await bringUp(cluster);
  const url = (user: string, password: string, name = databaseName) =>
    `postgresql://${user}:${password}@127.0.0.1:${server.port}/${name}`;
  const administratorUrl = url(administrator, secrets.administratorPassword, "postgres");
  await makeRoles(administratorUrl, secrets);

  const elsewhere = cluster.folder.startsWith(settings.dataFolder) ? "" : `, kept in ${cluster.folder}`;
  const database: Database = {
    applicationUrl: url(applicationRole, secrets.applicationPassword),
    ownerUrl: url(ownerRole, secrets.ownerPassword),
    administratorUrl,
    secrets,
    account: `PostgreSQL ${cluster.binaries.version} ${server.adopted ? "was running" : "started"} on port ${server.port}${elsewhere}`,
    async revive() {
      if (isAlive(server.pid, "postgres")) return false;
      server = await bringUp({ ...cluster, port: server.port });
      return true;
    },
    close() {
      users.leave();
      if (users.others().length === 0) shutDown(cluster);
    },
  };
  // For tools started by hand (tests of one folder, psql): valid while the server runs.
  writePrivately(connectionsFile(settings.dataFolder), {
    administratorUrl,
    ownerUrl: database.ownerUrl,
    applicationUrl: database.applicationUrl,
  });
  return database;
}

export const connectionsFile = (dataFolder: string) => join(dataFolder, "connections.json");

/** Keeps the embedded server running after this command, until `releaseEmbedded`. */
export function keepEmbedded(settings: Settings): void {
  usersOf(settings).join("kept");
}

/** Undoes `keepEmbedded` and stops the server unless a command still uses it. Says what it did. */
export async function releaseEmbedded(settings: Settings): Promise<string> {
  if (!existsSync(join(settings.dataFolder, "secrets.json"))) return "There is no embedded database here.";
  const cluster = embeddedCluster(settings, keepSecrets(settings.dataFolder));
  const users = usersOf(settings);
  users.leave("kept");
  if (!(await findRunning(cluster))) return "PostgreSQL was not running.";
  if (users.others().length > 0)
    return "PostgreSQL stays up: another command still uses it, and will stop it at its end.";
  shutDown(cluster);
  return "PostgreSQL stopped.";
}

const usersOf = (settings: Settings) => new Users(join(settings.dataFolder, "database-users"));

async function makeRoles(administratorUrl: string, secrets: Secrets): Promise<void> {
  await withClient(administratorUrl, async (client) => {
    // Two first starts at once must not make the same role twice.
    await client.query("SELECT pg_advisory_lock(7002)");
    const plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION";
    await makeRole(client, ownerRole, secrets.ownerPassword, plain);
    await makeRole(client, applicationRole, secrets.applicationPassword, plain);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`);
      await client.query(`REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${databaseName} TO ${applicationRole}`);
    }
  });
}

async function makeRole(client: pg.Client, role: string, password: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount === 0) {
    await client.query(`CREATE ROLE ${role} ${attributes} PASSWORD ${client.escapeLiteral(password)}`);
  }
}

/**
 * A server of one's own. With both addresses given they are used as they are; with DATABASE_URL alone its role is the
 * owner, and the application's role is made beside it.
 */
async function openGiven(databaseUrl: string, ownerUrl: string | undefined, secrets: Secrets): Promise<Database> {
  const database = (applicationUrl: string): Database => ({
    applicationUrl,
    ownerUrl: ownerUrl ?? databaseUrl,
    administratorUrl: undefined,
    secrets,
    account: `the server of DATABASE_URL, ${new URL(databaseUrl).host}`,
    revive: async () => false,
    close() {},
  });
  if (ownerUrl) {
    await withClient(databaseUrl, refuseMightyRole);
    return database(databaseUrl);
  }

  const url = new URL(databaseUrl);
  url.username = applicationRole;
  url.password = secrets.applicationPassword;
  await withClient(databaseUrl, async (client) => {
    try {
      await makeRole(client, applicationRole, secrets.applicationPassword, "LOGIN NOBYPASSRLS");
      await client.query(
        `GRANT CONNECT ON DATABASE ${client.escapeIdentifier(client.database ?? "")} TO ${applicationRole}`,
      );
    } catch (error) {
      throw new CommandError(
        `The role of DATABASE_URL may not make the application's own role (${(error as Error).message}).\n` +
          `Make a role "${applicationRole}" yourself, put its address in DATABASE_URL, and the owner's in DATABASE_OWNER_URL.`,
      );
    }
  });
  await withClient(url.href, refuseMightyRole);
  return database(url.href);
}

/** Row-level security is the second net under the application's own rules: no role may run it that walks past the net. */
async function refuseMightyRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    "SELECT rolsuper OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user",
  );
  if (rows[0]?.mighty !== false) {
    throw new CommandError(
      "The role of DATABASE_URL is a superuser or bypasses row-level security; the application runs under neither. " +
        "Give it a role of its own, or leave DATABASE_OWNER_URL away so that one is made.",
    );
  }
}

/** Runs with one connection and closes it. Says plainly which server could not be reached. */
export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const { host, username } = new URL(url);
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code;
    throw new CommandError(
      `No connection to PostgreSQL at ${host} as ${username || "the default user"}: ${reason}.\n` +
        "If DATABASE_URL is set, check its address, user, password and database; without it an embedded server is used.",
    );
  }
  try {
    return await run(client);
  } finally {
    await client.end().catch(() => {});
  }
}
