import { at, type DemoParty, type DemoPerson } from "./sample-people";

const person = (name: string, address: string, title: string, more: Partial<DemoPerson> = {}): DemoPerson => ({
  name,
  email: at(address),
  title,
  ...more,
});
const bound = { authority: true } as const;

/** Firms that take part in several offerings; all but the two of the sample closing are invented. */
const firms = {
  banc: {
    name: "Banc of America Securities LLC",
    role: "representative",
    people: [person("Peter J. Carbone", "carbone", "Vice President", bound), person("Priya Raman", "raman", "Analyst")],
  },
  fairmount: {
    name: "Fairmount Securities LLC",
    role: "representative",
    people: [person("Dana Whitlock", "whitlock", "Managing Director", bound)],
  },
  davisPolk: {
    name: "Davis Polk & Wardwell",
    role: "underwriters_counsel",
    people: [
      person("Nora Whitfield", "whitfield", "Associate", { coordinator: true }),
      person("Daniel Ashby", "ashby", "Partner", bound),
    ],
  },
  halloran: {
    name: "Halloran Pryce LLP",
    role: "issuer_counsel",
    people: [person("Ines Moreau", "moreau", "Associate", bound)],
  },
  vance: {
    name: "Vance & Okonkwo LLP",
    role: "issuer_counsel",
    people: [person("Felix Okonkwo", "okonkwo", "Partner", bound)],
  },
  brightwater: {
    name: "Brightwater & Co. LLP",
    role: "accountants",
    people: [person("Keiko Tan", "tan", "Audit partner", bound)],
  },
  granite: {
    name: "Granite Trust Company",
    role: "trustee",
    people: [person("Paul Egan", "egan", "Vice President", bound)],
  },
} as const satisfies Record<string, DemoParty>;

export type Firm = keyof typeof firms;

export const firm = (key: Firm): DemoParty => firms[key];

/** The company that issues, with the officer who acts for it. */
export const issuer = (name: string, officer: string, address: string, title: string): DemoParty => ({
  name,
  role: "issuer",
  people: [person(officer, address, title, bound)],
});
