import { describe, expect, test } from "vitest";
import { readAllocations } from "./allocations";
import { layOut } from "./layout";

const table = (text: string) => {
  const { total, lines, addsUp } = readAllocations(
    layOut({ format: "edgar-text", text, from: 0, to: text.length, wrapped: true, pages: null }),
  );
  return { total, addsUp, lines: lines.map(({ underwriter, amount }) => `${underwriter}: ${amount}`) };
};

const expected = {
  total: "4000000",
  addsUp: true,
  lines: [
    "Fox & Gull Incorporated: 2000000",
    "Tern Brothers L.P.: 1000000",
    "Harper & Wren Securities, Inc., a division of Wren Holdings: 1000000",
  ],
};

describe("the table of underwriters, however it is set", () => {
  test("columns, a heading of two lines, a name of two lines, rules", () => {
    expect(
      table(`                               SCHEDULE A

Name of Underwriter                              Number of
                                                 Preferred Securities
- -------------------                            --------------------
Fox & Gull Incorporated                          2,000,000
Tern Brothers L.P.                               1,000,000
Harper & Wren Securities, Inc., a division of
  Wren Holdings                                  1,000,000
                                                 ---------
          Total                                  4,000,000
`),
    ).toEqual(expected);
  });

  test("leader dots and currency signs", () => {
    expect(
      table(`SCHEDULE I
Underwriter                                   Principal Amount
Fox & Gull Incorporated .............. $   2,000,000
Tern Brothers L.P. ...................     1,000,000
Harper & Wren Securities, Inc., a division of
Wren Holdings ........................     1,000,000
Total ................................ $   4,000,000
`),
    ).toEqual(expected);
  });

  test("one cell a line, with a second column of figures", () => {
    expect(
      table(
        "SCHEDULE II\n\nUnderwriters\n\nNumber of Firm Shares to be Purchased\n\nNumber of Option Shares\n\nFox & Gull Incorporated\n\n2,000,000\n\n300,000\n\nTern Brothers L.P.\n\n1,000,000\n\n150,000\n\nHarper & Wren Securities, Inc., a division of Wren Holdings\n\n1,000,000\n\n150,000\n\nTotal\n\n4,000,000\n\n600,000\n",
      ),
    ).toEqual(expected);
  });

  test("a total that the lines do not reach is told", () => {
    expect(
      table("SCHEDULE I\nUnderwriter\nFox & Gull Inc.  $2,000,000\nTern Brothers L.P.  1,000,000\nTotal  $4,000,000\n")
        .addsUp,
    ).toBe(false);
  });

  test("a schedule of something else is no table of underwriters", () => {
    expect(table("SCHEDULE III\nList of Subsidiaries\nAcme Coke Corp.  100,000\n").lines).toEqual([]);
  });
});
