import { spawn } from "node:child_process";
import { join } from "node:path";
import { demoPassword, emailOf, type PersonName } from "../people";

const root = join(import.meta.dirname, "../..");

/** A server process of a test's own, on the database and documents of the others: it may be ended in any way. */
export async function ownServer() {
  const settings = JSON.parse(process.env.TEST_SERVER_ENVIRONMENT ?? "{}") as Record<string, string>;
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "lib/server/server.ts"], {
    cwd: root,
    env: {
      ...process.env,
      ...settings,
      NODE_ENV: "production",
      LOG_LEVEL: "fatal",
      PORT: String(port),
      ORIGIN: origin,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.on("message", (message: { listening?: number }) => message.listening && resolve());
    void gone.then((status) => reject(new Error(`The server ended before it listened (status ${status}).`)));
  });
  return {
    origin,
    /** Asks it to end; answers with its status when it is gone. */
    end: () => {
      child.kill("SIGTERM");
      return gone;
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/** The cookie of someone who signed in at a server. */
export async function sessionAt(origin: string, person: PersonName): Promise<string> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ email: emailOf(person), password: demoPassword }),
  });
  if (!response.ok) throw new Error(`${person} cannot sign in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
