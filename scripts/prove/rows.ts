/** A project of lib/checks/vitest.config.ts. */
export type Project = "deciding" | "unit" | "database" | "faults";

/** A figure that is to be reached, and where it is shown. */
export type Row = {
  row: string;
  figure: string;
  /** What is asked for in every run, and in the long one. */
  always: string;
  long: string;
  /** The test files whose long run shows it, by the project of vitest; none where another command does. */
  tests?: { project: Project; files: readonly string[] };
  /** The line by which a test says what it counted, where it does not hand it over (lib/testing/proved.ts). */
  says?: RegExp;
  /** Said where nothing was counted by these commands. */
  otherwise?: string;
};

/** A figure of time that a test could only hold by failing on a busy machine. */
const untimed =
  "measured by hand in docs/performance.md; tests time nothing, since they run on machines that do other work";

/** The figures, in the order and with the numbers in which they are kept. */
export const rows: readonly Row[] = [
  {
    ...{
      row: "1",
      figure: "permission cells against an independent table",
      always: "23,940 pure",
      long: "71,820: pure, HTTP, SQL",
    },
    tests: { project: "database", files: ["permission-cells"] },
    says: /^Permission cells, (.*)$/,
  },
  {
    row: "2",
    figure: "routes with gate, limit, schema and tests",
    always: "all",
    long: "all",
    otherwise: "docs/routes.md; a route that is not listed fails lib/checks",
  },
  {
    ...{ row: "3", figure: "ids exchanged for foreign ones", always: "every field", long: "five kinds of thing" },
    tests: { project: "database", files: ["foreign-ids"] },
    says: /^Foreign ids: (.*)$/,
  },
  {
    ...{ row: "4", figure: "non-interference pairs", always: "300", long: "10,000" },
    tests: { project: "database", files: ["non-interference"] },
    says: /^Non-interference: (.*)$/,
  },
  {
    row: "5",
    figure: "canaries outside their compartment",
    always: "0 of 200",
    long: "0 of 1,000",
    tests: { project: "faults", files: ["canaries"] },
  },
  {
    row: "6",
    figure: "spellings that lead around an address",
    always: "40 × all",
    long: "and each public advisory",
    otherwise: "e2e/edge.spec.ts",
  },
  { row: "7", figure: "malformed requests", always: "50,000", long: "1,000,000", says: /^Malformed: (.*)$/ },
  {
    row: "8",
    figure: "hostile texts in each field of each input",
    always: "500 × all",
    long: "–",
  },
  {
    row: "8 random",
    figure: "texts of random Unicode in fields of inputs",
    always: "–",
    long: "100,000",
    tests: { project: "unit", files: ["hostile-texts"] },
  },
  {
    row: "8 refused over HTTP",
    figure: "what a field does not take, refused by its name",
    always: "–",
    long: "–",
  },
  {
    row: "8 kept over HTTP",
    figure: "what a field takes, read again as it was sent",
    always: "–",
    long: "–",
  },
  {
    row: "8 offerings",
    figure: "what an offering is opened with, read again as it was sent",
    always: "–",
    long: "–",
  },
  {
    row: "8 signing in",
    figure: "hostile texts in the fields of signing in and joining",
    always: "–",
    long: "–",
  },
  {
    row: "8 joining",
    figure: "people who join under a hostile name with a hostile password",
    always: "–",
    long: "–",
  },
  {
    row: "8 names",
    figure: "hostile names of files, refused over HTTP",
    always: "300",
    long: "–",
  },
  {
    row: "8 names kept",
    figure: "odd names of files, shown, saved and exported as they were sent",
    always: "–",
    long: "–",
  },
  {
    row: "9",
    figure: "hostile files, each with what must become of it",
    always: "120",
    long: "–",
  },
  {
    row: "9 bytes",
    figure: "good files with a byte changed",
    always: "100 of each of two kinds",
    long: "10,000",
    tests: { project: "database", files: ["hostile-files"] },
  },
  {
    row: "9 mixed",
    figure: "hostile files cut, joined and mixed at random",
    always: "–",
    long: "1,000",
    tests: { project: "database", files: ["hostile-files"] },
  },
  {
    row: "10",
    figure: "hostile outside identity providers",
    always: "25",
    long: "40",
    otherwise: "not applicable: there is no outside identity provider",
  },
  {
    row: "11",
    figure: "ASVS 5.0 level 2 answered",
    always: "246",
    long: "and 45 of level 3",
    says: /^(\d+ of \d+ requirements answered)$/,
    otherwise: "docs/asvs.md",
  },
  {
    row: "12",
    figure: "acts of the model, all states compared and the invariants of a state held after each",
    always: "5,000",
    long: "1,000,000 pure, 100,000 on PostgreSQL, 10,000 over HTTP",
    tests: { project: "deciding", files: ["lib/domain/model"] },
  },
  {
    row: "12 on PostgreSQL",
    figure: "the same on PostgreSQL, the record checked after each",
    always: "1,000",
    long: "100,000",
    tests: { project: "database", files: ["model.db"] },
  },
  {
    row: "12 over HTTP",
    figure: "the same over HTTP",
    always: "400",
    long: "10,000",
    tests: { project: "faults", files: ["model.faults"] },
  },
  {
    row: "13",
    figure: "exhaustive interleavings",
    always: "2,000",
    long: "all of depth 3",
    tests: { project: "database", files: ["interleavings"] },
  },
  {
    row: "14",
    figure: "list-append transactions, cycles",
    always: "20,000, 0",
    long: "1,000,000, 0",
    tests: { project: "database", files: ["list-append.db"] },
  },
  {
    row: "15",
    figure: "kill -9 of the database under load",
    always: "40 cycles",
    long: "1,000 cycles, 0 lost",
    tests: { project: "faults", files: ["database.faults"] },
  },
  {
    row: "16",
    figure: "kill -9 of the server at every marked point",
    always: "each once",
    long: "each 50 times",
    tests: { project: "faults", files: ["crash-points"] },
  },
  {
    row: "18",
    figure: "kinds of tampering found by the verifier",
    always: "14 of 14",
    long: "14 × 1,000 random trees",
    tests: { project: "unit", files: ["log-verify"] },
    says: /^Tampering: (.*)$/,
  },
  {
    row: "19",
    figure: "viewers",
    always: "1,000, p99 lag under 150 ms",
    long: "10,000, p99 at most 300 ms, 0 missed",
    tests: { project: "faults", files: ["viewers"] },
  },
  {
    row: "20",
    figure: "acts on one Time of Delivery over HTTP",
    always: "100/s for 20 s",
    long: "200/s for 10 min",
    tests: { project: "faults", files: ["last-hour"] },
  },
  {
    row: "21",
    figure: "pages",
    always: "50/s, p95 under 300 ms",
    long: "100/s with 2,000 viewers",
    otherwise: untimed,
  },
  {
    row: "22",
    figure: "reads of the API",
    always: "300/s, p99 under 150 ms",
    long: "600/s",
    otherwise: untimed,
  },
  {
    row: "23",
    figure: "the last hour before a closing",
    always: "once",
    long: "100 times",
    tests: { project: "faults", files: ["last-hour"] },
  },
  {
    row: "24",
    figure: "from revocation to its effect",
    always: "2 s",
    long: "1 s",
    tests: { project: "faults", files: ["viewers"] },
  },
  {
    row: "25",
    figure: "restart with streams and acts under way",
    always: "under 5 s, 0 failed",
    long: "100 restarts",
    tests: { project: "faults", files: ["server.faults"] },
  },
  { row: "26", figure: "restore from a backup", always: "weekly", long: "digest equal", otherwise: "fault F27" },
  {
    row: "27",
    figure: "an export is one moment",
    always: "20 races",
    long: "1,000",
    tests: { project: "faults", files: ["last-hour"] },
  },
  { row: "28", figure: "memory over 8 h of mixed load", always: "–", long: "under 5 %", otherwise: "not run" },
  {
    row: "29",
    figure: "branches of domain, policy and log that their own tests reach",
    always: "100 %",
    long: "100 %",
  },
  {
    row: "29 mutation",
    figure: "changes of domain, policy and log that a test notices",
    always: "90 %",
    long: "97 %",
    otherwise: "[measured now and then](mutation.md)",
  },
  {
    row: "30",
    figure: "zones × dates, the same instant everywhere",
    always: "12 × 40",
    long: "with each tzdata",
    tests: { project: "database", files: ["golden-instants"] },
  },
  {
    row: "30 browser",
    figure: "the same in the browser",
    always: "12 × 40",
    long: "with each tzdata",
    otherwise: "e2e/golden-instants.spec.ts",
  },
  {
    row: "31",
    figure: "known-vulnerable dependencies",
    always: "0 high",
    long: "48 h",
    otherwise:
      "lib/checks/supply-chain.test.ts holds the lock file to its digests; advisories are looked up by whoever updates",
  },
  {
    row: "32",
    figure: "secrets and texts in logs, addresses and mail",
    always: "0",
    long: "0",
    tests: { project: "faults", files: ["canaries"] },
  },
];

/** A fault, and what is expected of the program in it. */
export const faults: readonly { fault: string; what: string; expected: string; otherwise?: string }[] = [
  { fault: "F1", what: "PostgreSQL killed under load", expected: "nothing acknowledged is lost, nothing made up" },
  { fault: "F2", what: "server killed in an act, at each marked point", expected: "done once when sent again" },
  { fault: "F3", what: "server killed in an upload, at each marked point", expected: "no row; done when sent again" },
  { fault: "F4", what: "server killed while a closing set is built", expected: "never half a file; built in the end" },
  { fault: "F5", what: "PostgreSQL killed in a closing", expected: "closed whole or not at all" },
  { fault: "F6", what: "connection cut after the commit", expected: "the stored answer again" },
  { fault: "F7", what: "no room for documents", expected: "507, nothing half, reading goes on" },
  { fault: "F8", what: "no room for the database", expected: "503, nothing half, recovers by itself" },
  { fault: "F9", what: "fsync fails, of the database", expected: "nothing acknowledged, recovers by itself" },
  { fault: "F9 documents", what: "fsync fails, of an upload", expected: "refused, nothing left" },
  { fault: "F10", what: "a byte of a document flipped", expected: "given to nobody, closing refused" },
  { fault: "F11", what: "server’s clock turned back and on", expected: "order kept, nothing revived" },
  {
    fault: "F11 PostgreSQL",
    what: "PostgreSQL’s clock turned back and on",
    expected: "order and times kept, not ready while it is turned",
  },
  { fault: "F12", what: "daylight time begins and ends", expected: "ten stays ten" },
  { fault: "F13", what: "Node with old time zones", expected: "refuses to start" },
  {
    fault: "F14",
    what: "stale screens, lost connections",
    expected: "told, and caught up",
    otherwise: "e2e/checklist.spec.ts (“nobody signs what changed under them”) and e2e/live.spec.ts, in every run",
  },
  { fault: "F15", what: "requests doubled, shuffled, late", expected: "one effect, one answer" },
  { fault: "F16", what: "clients at one byte a second", expected: "nobody else waits" },
  { fault: "F17", what: "very many viewers", expected: "all told of all" },
  { fault: "F18", what: "all viewers cut off at once", expected: "all back, nothing missed" },
  { fault: "F19", what: "tables and connections held", expected: "503, not a hang" },
  { fault: "F20", what: "huge and many uploads", expected: "memory flat, all kept" },
  { fault: "F21", what: "mail server away, silent, refusing", expected: "no act waits; each mail arrives" },
  {
    fault: "F22",
    what: "outside identity provider away",
    expected: "–",
    otherwise: "not applicable: there is no outside identity provider; people sign in here",
  },
  { fault: "F23", what: "virus scanner away", expected: "no upload taken, acts go on" },
  { fault: "F24", what: "uncaught exception, rejection, no memory", expected: "started again, no half act" },
  { fault: "F25", what: "restart under load", expected: "no act fails in the end" },
  { fault: "F26", what: "migration killed half-way", expected: "applied whole by the next start" },
  {
    fault: "F27",
    what: "backup restored elsewhere",
    expected: "digest equal, record holds",
    otherwise: "lib/checks/backup.db.test.ts",
  },
  { fault: "F28", what: "malformed requests", expected: "no 5xx, no stack", otherwise: "row 7" },
  { fault: "F29", what: "told to stop with streams open", expected: "ends by itself" },
  { fault: "F30", what: "record changed by an administrator", expected: "found, closing refused" },
];
