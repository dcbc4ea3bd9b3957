import { describe, expect, test } from "vitest";
import { hostileNames, oddGoodNames, trickyGoodNames } from "@/lib/testing/hostile/names";
import { contentDisposition } from "./content-disposition";
import { checkEnding, checkFileName } from "./file-name";

test("three hundred hostile names are refused, each with a reason", () => {
  const names = hostileNames();
  expect(names.length).toBeGreaterThanOrEqual(300);
  const taken = names.filter((name) => checkFileName(name).ok);
  expect(taken.map((name) => JSON.stringify(name))).toEqual([]);
  for (const name of names) {
    const refused = checkFileName(name);
    expect(refused).toMatchObject({
      error: { code: "file-name-not-allowed", reason: expect.stringMatching(/^(it|Windows) /) },
    });
  }
});

test.each(oddGoodNames)("%s is taken, composed", (name) => {
  expect(checkFileName(name)).toEqual({ ok: true, value: name.normalize("NFC") });
});

test("names that only look like something else are taken, composed", () => {
  const refused = trickyGoodNames().filter((name) => {
    const checked = checkFileName(name);
    return !checked.ok || checked.value !== name.normalize("NFC");
  });
  expect(refused).toEqual([]);
});

describe("the ending", () => {
  test.each([
    ["Opinion.PDF", "application/pdf"],
    ["scan.jpeg", "image/jpeg"],
    ["Fwd.eml", "message/rfc822"],
    ["mail saved as text.txt", "message/rfc822"],
  ])("%s may be %s", (name, mediaType) => {
    expect(checkEnding(name, mediaType)).toEqual({ ok: true, value: name });
  });

  test.each([
    ["invoice.pdf.exe", "application/pdf", "it ends with .exe, but what is in it is .pdf"],
    ["letter.docx", "application/pdf", "it ends with .docx, but what is in it is .pdf"],
    ["Opinion", "application/pdf", "it has no ending; add .pdf"],
    ["page.html", "text/plain", "it ends with .html, but what is in it is .txt"],
  ])("%s may not be %s", (name, mediaType, reason) => {
    expect(checkEnding(name, mediaType)).toEqual({ ok: false, error: { code: "file-name-not-allowed", reason } });
  });
});

describe("the header that names a file to be saved", () => {
  test.each(oddGoodNames)("%s comes back as it was, and stays within the header", (name) => {
    const header = contentDisposition("attachment", name);
    expect(header).toMatch(/^attachment; filename="[ -!#$&-:<-[\]-~]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+\-.^_`|~%]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name);
    expect(() => new Headers({ "content-disposition": header })).not.toThrow();
  });

  test("even a name that could never get in breaks nothing", () => {
    for (const name of hostileNames()) {
      const header = contentDisposition("inline", name);
      expect(header).toMatch(/^inline; filename="[^"\\\r\n]*"; filename\*=UTF-8''[^"\\\s;]*$/);
      expect(() => new Headers({ "content-disposition": header })).not.toThrow();
    }
  });
});
