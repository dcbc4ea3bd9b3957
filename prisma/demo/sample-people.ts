import type { PartyRole } from "../../lib/domain/role";

export type DemoPerson = {
  name: string;
  email: string;
  title: string;
  authority?: true;
  coordinator?: true;
  administrator?: true;
};

export type DemoParty = { name: string; role: PartyRole; people: readonly DemoPerson[] };

/** Where a person of the demonstration signs in: nobody can get mail there. */
export const at = (name: string) => `${name}@section-seven.example`;

/** Looks after the installation and belongs to no offering. */
export const administrator: DemoPerson = {
  name: "Alma Reyes",
  email: at("reyes"),
  title: "Administrator",
  administrator: true,
};

/**
 * The parties of the sample closing. The two firms that lead it, its counsel, accountants, signatories and trustee are the
 * agreement's own; everyone else is invented.
 */
export const sampleParties: readonly DemoParty[] = [
  {
    name: "Banc of America Securities LLC",
    role: "representative",
    people: [
      { name: "Peter J. Carbone", email: at("carbone"), title: "Vice President", authority: true },
      { name: "Priya Raman", email: at("raman"), title: "Analyst" },
    ],
  },
  {
    name: "Banc One Capital Markets, Inc.",
    role: "representative",
    people: [{ name: "Robert Nordlinger", email: at("nordlinger"), title: "Managing Director", authority: true }],
  },
  {
    name: "BB&T Capital Markets",
    role: "underwriter",
    people: [{ name: "Grace Tolliver", email: at("tolliver"), title: "Director", authority: true }],
  },
  {
    name: "Davis Polk & Wardwell",
    role: "underwriters_counsel",
    people: [
      { name: "Nora Whitfield", email: at("whitfield"), title: "Associate", coordinator: true },
      { name: "Daniel Ashby", email: at("ashby"), title: "Partner", authority: true },
      { name: "Toby Lang", email: at("lang"), title: "Paralegal" },
    ],
  },
  {
    name: "The Hartford Financial Services Group, Inc.",
    role: "issuer",
    people: [
      {
        name: "John N. Giamalis",
        email: at("giamalis"),
        title: "Senior Vice President and Treasurer",
        authority: true,
      },
    ],
  },
  {
    name: "Debevoise & Plimpton LLP",
    role: "issuer_counsel",
    people: [{ name: "Marta Lindqvist", email: at("lindqvist"), title: "Associate", authority: true }],
  },
  {
    name: "Neal S. Wolin, Esq.",
    role: "issuer_general_counsel",
    people: [{ name: "Neal S. Wolin", email: at("wolin"), title: "General Counsel", authority: true }],
  },
  {
    name: "Deloitte and Touche LLP",
    role: "accountants",
    people: [{ name: "Owen Brandt", email: at("brandt"), title: "Audit partner", authority: true }],
  },
  {
    name: "JP Morgan Chase",
    role: "trustee",
    people: [{ name: "Helen Okafor", email: at("okafor"), title: "Trust officer", authority: true }],
  },
  {
    name: "Ferrand & Boyle LLP",
    role: "trustee_counsel",
    people: [{ name: "Luis Ferrand", email: at("ferrand"), title: "Partner", authority: true }],
  },
  {
    name: "Observers",
    role: "observer",
    people: [{ name: "Sam Iverson", email: at("iverson"), title: "Observer" }],
  },
];
