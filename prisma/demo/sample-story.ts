import type { SignOffDetail } from "../../lib/domain/condition";
import { samplePapers as papers } from "./sample-papers";
import { at } from "./sample-people";
import type { Chapter } from "./story";

const sign = (when: string, who: string, label: string, basis: "fact" | "form" | "judgment", detail?: SignOffDetail) =>
  ({ at: when, who: at(who), does: "sign-off", label, basis, ...(detail && { detail }) }) satisfies Chapter;
const note = (when: string, who: string, label: string, shared: boolean, text: string): Chapter => ({
  at: when,
  who: at(who),
  does: "note",
  label,
  shared,
  text,
});
const assign = (when: string, label: string, to: string): Chapter => ({
  at: when,
  who: at("whitfield"),
  does: "assign",
  label,
  to: at(to),
});
const due = (when: string, label: string, by: string): Chapter => ({
  at: when,
  who: at("whitfield"),
  does: "due",
  label,
  by,
});

const deliver = (
  when: string,
  who: string,
  document: string,
  file: Extract<Chapter, { does: "deliver" }>["file"],
  stage: Extract<Chapter, { does: "deliver" }>["stage"],
  share = true,
): Chapter => ({
  at: when,
  who: at(who),
  does: "deliver",
  document,
  file,
  stage,
  share,
  ...(stage === "executed" && { datedOn: file.date }),
});

const page = (
  when: string,
  who: string,
  document: string,
  signatory: string,
  step: "out" | "in-escrow" | "release-authorised",
): Chapter => ({ at: when, who: at(who), does: "page", document, signatory, step });

/** What happened from the pricing on Thursday to Monday at four in the afternoon, as people of every side lived it. */
export const sampleStory: readonly Chapter[] = [
  deliver("2004-03-04T08:10", "brandt", "7(e) 1", papers.comfort.original, "executed"),
  assign("2004-03-04T09:00", "7(c)", "ashby"),
  assign("2004-03-04T09:01", "7(d)", "ashby"),
  assign("2004-03-04T09:02", "7(e)", "whitfield"),
  assign("2004-03-04T09:03", "7(i)", "whitfield"),
  assign("2004-03-04T09:04", "II[4]", "lang"),
  due("2004-03-04T09:05", "7(c)", "2004-03-08T23:00:00Z"),
  due("2004-03-04T09:06", "7(d)", "2004-03-08T20:00:00Z"),
  due("2004-03-04T09:07", "7(i)", "2004-03-09T01:00:00Z"),
  due("2004-03-04T09:08", "7(e)", "2004-03-09T13:00:00Z"),
  deliver("2004-03-04T14:00", "whitfield", "7(b) 1", papers.underwritersOpinion.draft, "draft", false),
  deliver("2004-03-04T17:30", "lindqvist", "7(c) 1", papers.companyOpinion.draft, "draft", false),

  { at: "2004-03-05T09:30", who: at("lindqvist"), does: "share-last", document: "7(c) 1" },
  sign("2004-03-05T10:00", "raman", "4[1]", "fact"),
  sign("2004-03-05T10:05", "nordlinger", "4[1]", "judgment"),
  deliver("2004-03-05T11:15", "whitfield", "7(c) 1", papers.companyOpinion.comments, "draft", false),
  note(
    "2004-03-05T11:40",
    "ashby",
    "7(c)",
    false,
    "Hold out for authorisation of the indenture in paragraph (i). The rest of the comments we can give up.",
  ),
  note(
    "2004-03-05T13:30",
    "whitfield",
    "7(c)",
    true,
    "Three comments on the draft went to Debevoise & Plimpton LLP by mail: paragraphs (i) and (iii), and the reliance statement.",
  ),
  sign("2004-03-05T14:00", "lindqvist", "7(a)[1]", "fact", {
    filing: "Rule 424(b), filed 5 March 2004, 13:42; accession number 0000000000-04-000001 (rehearsal)",
  }),
  sign("2004-03-05T14:20", "whitfield", "7(a)[1]", "form"),
  sign("2004-03-05T15:00", "carbone", "7(a)[1]", "judgment"),
  {
    at: "2004-03-05T15:10",
    who: at("carbone"),
    does: "mark",
    label: "7(a)[2]",
    mark: "not-applicable",
    reason: "The Company did not use Rule 462(b): the shelf had room for the whole issue.",
  },
  deliver("2004-03-05T15:30", "giamalis", "4[2] 1", papers.wire, "executed"),
  sign("2004-03-05T15:35", "giamalis", "4[2]", "fact"),
  sign("2004-03-05T16:00", "carbone", "4[2]", "judgment"),
  deliver("2004-03-05T16:30", "wolin", "7(d) 1", papers.generalOpinion.draft, "draft"),
  deliver("2004-03-05T17:00", "lindqvist", "7(c) 1", papers.companyOpinion.agreed, "agreed-form"),
  deliver("2004-03-05T17:05", "lindqvist", "7(c) 2", papers.reliance.agreed, "agreed-form"),
  sign("2004-03-05T17:45", "ashby", "7(c)", "form"),
  deliver("2004-03-05T18:00", "giamalis", "7(i) 1", papers.certificate.draft, "draft"),

  page("2004-03-08T09:20", "whitfield", "Indenture", "Helen Okafor", "out"),
  page("2004-03-08T09:21", "whitfield", "Indenture", "John N. Giamalis", "out"),
  page("2004-03-08T09:22", "whitfield", "Global note", "John N. Giamalis", "out"),
  page("2004-03-08T09:23", "whitfield", "Authentication order", "John N. Giamalis", "out"),
  page("2004-03-08T09:24", "whitfield", "Officers’ certificate", "John N. Giamalis", "out"),
  page("2004-03-08T09:25", "whitfield", "Cross-receipt", "Peter J. Carbone", "out"),
  sign("2004-03-08T09:40", "okafor", "II[1]", "fact"),
  sign("2004-03-08T09:55", "nordlinger", "II[1]", "judgment"),
  deliver("2004-03-08T10:00", "wolin", "7(d) 1", papers.generalOpinion.executed, "executed"),
  sign("2004-03-08T10:30", "ashby", "7(d)", "form"),
  sign("2004-03-08T11:00", "nordlinger", "7(d)", "judgment"),
  deliver("2004-03-08T11:30", "ashby", "7(b) 1", papers.underwritersOpinion.executed, "executed"),
  sign("2004-03-08T12:00", "nordlinger", "7(b)", "form"),
  sign("2004-03-08T12:10", "carbone", "7(b)", "judgment"),
  note(
    "2004-03-08T12:30",
    "whitfield",
    "7(i)",
    true,
    "The certificate should cover Section 7(a) in the words of the agreement, and leave the signatory’s knowledge out of paragraph 1.",
  ),
  deliver("2004-03-08T13:00", "brandt", "7(e) 2", papers.comfort.bringDownDraft, "draft", false),
  note(
    "2004-03-08T13:20",
    "brandt",
    "7(e)",
    false,
    "The inquiries for the bring-down run through Thursday; Hartford’s controller answers tomorrow at seven.",
  ),
  ...["7 lead-in (1)", "7 lead-in (2)", "7(a)[3]", "7(a)[4]", "7(a)[5]"].map((label, index) =>
    sign(`2004-03-08T13:3${index}`, "ashby", label, "form"),
  ),
  deliver("2004-03-08T14:00", "lindqvist", "7(c) 1", papers.companyOpinion.execution, "execution"),
  page("2004-03-08T14:10", "okafor", "Indenture", "Helen Okafor", "in-escrow"),
  page("2004-03-08T14:12", "lindqvist", "Indenture", "John N. Giamalis", "in-escrow"),
  page("2004-03-08T14:14", "lindqvist", "Global note", "John N. Giamalis", "in-escrow"),
  page("2004-03-08T14:30", "okafor", "Indenture", "Helen Okafor", "release-authorised"),
  sign("2004-03-08T14:40", "ashby", "7(c)", "form"),
  note(
    "2004-03-08T14:50",
    "wolin",
    "7(d)",
    false,
    "Paragraph (iv) left out the pricing agreement’s date. I am sending a corrected copy; they will have to sign again.",
  ),
  deliver("2004-03-08T15:05", "lindqvist", "7(c) 2", papers.reliance.draft, "draft", false),
  deliver("2004-03-08T15:20", "wolin", "7(d) 1", papers.generalOpinion.corrected, "executed"),
  note(
    "2004-03-08T15:40",
    "carbone",
    "7(h)",
    false,
    "Our desk reports on the four events at eight on Tuesday. Nobody confirms this one before then.",
  ),
];
