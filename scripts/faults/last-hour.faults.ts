// The last hour before a closing, lived by everyone at once: 150 people, 60 conditions, 300 ticks, uploads that void what was signed,
// waivers, two kills, exports in the middle, and one closing.
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import type { ChecklistView } from "@/lib/contracts/views";
import { db } from "@/lib/db/client";
import { enter } from "@/lib/db/scope";
import { sides } from "@/lib/domain/role";
import { anOffering } from "@/lib/testing/offering";
import { proved, quantile, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { type Answer, Person } from "./person";
import { counted, notesOf } from "./record";
import { site } from "./setup";
import { freePort } from "./site";

const port = await freePort();
let server = await site.start({ port });
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

type Made = Awaited<ReturnType<typeof anOffering>>;
const at = ({ offeringId }: Made) => `${server.origin}/api/offerings/${offeringId}`;
const listOf = async (made: Made, person: Person) =>
  (await person.get(`${at(made)}/closings/${made.closingId}/checklist`)).body as ChecklistView;

/** More people at the parties that are there already. */
async function crowd(made: Made, count: number): Promise<{ person: Person; who: keyof Made["people"] }[]> {
  const parts = Object.keys(made.people) as (keyof Made["people"])[];
  const rows = Array.from({ length: count }, (_, number) => ({
    id: randomUUID() as string,
    who: parts[number % parts.length] as keyof Made["people"],
  }));
  await db.user.createMany({
    data: rows.map(({ id }) => ({ id, name: `Person ${id.slice(0, 4)}`, email: `${id}@example.com` })),
  });
  await db.$transaction(async (tx) => {
    const compartments = (["shared", ...sides] as const).map((compartment) => ({
      offeringId: made.offeringId,
      compartment,
    }));
    await enter(tx, { personId: made.people.counsel.personId, compartments });
    await tx.membership.createMany({
      data: rows.map(({ id, who }) => ({
        ...{
          offeringId: made.offeringId,
          partyId: made.people[who].partyId,
          personId: id,
          title: "Associate",
          authority: who !== "counsel",
        },
      })),
    });
  });
  return Promise.all(
    rows.map(async ({ id, who }) => ({ who, person: await Person.signedIn({ personId: id as never }) })),
  );
}

test("the last hour: everyone at once, two kills in it, and every sign-off, paper and waiver stands where it should", async () => {
  const seeds = times(1, 20);
  const told: string[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const conditions = Array.from({ length: 60 }, (_, place) => ({ label: `7(${place})` }));
    const made = await anOffering({ conditions });
    const people = await crowd(made, 150);
    const of = (who: keyof Made["people"]) => people.filter((one) => one.who === who).map(({ person }) => person);
    const [counsels, issuers, representatives] = [of("counsel"), of("issuerCounsel"), of("representative")];
    const any = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T;
    const waived = [7, 17, 27];
    const answers: Answer[] = [];
    const acts = () => `${at(made)}/acts`;
    const say = async (person: Person, wish: object) => answers.push(await person.insist(acts, wish));
    const upload = (place: number, round: number) => {
      const id = made.conditions[place]?.deliverables[0];
      const url = () => `${at(made)}/deliverables/${id}/versions?fileName=Paper.txt&stage=executed&share=true`;
      return any(issuers).insist(url, Buffer.from(`Paper ${place}, version ${round}, of ${made.offeringId}.\n`));
    };
    const view = () => listOf(made, counsels[0] as Person);
    const sign = async (place: number, basis: "form" | "judgment", who: Person, list: ChecklistView) => {
      const condition = list.conditions[place];
      if (!condition) throw new Error(`No condition ${place}`);
      const { id: conditionId, evidence, requirement } = condition;
      const answer = await who.insist(acts, { act: "sign-off", conditionId, basis, evidence, requirement, detail: {} });
      answers.push(answer);
      return answer.status;
    };
    const papers = made.conditions.map((_, place) => place).filter((place) => !waived.includes(place));
    // Forty papers come while ticks are made; the rest was there before.
    await Promise.all(papers.slice(40).map((place) => upload(place, 0)));
    await Promise.all(
      papers.slice(0, 40).map(async (place) => {
        await pause(Math.random() * 500);
        expect((await upload(place, 0)).status).toBe(200);
      }),
    );
    const first = await view();
    const kills = (async () => {
      await pause(700);
      await server.kill();
      server = await site.start({ port });
      await pause(500);
      await site.killPostgres();
      await site.revivePostgres();
    })();
    let ticks = 0;
    await Promise.all([
      kills,
      ...papers.map(async (place) => {
        await pause(Math.random() * 2_500);
        await sign(place, "form", any(counsels), first);
        await sign(place, "judgment", any(representatives), first);
        ticks += 2;
      }),
      ...Array.from({ length: 300 - 2 * papers.length }, async (_, number) => {
        await pause(Math.random() * 3_000);
        const text = `Tick ${number}`;
        await say(any(people).person, {
          act: "note",
          conditionId: made.conditions[number % 60]?.id,
          text,
          shared: true,
        });
        ticks++;
      }),
      ...waived.map((place) =>
        say(any(representatives), {
          act: "waive",
          conditionId: made.conditions[place]?.id,
          text: "Waived.",
          scope: "This closing.",
          instrument: null,
        }),
      ),
    ]);
    expect(
      answers.filter(({ status }) => status !== 200),
      "on different rows nobody is told that something changed",
    ).toEqual([]);

    // Ten papers are replaced, which voids what was signed on the old ones; those are signed anew.
    const replaced = papers.slice(0, 10);
    const { closingId } = made;
    const [leader] = representatives as [Person];
    for (const act of ["pre-closing", "start-call"]) await say(leader, { act, closingId });
    await Promise.all(replaced.map((place) => upload(place, 1)));
    expect((await leader.insist(acts, { act: "close", closingId })).status, "not over voided sign-offs").toBe(409);
    const second = await view();
    expect(second.conditions.filter(({ stale }) => stale.length > 0)).toHaveLength(10);
    await Promise.all(
      replaced.map(async (place) => {
        expect(await sign(place, "form", any(counsels), second)).toBe(200);
        expect(await sign(place, "judgment", any(representatives), second)).toBe(200);
      }),
    );
    const pressed = await Promise.all(
      representatives.slice(0, 5).map((person) => person.insist(acts, { act: "close", closingId })),
    );
    expect(pressed.filter(({ status }) => status === 200)).toHaveLength(1);
    const last = await view();
    expect(last.head.stage).toBe("closed");
    expect(last.conditions.map(({ status }) => status)).toEqual(
      made.conditions.map((_, place) => (waived.includes(place) ? "waived" : "satisfied")),
    );
    expect((await notesOf(made.offeringId)).length).toBe(300 - 2 * papers.length);
    expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
    // What each party carries home is the same list.
    const carried = await Promise.all(
      (["counsel", "issuer", "representative", "issuerCounsel"] as const).map(async (who) => {
        const { bytes, status } = await (of(who)[0] as Person).download(
          `${at(made)}/closings/${closingId}/exports/checklist.csv`,
        );
        expect(status).toBe(200);
        return createHash("sha256").update(bytes).digest("hex");
      }),
    );
    const { steps, versions } = await counted(made.offeringId);
    told.push(
      `${ticks} ticks, ${versions} papers, ${replaced.length} of them voiding, ${waived.length} waivers, ${steps} steps, ${new Set(carried).size} different list among ${carried.length} parties`,
    );
    expect(new Set(carried).size).toBe(1);
  }
  proved("23", `${seeds} times: 150 people, 60 conditions, ${told[0]}, 2 kills, 1 closing; every record holds`);
}, 3_600_000);

test("many acts on one Time of Delivery, steadily: none lost, and nobody is told of a change on another row", async () => {
  const [perSecond, seconds] = [times(100, 100), times(20, 60)];
  const made = await anOffering({ conditions: Array.from({ length: 60 }, (_, place) => ({ label: `7(${place})` })) });
  const people = await crowd(made, 40);
  const waits: number[] = [];
  const statuses: number[] = [];
  const sent: string[] = [];
  const under: Promise<void>[] = [];
  const started = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = (number * 1000) / perSecond - (performance.now() - started);
    if (due > 0) await pause(due);
    const text = `Steady ${number}`;
    sent.push(text);
    under.push(
      (async () => {
        const begun = performance.now();
        const wish = { act: "note", conditionId: made.conditions[number % 60]?.id, text, shared: true };
        const answer = await (people[number % 40] as { person: Person }).person.insist(() => `${at(made)}/acts`, wish);
        statuses.push(answer.status);
        waits.push(performance.now() - begun);
      })(),
    );
  }
  await Promise.all(under);
  const took = (performance.now() - started) / 1000;
  expect(statuses.every((status) => status === 200)).toBe(true);
  expect((await notesOf(made.offeringId)).toSorted()).toEqual(sent.toSorted());
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "20",
    `${sent.length} acts offered at ${perSecond}/s, done in ${took.toFixed(1)} s (${Math.round(sent.length / took)}/s); ${Math.round(quantile(waits, 0.5))} ms (median), ${Math.round(quantile(waits, 0.99))} ms (p99); 0 lost, 0 refused for a change on another row`,
  );
}, 3_600_000);

test("an export made while others act is one moment: what it shows is a state that there was", async () => {
  const races = times(20, 500);
  const made = await anOffering({ conditions: Array.from({ length: 10 }, (_, place) => ({ label: `7(${place})` })) });
  const representative = await Person.signedIn(made.people.representative);
  const issuer = await Person.signedIn(made.people.issuer);
  const acts = () => `${at(made)}/acts`;
  const csv = () => `${at(made)}/closings/${made.closingId}/exports/checklist.csv`;
  let stopping = false;
  // One person waives the conditions in order and takes it back in order: at every moment the waived ones are the first so many, or the last.
  const waving = (async () => {
    while (!stopping) {
      const ids: { conditionId: unknown; actId: string }[] = [];
      for (const { id: conditionId } of made.conditions) {
        const { body, status } = await representative.insist(acts, {
          act: "waive",
          conditionId,
          text: "x",
          scope: "x",
          instrument: null,
        });
        expect(status).toBe(200);
        ids.push({ conditionId, actId: (body as { id: string }).id });
      }
      for (const { conditionId, actId } of ids) {
        expect((await representative.insist(acts, { act: "withdraw", conditionId, actId, reason: "x" })).status).toBe(
          200,
        );
      }
    }
  })();
  const seen = new Set<string>();
  for (let race = 0; race < races; race++) {
    const { bytes, status } = await issuer.download(csv());
    expect(status).toBe(200);
    // A cell may have several lines; a record begins with its clause.
    const records = bytes
      .toString("utf8")
      .split(/^(?="?7\(\d\)"?,)/m)
      .slice(1);
    expect(records).toHaveLength(10);
    const shape = records.map((line) => (/waived/i.test(line) ? "w" : "-")).join("");
    expect(shape, "no state that there ever was").toMatch(/^(w*-*|-*w*)$/);
    seen.add(shape);
  }
  stopping = true;
  await waving;
  expect(seen.size, "there was something to race with").toBeGreaterThan(1);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved("27", `${races} exports while another person acted: each one moment, ${seen.size} different moments`);
}, 3_600_000);
