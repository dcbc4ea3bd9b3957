// The floor: a bare Node server over the same tables, without sign-in, rules, log of who asked, or row-level security. What it
// costs is what any server would cost; `node floor.ts DATABASE_URL` prints its port.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { listSql, portfolioSql } from "./queries";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 });

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://floor");
  const id = url.searchParams.get("id");
  if (url.pathname === "/list") return json((await pool.query(listSql, [id])).rows);
  if (url.pathname === "/page") {
    const { rows } = await pool.query(listSql, [id]);
    response.setHeader("content-type", "text/html");
    response.end(`<table>${rows.map((row) => `<tr><td>${row.label}</td><td>${row.title}</td></tr>`).join("")}</table>`);
    return;
  }
  if (url.pathname === "/portfolio") return json((await pool.query(portfolioSql)).rows);
  if (url.pathname === "/note") {
    for await (const _ of request) {
      // The body is read and not looked at.
    }
    await note(url.searchParams.get("offering") ?? "", id ?? "", url.searchParams.get("by") ?? "");
    return json({ ok: true });
  }
  response.writeHead(404).end();

  function json(value: unknown) {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(value));
  }
});

/** One change with its history, in one transaction. */
async function note(offeringId: string, conditionId: string, by: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO "Note" (id, "offeringId", compartment, "conditionId", text, by, at) VALUES ($1, $2, 'shared', $3, 'floor', $4, now())`,
      [randomUUID(), offeringId, conditionId, by],
    );
    await client.query(`UPDATE "Condition" SET "dueAt" = now() WHERE id = $1`, [conditionId]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit(0));
