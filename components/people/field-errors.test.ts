import { expect, test } from "vitest";
import { ProblemError } from "@/lib/client/api";
import type { ClientProblem } from "@/lib/contracts/problem-words";
import { fieldErrors } from "./field-errors";

const refused = (problem: ClientProblem) => new ProblemError(problem, 400);
const fields = ["name", "email"] as const;

test("puts what is wrong beside its field, the first of several", () => {
  const issues = [
    { path: "email", message: "This is not an e-mail address." },
    { path: "email", message: "Too long." },
  ];
  expect(fieldErrors(refused({ code: "invalid-input", issues }), fields)).toEqual({
    at: { email: "This is not an e-mail address." },
    general: null,
  });
});

test("says in general what is about none of the fields shown", () => {
  const issues = [{ path: "partyId", message: "Invalid" }];
  const { at, general } = fieldErrors(refused({ code: "invalid-input", issues }), fields);
  expect(at).toEqual({});
  expect(general).toContain("partyId");
  expect(fieldErrors(refused({ code: "busy" }), fields).general).toContain("try again");
});

test("puts a refusal beside the field that it speaks of, in its own words or given ones", () => {
  const taken = refused({ code: "email-taken" });
  expect(fieldErrors(taken, fields, { "email-taken": { field: "email" } }).at.email).toContain("there already");
  const said = fieldErrors(taken, fields, { "email-taken": { field: "email", sentence: "Known." } });
  expect(said).toEqual({ at: { email: "Known." }, general: null });
});

test("says nothing where nothing was refused", () => {
  expect(fieldErrors(null, fields)).toEqual({ at: {}, general: null });
});
