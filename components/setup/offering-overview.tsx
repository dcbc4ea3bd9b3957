"use client";

import { ListChecks, Plus, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { StagePill } from "@/components/ui/status-pill";
import { useSetup } from "@/lib/client/setup";
import type { SetupView } from "@/lib/contracts/offering";
import type { ClosingHead } from "@/lib/contracts/views";
import { roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import { AddClosing } from "./add-closing";
import { EditDialog } from "./edit-dialog";
import { Facts } from "./facts";
import { AgreementPanel, EditButton, PricingPanel } from "./terms-panels";

/** One offering: its Times of Delivery, what was agreed, and who is in it. */
export function OfferingOverview({ head, initial }: { head: ClosingHead; initial: SetupView }) {
  const { data: setup } = useSetup(initial);
  const [adding, setAdding] = useState(false);
  const offeringId = setup.offering.id;
  return (
    <ClosingFrame head={head} current="overview">
      <div className="columns-1 gap-5 *:mb-5 *:break-inside-avoid lg:columns-2 2xl:columns-3">
        <Panel
          title="Times of Delivery"
          actions={
            setup.may.editTerms && (
              <Button size="small" onClick={() => setAdding(true)}>
                <Plus aria-hidden className="size-4" /> Add one
              </Button>
            )
          }
        >
          <ol className="-my-2 divide-y">
            {setup.closings.map((closing) => (
              <ClosingLine key={closing.id} setup={setup} closing={closing} />
            ))}
          </ol>
        </Panel>
        <NamePanel setup={setup} />
        {setup.pricings.map((pricing) => (
          <PricingPanel key={pricing.id} offeringId={offeringId} value={pricing} mayEdit={setup.may.editTerms} />
        ))}
        {setup.agreements.map((agreement) => (
          <AgreementPanel key={agreement.id} offeringId={offeringId} value={agreement} mayEdit={setup.may.editTerms} />
        ))}
        <PartiesPanel setup={setup} />
      </div>
      {adding && <AddClosing setup={setup} onClose={() => setAdding(false)} />}
    </ClosingFrame>
  );
}

const delivered = { firm: "The firm securities", option: "Under the option", both: "Firm and option securities" };

function ClosingLine({ setup, closing }: { setup: SetupView; closing: SetupView["closings"][number] }) {
  const [editing, setEditing] = useState<typeof closing | null>(null);
  const { id, label, zone, timeOfDelivery, location, stage, settled, total, terms } = closing;
  const here = `/offerings/${setup.offering.id}/closings/${id}`;
  const over = stage === "closed" || stage === "terminated";
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-base">
          <Link href={here} className="link">
            {label}
          </Link>
        </h3>
        <StagePill stage={stage} />
      </div>
      <p className="mt-0.5">{momentWords(new Date(timeOfDelivery), zone)}</p>
      <p className="text-sm text-muted">
        {[delivered[terms.delivers], location].filter(Boolean).join(" · ")}
        {total > 0 && ` · ${settled} of ${total} conditions settled`}
      </p>
      {total === 0 && (
        <Notice tone="warning" className="mt-2">
          Nothing is on its list yet. A Time of Delivery without conditions cannot close.
        </Notice>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <ButtonLink size="small" href={here}>
          <ListChecks aria-hidden className="size-4" /> Checklist
        </ButtonLink>
        <ButtonLink size="small" href={`${here}/status`}>
          Status
        </ButtonLink>
        {setup.may.editList && !over && (
          <ButtonLink size="small" href={`${here}/edit`}>
            Edit the list
          </ButtonLink>
        )}
        {setup.may.editTerms && !over && <EditButton what={label} onClick={() => setEditing(closing)} />}
      </div>
      {editing && (
        <EditDialog
          title={`Change ${editing.label}`}
          offeringId={setup.offering.id}
          initial={{ label: editing.label, location: editing.location }}
          revision={editing.revision}
          newest={closing.revision}
          request={(form, revision) => ({ edit: "closing", closingId: id, revision, ...form, terms: editing.terms })}
          fields={(form, set, errors) => (
            <div className="space-y-3">
              <TextField
                label="Name"
                name="label"
                value={form.label}
                error={errors.get("label")}
                onChange={(event) => set({ ...form, label: event.target.value })}
              />
              <TextField
                label="Place"
                name="location"
                value={form.location}
                error={errors.get("location")}
                onChange={(event) => set({ ...form, location: event.target.value })}
              />
              <p className="text-sm text-muted">
                Its moment is not edited here: the Representatives postpone it on the status page, with its ground.
              </p>
            </div>
          )}
          onClose={() => setEditing(null)}
        />
      )}
    </li>
  );
}

function NamePanel({ setup }: { setup: SetupView }) {
  const { offering, may } = setup;
  const [editing, setEditing] = useState<typeof offering | null>(null);
  return (
    <Panel
      title="The offering"
      actions={may.editTerms && <EditButton what="the name of the offering" onClick={() => setEditing(offering)} />}
    >
      <Facts
        facts={[
          { name: "Name", value: offering.name },
          { name: "Issuer", value: offering.issuer },
          {
            name: "Run as",
            value: offering.rehearsal ? "A rehearsal, under a clock of its own" : "The closing itself",
          },
        ]}
      />
      {editing && (
        <EditDialog
          title="Change the name of the offering"
          offeringId={offering.id}
          initial={{ name: editing.name, issuer: editing.issuer }}
          revision={editing.revision}
          newest={offering.revision}
          request={(form, revision) => ({ edit: "offering", revision, ...form })}
          fields={(form, set, errors) => (
            <div className="space-y-3">
              <TextField
                label="Name"
                name="name"
                value={form.name}
                error={errors.get("name")}
                onChange={(event) => set({ ...form, name: event.target.value })}
              />
              <TextField
                label="Issuer"
                name="issuer"
                value={form.issuer}
                error={errors.get("issuer")}
                onChange={(event) => set({ ...form, issuer: event.target.value })}
              />
            </div>
          )}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

function PartiesPanel({ setup }: { setup: SetupView }) {
  const lacking = (["representative", "issuer"] as const).filter(
    (role) => !setup.parties.some((party) => party.role === role),
  );
  return (
    <Panel
      title="Parties"
      actions={
        <ButtonLink size="small" href={`/offerings/${setup.offering.id}/people`}>
          <Users aria-hidden className="size-4" /> People and invitations
        </ButtonLink>
      }
    >
      <ul className="-my-1.5 divide-y">
        {setup.parties.map(({ id, name, role, people }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.5">
            <span className="min-w-0 break-words">{name}</span>
            <span className="text-sm text-muted">
              {roleLabels[role]} · {people === 0 ? "nobody yet" : people === 1 ? "1 person" : `${people} people`}
            </span>
          </li>
        ))}
      </ul>
      {lacking.map((role) => (
        <Notice key={role} tone="warning" className="mt-3">
          {role === "representative"
            ? "No party is a Representative yet: until one is, nobody can decide, waive or close."
            : "No party is the issuer yet: until one is, nobody can furnish what the issuer owes."}
        </Notice>
      ))}
    </Panel>
  );
}
