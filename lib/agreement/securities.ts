import { type Cover, titled } from "./cover";
import type { Layout } from "./layout";
import type { Security } from "./reading";

const debtTitle =
  /(?:\b(?:\d{1,2}(?:\.\d+|\s?[\d/]+)?\s?%|zero coupon|medium[- ]term|floating rate|fixed[- ]to[- ]\w+)[^"();:]{0,120}?\b(?:notes?|debentures?|bonds?|securities|capital securities|preferred securities|trust preferred|mortgage bonds)\b(?:[^"();:]{0,24}\bdue\s+(?:[A-Za-z]+ \d{1,2}, )?\d{4})?)/i;
const stockTitle =
  /\b(?:(?:\d{1,2}(?:\.\d+)?%\s)?[^"();:,]{0,60}\bpreferred (?:stock|shares)[^"();:,]{0,30}|(?:class [a-z] )?common (?:stock|shares|units)(?: of beneficial interest)?|ordinary shares|american depositary shares|depositary shares|common units|shares of beneficial interest|(?:asset[- ]backed|mortgage)[^"();:]{0,40}(?:notes|certificates)|pass[- ]through certificates)\b/i;
const money = /(US\$|U\.S\.\s?\$|C\$|A\$|[$€£¥])\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(\s(?:million|billion))?/;

const currencies: Record<string, string> = { "€": "EUR", "£": "GBP", "¥": "JPY", C$: "CAD", A$: "AUD" };

/** The securities sold, from the cover and the opening words; amounts and prices where they are said with them. */
export function readSecurities(layout: Layout, cover: Cover): Security[] {
  const { flow } = layout;
  const opening = flow.slice(cover.opening, cover.opening + 6000);
  const schedule = scheduled(layout);
  const titles = titlesOn(cover);
  if (titles.length === 0 && schedule.title !== null) titles.push(schedule.title);
  if (titles.length === 0) {
    const said = debtTitle.exec(opening) ?? stockTitle.exec(opening);
    if (said) titles.push(said[0].replace(/\s+/g, " ").trim());
  }
  return titles.map((title) => {
    const equity = !debtTitle.test(title) && /stock|shares|units/i.test(title);
    const amount = equity
      ? null
      : titles.length === 1
        ? (principalOn(cover) ?? schedule.principal ?? principalSaid(opening))
        : principalNear(opening, title);
    const shares = equity || amount === null ? sharesSaid(cover, opening) : null;
    return {
      title,
      principal: amount?.figure ?? null,
      shares: equity || /preferred|depositary/i.test(title) ? shares : null,
      currency: amount?.currency ?? (/[$]/.test(opening) || equity ? currencyOf(opening) : null),
      // Where several securities are sold, one price said somewhere is not the price of each.
      publicPrice: titles.length > 1 ? null : (schedule.publicPrice ?? price(flow, publicWords)),
      purchasePrice: titles.length > 1 ? null : (schedule.purchasePrice ?? price(flow, purchaseWords)),
    };
  });
}

/** A figure that the page's layout tore apart behind its point ("5. 750%"), closed up. */
const closedUp = (words: string) => words.replace(/(\d)\.\s+(?=\d+\s?%)/g, "$1.");

function currencyOf(text: string): string | null {
  const match = money.exec(text);
  return match ? (currencies[match[1]!.replace(/\s/g, "")] ?? "USD") : null;
}

function titlesOn(cover: Cover): string[] {
  const titles: string[] = [];
  for (const printed of cover.lines) {
    const line = closedUp(printed);
    if (line.length > 140 || /\bagreement\b|^to\b|as representatives?/i.test(line)) continue;
    const match = debtTitle.exec(line) ?? stockTitle.exec(line);
    if (!match || !/^(?:[\d,]+ shares|\$?[\d,.]+|up to|zero|floating|fixed|class|series|[a-z])/i.test(line)) continue;
    const title = titled(
      line
        .replace(/^.*?(?:\bof\b\s+)?(?=\d{1,2}(?:\.\d+)?\s?%)/, "")
        .replace(/^(?:up to )?[\d,]{4,}\s+(?:shares(?: of)?\s+)?/i, "")
        .replace(/^(?:US)?\$[\d,]+\s+/, ""),
    );
    if (title !== "" && !titles.includes(title)) titles.push(title);
    if (titles.length >= 8) break;
  }
  return titles;
}

type Amount = { figure: string; currency: string };

function amountOf(text: string): Amount | null {
  const match = money.exec(text);
  if (!match) return null;
  const scale = match[4] === undefined ? 1 : /b/i.test(match[4]) ? 1_000_000_000 : 1_000_000;
  const whole = match[2]!.replace(/,/g, "");
  const amount =
    scale === 1
      ? whole + (match[3] && /[1-9]/.test(match[3]) ? match[3] : "")
      : String(Math.round(Number(whole + (match[3] ?? "")) * scale));
  return { figure: amount, currency: currencies[match[1]!.replace(/\s/g, "")] ?? "USD" };
}

function principalOn(cover: Cover): Amount | null {
  for (const line of cover.lines) {
    if (/^(?:US|U\.S\.\s?)?[$€£¥]\s?[\d,]{6,}/.test(line)) return amountOf(line);
  }
  return null;
}

function principalSaid(text: string): Amount | null {
  const said =
    /(?:US\$|U\.S\.\s?\$|[$€£¥])\s?[\d,]{7,}(?:\.\d+)?[^.;]{0,40}\b(?:aggregate )?(?:principal|liquidation|initial|face)\b/i.exec(
      text,
    ) ?? /\baggregate principal amount of (?:US|U\.S\.\s?)?[$€£¥]\s?[\d,]{6,}/i.exec(text);
  return said ? amountOf(said[0]) : null;
}

/** The amount said shortly before a title's coupon. */
function principalNear(text: string, title: string): Amount | null {
  const coupon = /\d{1,2}(?:\.\d+)?\s?%/.exec(title)?.[0];
  const at = coupon === undefined ? -1 : text.indexOf(coupon);
  if (at < 0) return null;
  const before = text.slice(Math.max(0, at - 140), at);
  const all = [...before.matchAll(new RegExp(money.source, "g"))];
  const last = all.at(-1);
  return last ? amountOf(last[0]) : null;
}

function sharesSaid(cover: Cover, opening: string): string | null {
  for (const line of cover.lines) {
    const match =
      /^(\d{1,3}(?:,\d{3})+)\s+(?:[\d.]+%|shares|units|american|depositary|ordinary|common|class|adss)/i.exec(line);
    if (match) return match[1]!.replace(/,/g, "");
  }
  const said =
    /\b(\d{1,3}(?:,\d{3})+)\s+(?:firm |newly issued )?(?:shares|units|american depositary|depositary|ordinary|common)/i.exec(
      opening,
    );
  return said ? said[1]!.replace(/,/g, "") : null;
}

const publicWords =
  /(?<!aggregate )\b(?:initial )?(?:public )?(?:offering price|price to (?:the )?public)\b[^.;%$]{0,120}?(\d{1,3}(?:\.\d+)?%|\$\s?\d+(?:\.\d+)?(?![\d,]))/i;
const purchaseWords =
  /(?<!offering |public |issue |market )\b(?:purchase price|at a price)\b[^.;%$]{0,140}?(\d{2,3}(?:\.\d+)?%|\$\s?\d+\.\d+)/i;

function price(flow: string, words: RegExp): string | null {
  const match = words.exec(flow.slice(0, 400_000));
  return match ? match[1]!.replace(/\s+/g, " ").replace(/\$ /, "$") : null;
}

type Scheduled = {
  title: string | null;
  principal: Amount | null;
  publicPrice: string | null;
  purchasePrice: string | null;
};

/** The terms of a schedule set as labels with their values behind them or in the next paragraph. */
function scheduled(layout: Layout): Scheduled {
  const { blocks, flow } = layout;
  const found: Scheduled = { title: null, principal: null, publicPrice: null, purchasePrice: null };
  for (const [index, block] of blocks.entries()) {
    if (block.end - block.start > 300) continue;
    const head = closedUp(flow.slice(block.start, block.end));
    const label =
      /^(?:\d{1,2}\.\s*)?(title(?: of (?:the )?[\w ]{3,30})?|(?:aggregate )?principal amount(?: of [\w ]{3,40}| offered)?|(?:initial |public )*offering price(?: by [\w ]+)?|price to (?:the )?public[\w ]*|purchase price(?: by [\w ]+| \([^)]*\))?)\s*:?\s*/i.exec(
        head,
      );
    if (!label || (!head.includes(":") && head.length > label[0].length + 2)) continue;
    const next = blocks[index + 1];
    const rest = head.slice(label[0].length).replace(/^[^:]*:\s*/, "");
    const value =
      rest.length > 1 ? rest : next ? closedUp(flow.slice(next.start, Math.min(next.end, next.start + 200))) : "";
    const what = label[1]!.toLowerCase();
    // A price is a share of the amount or so much for each; a larger figure is an amount.
    const figure =
      /\d{1,3}(?:\.\d+)?\s?%|\$\s?\d{1,4}(?:\.\d+)?(?![\d,])/.exec(value)?.[0].replace(/\s+(?=%)/, "") ?? null;
    if (what.startsWith("title"))
      found.title ??=
        debtTitle.test(value) || stockTitle.test(value)
          ? (/(?<=^|\s)\d{1,2}(?:\.\d+)?%.*$/.exec(value)?.[0] ?? value).trim()
          : null;
    else if (/principal/.test(what)) found.principal ??= amountOf(value);
    else if (/purchase/.test(what)) found.purchasePrice ??= figure;
    else found.publicPrice ??= figure;
  }
  return found;
}
