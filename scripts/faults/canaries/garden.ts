import { type Place, places } from "./whose.table";
import { newWord } from "./words";

/** A ring of people who may see a word: everybody of an offering ("A"), one side of it ("A issuer"), or one person ("oneself-7"). */
export type Circle = string;

export type Canary = { word: string; place: Place; circles: readonly Circle[] };

/** The words that were planted, and who may see each. */
export class Garden {
  readonly canaries = new Map<string, Canary>();

  /** A new word for a place; `of` is the offering, or for what is one side's the offering and the side. */
  plant(place: Place, ...of: readonly Circle[]): string {
    const word = newWord();
    this.canaries.set(word, { word, place, circles: of.flatMap((circle) => circlesOf(place, circle)) });
    return word;
  }

  /** The same with another word of the same place for each that stands in it; account numbers stay, of which a log has the end alone. */
  replant<T>(value: T): T {
    const known = [...this.canaries.values()].filter(({ place }) => place !== "account number");
    let text = JSON.stringify(value);
    for (const { word, place, circles } of known) {
      if (!text.includes(word)) continue;
      const other = newWord();
      this.canaries.set(other, { word: other, place, circles });
      text = text.replaceAll(word, other);
    }
    return JSON.parse(text);
  }

  /** The canaries that a found word is, or where it was cut short may have been. */
  canariesOf(found: string): readonly Canary[] {
    const whole = this.canaries.get(found);
    return whole ? [whole] : [...this.canaries.values()].filter(({ word }) => word.startsWith(found));
  }
}

function circlesOf(place: Place, circle: Circle): Circle[] {
  const offering = circle.split(" ")[0] as Circle;
  const whose = places[place];
  if (whose === "nobody") return [];
  if (whose === "offering") return [offering];
  if (whose === "money") return [`${offering} underwriters`, `${offering} issuer`];
  if (circle === offering) throw new Error(`${place} is one side's: say whose`);
  return [circle];
}
