import { readXlsx } from "hucre/xlsx";

/**
 * Works out every formula of a workbook's first sheet anew from its bytes, in binary floating point as spreadsheets do, and
 * without looking at the results that were stored with them. Knows the few functions that our workbooks use, and throws on
 * any other.
 */
export async function recalculate(file: Uint8Array): Promise<ReadonlyMap<string, number | string>> {
  const [sheet] = (await readXlsx(file)).sheets;
  if (!sheet) throw new Error("The workbook has no sheet.");
  const formulas = new Map<string, string>();
  const values = new Map<string, number | string>();
  sheet.rows.forEach((row, at) => {
    row.forEach((value, column) => {
      const plain = value instanceof Date ? value.getTime() / 86_400_000 + 25_569 : value;
      if (typeof plain === "number" || typeof plain === "string") values.set(nameOf(at, column), plain);
    });
  });
  for (const [place, { formula }] of sheet.cells ?? []) {
    const [row = 0, column = 0] = place.split(",").map(Number);
    if (formula) formulas.set(nameOf(row, column), formula);
  }
  for (const name of formulas.keys()) values.delete(name);

  const numberAt = (name: string): number => {
    const known = values.get(name);
    if (known !== undefined) return Number(known);
    const formula = formulas.get(name);
    if (formula === undefined) return 0;
    const result = new Formula(formula, numberAt).result();
    values.set(name, result);
    return result;
  };
  for (const name of formulas.keys()) numberAt(name);
  return values;
}

const nameOf = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row + 1}`;

/** Excel's ROUND: half away from zero, on the fifteen digits that it shows of a number. */
function round(value: number, places: number): number {
  const [mantissa = "0", exponent = "0"] = Number(value.toPrecision(15)).toExponential().split("e");
  const shifted = Number(`${mantissa}e${Number(exponent) + places}`);
  const whole = Math.sign(shifted) * Math.floor(Math.abs(Number(shifted.toPrecision(15))) + 0.5);
  return Number(`${whole}e${-places}`);
}

const dayOf = (serial: number) => new Date((serial - 25_569) * 86_400_000);

/** One formula: sums, products, comparisons, cells, ranges and the functions below. */
class Formula {
  readonly #tokens: string[];
  #at = 0;

  constructor(
    text: string,
    readonly cell: (name: string) => number,
  ) {
    this.#tokens = text.replaceAll("$", "").match(/[A-Z]+\d+|[A-Z]+|\d+(?:\.\d+)?|>=|<=|<>|[-+*/(),:<>=]/g) ?? [];
  }

  result(): number {
    const value = this.#comparison();
    if (this.#at < this.#tokens.length) throw new Error(`Not understood: ${this.#tokens.slice(this.#at).join(" ")}`);
    return value;
  }

  #take(...wanted: string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#at += 1;
    return token;
  }

  #comparison(): number {
    const left = this.#sum();
    return this.#take(">=") ? Number(left >= this.#sum()) : left;
  }

  #sum(): number {
    let value = this.#product();
    for (let sign = this.#take("+", "-"); sign; sign = this.#take("+", "-")) {
      value = sign === "+" ? value + this.#product() : value - this.#product();
    }
    return value;
  }

  #product(): number {
    let value = this.#atom();
    for (let sign = this.#take("*", "/"); sign; sign = this.#take("*", "/")) {
      value = sign === "*" ? value * this.#atom() : value / this.#atom();
    }
    return value;
  }

  #atom(): number {
    if (this.#take("(")) {
      const value = this.#comparison();
      this.#expect(")");
      return value;
    }
    const token = this.#tokens[this.#at++] ?? "";
    if (/^\d/.test(token)) return Number(token);
    if (/^[A-Z]+\d+$/.test(token)) return this.cell(token);
    this.#expect("(");
    const values = this.#arguments();
    const [one = 0, two = 0, three = 0] = values;
    switch (token) {
      case "SUM":
        return values.reduce((total, value) => total + value, 0);
      case "ROUND":
        return round(one, two);
      case "MIN":
        return Math.min(...values);
      case "IF":
        return one ? two : three;
      case "YEAR":
        return dayOf(one).getUTCFullYear();
      case "MONTH":
        return dayOf(one).getUTCMonth() + 1;
      case "DAY":
        return dayOf(one).getUTCDate();
      default:
        throw new Error(`No function ${token} is known`);
    }
  }

  #arguments(): number[] {
    const values: number[] = [];
    do {
      const [from, colon, to] = this.#tokens.slice(this.#at, this.#at + 3);
      if (from && colon === ":" && to) {
        this.#at += 3;
        for (let row = Number(from.slice(1)); row <= Number(to.slice(1)); row += 1)
          values.push(this.cell(`${from[0]}${row}`));
      } else values.push(this.#comparison());
    } while (this.#take(","));
    this.#expect(")");
    return values;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new Error(`${token} is missing before ${this.#tokens.slice(this.#at).join(" ")}`);
  }
}
