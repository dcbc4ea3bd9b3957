import { z } from "zod";

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must look like postgresql://user:password@host:5432/name",
});

const shape = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: databaseUrl,
  DATA_FOLDER: z.string().default(".data"),
  FILES_FOLDER: z.string().optional(),
  CLAMAV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().optional(),
  ORIGIN: z.url({ protocol: /^https?$/, error: "must look like https://closings.example.com" }).optional(),
  PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  LOG_SIGNING_KEY: z
    .string()
    .regex(/^[\w-]{43}(\s*,\s*[\w-]{43})*$/, "must be 32 bytes in base64url, or several parted by commas")
    .optional(),
  DEMO: z.enum(["on", "off"]).default("off"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must look like smtp://user:password@host:587" }).optional(),
  MAIL_FROM: z.string().default("Section Seven <no-reply@localhost>"),
  BINDERS: z.enum(["on", "off"]).default("on"),
  RECORD_CHECK_MINUTES: z.coerce.number().int().min(0).max(1440).default(10),
  TIMESTAMP_URL: z.url({ protocol: /^https?$/, error: "must look like http://timestamp.example.com" }).optional(),
  TIMESTAMP: z.enum(["optional", "required"]).default("optional"),
  TIMESTAMP_POLICY: z
    .string()
    .regex(/^[0-2](\.\d+)+$/, "must look like 1.2.3.4")
    .optional(),
  TIMESTAMP_HASH: z.enum(["sha256", "sha384", "sha512"]).default("sha256"),
  TIMESTAMP_SECONDS: z.coerce.number().min(1).max(300).default(20),
  TIMESTAMP_CA: z.string().optional(),
  SEAL_CERTIFICATE: z.string().optional(),
  SEAL_KEY: z.string().optional(),
  SEAL_PASSPHRASE: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  CRASH_ORDERS: z.string().optional(),
  FAULT_TESTS: z.enum(["on", "off"]).default("off"),
});

/** What the application may be told from outside; .env.example explains each. */
export type Environment = {
  NODE_ENV: "development" | "test" | "production";
  /** PostgreSQL, as the application's own role. */
  DATABASE_URL: string;
  DATA_FOLDER: string;
  /** Where document bytes are kept. */
  FILES_FOLDER: string;
  /** The virus scanner, as host:port or the path of its socket; undefined means that there is none. */
  CLAMAV: string | undefined;
  PORT: number;
  /** The address to listen on; undefined means this machine only (127.0.0.1 and ::1). */
  HOST: string | undefined;
  /** Scheme, host and port as people type them, without a slash at the end. */
  ORIGIN: string;
  /** How many proxies of one's own stand in front; so many last entries of X-Forwarded-For are believed. */
  PROXIES: number;
  /** Signs sessions and seals resume marks; at least 32 characters. */
  AUTH_SECRET: string;
  /** The Ed25519 keys of the logs' checkpoints, parted by commas: the first signs, the others did before it. */
  LOG_SIGNING_KEY: string;
  /** The demonstration's people may sign in, and the sign-in page names them; off unless the start command says so. */
  DEMO: "on" | "off";
  /** The mail server; undefined means that links are shown instead of mailed. */
  SMTP_URL: string | undefined;
  MAIL_FROM: string;
  /** Whether the closings of the day are put on paper by themselves. */
  BINDERS: "on" | "off";
  /** How often every record is held to its own log, in minutes; 0 leaves it to the command and to the closing itself. */
  RECORD_CHECK_MINUTES: number;
  /** The RFC 3161 authority that stamps closing sets; undefined means that none does. */
  TIMESTAMP_URL: string | undefined;
  /** Whether a closing set is built where the authority gives no time stamp. */
  TIMESTAMP: "optional" | "required";
  TIMESTAMP_POLICY: string | undefined;
  TIMESTAMP_HASH: "sha256" | "sha384" | "sha512";
  TIMESTAMP_SECONDS: number;
  /** A PEM file of the authorities whose time stamps are taken; undefined means any. */
  TIMESTAMP_CA: string | undefined;
  /** The certificate that signs bound volumes, PEM or PKCS#12; undefined means that they are not signed. */
  SEAL_CERTIFICATE: string | undefined;
  /** The key of a PEM certificate. */
  SEAL_KEY: string | undefined;
  SEAL_PASSPHRASE: string | undefined;
  LOG_LEVEL: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** For the fault tests alone: the file that names the point at which the process is to end (lib/crash-point.ts). */
  CRASH_ORDERS: string | undefined;
};

/** Pure. An empty variable counts as not set. Throws one error that names every wrong or missing setting, without its value. */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = shape.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(
        ({ path, message }) => `${path.join(".")}: ${given[path.join(".")] ? message : "is not set"}`,
      );
  const settings = parsed.data;
  if (settings?.TIMESTAMP === "required" && !settings.TIMESTAMP_URL) faults.push("TIMESTAMP_URL: is not set");
  // A secret that everyone could read here would make every session forgeable, so only work on the program goes without.
  if (settings?.NODE_ENV === "production")
    for (const name of ["AUTH_SECRET", "LOG_SIGNING_KEY"] as const)
      if (!settings[name]) faults.push(`${name}: is not set`);
  if (settings?.NODE_ENV === "production" && settings.CRASH_ORDERS && settings.FAULT_TESTS === "off")
    faults.push("CRASH_ORDERS: is for the fault tests only");
  if (!settings || faults.length > 0) {
    throw new Error(
      `These settings are not right (see .env.example):\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
  }
  const { FAULT_TESTS: _, ...known } = settings;
  return {
    ...known,
    CRASH_ORDERS: settings.CRASH_ORDERS,
    HOST: settings.HOST,
    CLAMAV: settings.CLAMAV,
    SMTP_URL: settings.SMTP_URL,
    TIMESTAMP_URL: settings.TIMESTAMP_URL,
    TIMESTAMP_POLICY: settings.TIMESTAMP_POLICY,
    TIMESTAMP_CA: settings.TIMESTAMP_CA,
    SEAL_CERTIFICATE: settings.SEAL_CERTIFICATE,
    SEAL_KEY: settings.SEAL_KEY,
    SEAL_PASSPHRASE: settings.SEAL_PASSPHRASE,
    FILES_FOLDER: settings.FILES_FOLDER ?? `${settings.DATA_FOLDER}/files`,
    ORIGIN: (settings.ORIGIN ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ""),
    AUTH_SECRET: settings.AUTH_SECRET ?? "for-development-and-tests-only-0000",
    LOG_SIGNING_KEY: settings.LOG_SIGNING_KEY ?? "for-development-and-tests-only-000000000000",
  };
}
