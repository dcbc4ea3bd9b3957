import { expect, test } from "vitest";
import { ResumeMarks } from "./resume-mark";

const marks = new ResumeMarks("a secret of the installation, long enough");
const mark = { position: 4_711n, at: 1_795_000_000_000 };

test("a mark is opened by any server with the same secret, and by no other", () => {
  const sealed = marks.seal(mark);
  expect(new ResumeMarks("a secret of the installation, long enough").open(sealed)).toEqual(mark);
  expect(new ResumeMarks("another secret, just as long as that one").open(sealed)).toBeUndefined();
});

test("two marks of one position have nothing in common but their length, so nobody can count by them", () => {
  const [one, two] = [marks.seal(mark), marks.seal(mark)];
  const far = marks.seal({ ...mark, position: 2n ** 63n });
  expect(one).not.toBe(two);
  expect(far.length).toBe(one.length);
});

test("anything else that a browser sends back is no mark", () => {
  const sealed = marks.seal(mark);
  const changed = (sealed.startsWith("A") ? "B" : "A") + sealed.slice(1);
  for (const bad of ["", "12", "0", "-1", "x".repeat(59), "A".repeat(59), changed, sealed.slice(1), "☃"]) {
    expect(marks.open(bad), bad).toBeUndefined();
  }
});
