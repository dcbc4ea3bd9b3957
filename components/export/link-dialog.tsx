import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useMakeLink } from "@/lib/client/distribution";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { DistributionSet, DistributionView } from "@/lib/contracts/distribution";
import { linkDays, type MadeLink, passphraseLength } from "@/lib/contracts/set-links";
import { recipientKey, recipientName } from "./recipient-words";

type Props = {
  buildId: string;
  set: DistributionSet;
  view: DistributionView;
  place: ClosingPlace;
  onClose: () => void;
};

const elsewhere = "else";
const dayChoices = [1, 3, 7, linkDays.usual, 30, 60, linkDays.most];

/** Makes a link to a finished build for one of those whom the set is for, and shows it this once. */
export function LinkDialog({ buildId, set, view, place, onClose }: Props) {
  const make = useMakeLink(place);
  const [who, setWho] = useState(set.recipients[0] ? recipientKey(set.recipients[0]) : elsewhere);
  const chosen = set.recipients.find((recipient) => recipientKey(recipient) === who);
  const [other, setOther] = useState("");
  const [address, setAddress] = useState("");
  const [days, setDays] = useState(String(linkDays.usual));
  const [most, setMost] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [mail, setMail] = useState(view.mails);
  const [tried, setTried] = useState(false);
  const name = !chosen ? other.trim() : chosen.kind === "outside" ? chosen.name : recipientName(chosen, view);
  const email = chosen?.kind === "outside" ? chosen.email : address.trim() || null;
  const tooShort = passphrase !== "" && passphrase.length < passphraseLength.min;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name === "" || tooShort) return;
    make.mutate({
      buildId,
      name: name.slice(0, 120),
      email,
      days: Number(days),
      maxDownloads: most === "" ? null : Number(most),
      passphrase: passphrase || null,
      mail: mail && email !== null,
    });
  };
  if (make.data) return <Made made={make.data} hasPassphrase={passphrase !== ""} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`A link to ${set.name}`}
      description="Whoever has the link can fetch this build, without an account, until it ends or you revoke it. Each download is recorded."
    >
      <form onSubmit={submit} className="grid gap-4">
        {make.error && <Notice tone="error">{make.error.message}</Notice>}
        <SelectField
          label="For"
          value={who}
          options={[
            ...set.recipients.map((one) => ({ value: recipientKey(one), label: recipientName(one, view) })),
            { value: elsewhere, label: "Somebody else" },
          ]}
          onChange={(event) => setWho(event.target.value)}
        />
        {!chosen && (
          <TextField
            label="Their name"
            value={other}
            maxLength={120}
            error={tried && name === "" ? "Say whom the link is for." : undefined}
            onChange={(event) => setOther(event.target.value)}
          />
        )}
        {chosen?.kind !== "outside" && (
          <TextField
            label="E-mail, if it is to be on record"
            type="email"
            value={address}
            maxLength={254}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
        <SelectField
          label="Good for"
          value={days}
          options={dayChoices.map((count) => ({
            value: String(count),
            label: count === 1 ? "1 day" : `${count} days`,
          }))}
          onChange={(event) => setDays(event.target.value)}
        />
        <TextField
          label="Downloads at most"
          hint="Empty: as many as are wanted. One that broke off and goes on counts once."
          type="number"
          min={1}
          max={1000}
          value={most}
          onChange={(event) => setMost(event.target.value)}
        />
        <TextField
          label="Passphrase"
          hint="Empty: the link alone opens it. Tell it to them another way than the link."
          autoComplete="off"
          value={passphrase}
          maxLength={passphraseLength.max}
          error={tooShort ? `At least ${passphraseLength.min} characters.` : undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        {view.mails && (
          <CheckField
            label="Mail them the link"
            hint={
              email === null ? "Give an e-mail address first." : "The mail has the name of the offering and the link."
            }
            checked={mail && email !== null}
            disabled={email === null}
            onChange={(event) => setMail(event.target.checked)}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>Make none</Button>
          <Button type="submit" look="primary" busy={make.isPending}>
            Make the link
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Made({ made, hasPassphrase, onClose }: { made: MadeLink; hasPassphrase: boolean; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="The link is made">
      {made.link === null ? (
        <Notice tone="warning" title="It was lost on its way here.">
          A link is told once and never again. Revoke this one and make another.
        </Notice>
      ) : (
        <>
          <p className="mb-3">
            {made.mailed ? "A mail with it is on its way. " : ""}It is shown this once: copy it now.
            {hasPassphrase ? " Tell them the passphrase another way." : ""}
          </p>
          <CopyField label="Link" text={made.link} />
        </>
      )}
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
