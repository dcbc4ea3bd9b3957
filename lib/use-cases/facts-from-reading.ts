import "server-only";
import type { AgreementReading } from "@/lib/agreement/reading";
import { ruleFromClock } from "@/lib/calendar/clock-from-agreement";
import type { AgreementDraft } from "@/lib/contracts/agreement";
import { type AgreementTerms, agreementTerms } from "@/lib/contracts/terms";
import type { CalendarId } from "@/lib/domain/clock-words";

/** How the reader calls the days that an agreement leaves out, and the calendars that leave them out. */
const calendarsOf: Record<string, CalendarId> = { "nyc-bank-holiday": "ny-bank", "nyse-closed": "nyse" };

/** The general terms as far as they can be understood; a clock that cannot be counted is left for a person to type. */
export function termsFrom(reading: AgreementReading): AgreementTerms {
  const calendars = (reading.businessDay?.excludes ?? []).flatMap((excluded) => calendarsOf[excluded] ?? []);
  const usable = reading.clocks.flatMap((clock) => {
    const rule = ruleFromClock(clock, calendars);
    if (!rule.ok || clock.what.trim() === "") return [];
    const { clause, what, ...counted } = rule.value;
    return [{ clause: clause.slice(0, 60), what: what.slice(0, 200), ...counted, calendars: [...counted.calendars] }];
  });
  const threshold = reading.default?.threshold;
  const parsed = agreementTerms.safeParse({
    businessDay: calendars.length > 0 ? { calendars } : null,
    clocks: usable,
    default:
      reading.default && threshold
        ? {
            clause: reading.default.clause,
            threshold,
            arrangeHours: reading.default.arrangeHours.slice(0, 2),
            postpone: reading.default.postponeDays
              ? { count: reading.default.postponeDays, unit: "calendar-days" }
              : null,
          }
        : null,
  });
  return parsed.success ? parsed.data : agreementTerms.parse({});
}

/** The first of the securities; a price that is not of the usual sort for them is not taken over. */
export function securitiesOf({ securities }: Pick<AgreementReading, "securities">): AgreementDraft["securities"] {
  const [first] = securities;
  if (!first) return null;
  const kind = first.shares !== null ? ("shares" as const) : ("debt" as const);
  const price = (said: string | null) => {
    const found = kind === "debt" ? /^([\d.]+) ?%$/.exec(said ?? "") : /^\D{0,4}([\d.]+)$/.exec(said ?? "");
    return found?.[1] ?? null;
  };
  return {
    kind,
    title: first.title,
    size: kind === "debt" ? first.principal : first.shares,
    currency: first.currency,
    publicPrice: price(first.publicPrice),
    purchasePrice: price(first.purchasePrice),
  };
}

/** The moments of delivery with what is known of each; one that is called after an option delivers what that takes up. */
export const momentsOf = ({ closing }: AgreementReading): AgreementDraft["moments"] =>
  closing.moments.map(({ label, at }, place) => {
    const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*\[([^\]]+)\]$/.exec(at ?? "");
    return {
      label,
      localDate: parts?.[1] ?? null,
      localTime: parts?.[2] ?? null,
      zone: parts?.[3] ?? null,
      delivers: place > 0 && /option|additional|second|subsequent/i.test(label) ? "option" : "firm",
    };
  });
