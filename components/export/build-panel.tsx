import { useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { useSay } from "@/components/ui/toasts";
import { builtFile, useBeginBuild, useBuild, useStopBuild } from "@/lib/client/closing-set";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { ClosingSetView, SetBuildView, SetSealsView, TabEdit } from "@/lib/contracts/closing-set";
import { momentWords } from "@/lib/domain/time-words";

/** `unkept` are edits of the index that are not kept; null where there are none. */
type Props = { view: ClosingSetView; place: ClosingPlace; unkept: readonly TabEdit[] | null };

/** Builds the set, shows how far it is, and hands it out. */
export function BuildPanel({ view, place, unkept }: Props) {
  const say = useSay();
  const begin = useBeginBuild(place);
  // What is to be built once a reason is given; null while nothing is asked.
  const [asking, setAsking] = useState<{ supplementTo?: string } | null>(null);
  const key = useRef(crypto.randomUUID());
  const faults = view.preflight.filter(({ fault }) => fault).length;
  const build = (wish: { supplementTo?: string }, reason: string) =>
    begin.mutate(
      { ...wish, ...(unkept && { edits: unkept }), reason, key: key.current },
      {
        onSuccess: () => {
          key.current = crypto.randomUUID();
          setAsking(null);
        },
        onError: (error) => {
          key.current = crypto.randomUUID();
          say.refused("The set is not being built", error.message);
        },
      },
    );
  const start = (wish: { supplementTo?: string }) => (faults > 0 ? setAsking(wish) : build(wish, ""));
  return (
    <Panel title="The set">
      <p className="mb-3 text-muted">
        A bound volume (PDF) and the unbound set (ZIP) of everything that all parties share, as the record stands now.
        The same record gives the same bytes.
      </p>
      <Button look="primary" busy={begin.isPending} onClick={() => start({})}>
        Build the closing set
      </Button>
      {view.builds.length > 0 && (
        <ol aria-label="Sets built" className="mt-4 divide-y border-t">
          {view.builds.map((made) => (
            <BuildLine
              key={made.id}
              initial={made}
              place={place}
              zone={view.head.zone}
              onSupplement={() => start({ supplementTo: made.id })}
            />
          ))}
        </ol>
      )}
      {asking && (
        <ReasonDialog
          faults={faults}
          busy={begin.isPending}
          onBuild={(reason) => build(asking, reason)}
          onClose={() => setAsking(null)}
        />
      )}
    </Panel>
  );
}

function ReasonDialog({
  faults,
  busy,
  onBuild,
  onClose,
}: {
  faults: number;
  busy: boolean;
  onBuild: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = tried && reason.trim() === "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Build over open faults"
      description={`Preflight found ${faults === 1 ? "one thing" : `${faults} things`} to be put right first. The set will print them, and your reason.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== "") onBuild(reason.trim());
        }}
      >
        <TextAreaField
          label="Why it is built now"
          value={reason}
          maxLength={2000}
          error={missing ? "Say why the set is built over what preflight found." : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>Put things right first</Button>
          <Button type="submit" look="primary" busy={busy}>
            Build it all the same
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type LineProps = { initial: SetBuildView; place: ClosingPlace; zone: string; onSupplement: () => void };

function BuildLine({ initial, place, zone, onSupplement }: LineProps) {
  const build = useBuild(place, initial);
  const stop = useStopBuild(place);
  const isUnderWay = build.state === "waiting" || build.state === "building";
  const when = momentWords(new Date(build.at), zone);
  return (
    <li className="py-3" aria-label={`Set of ${when}`}>
      <p className="font-medium">{when}</p>
      <p className="text-sm text-muted">
        {build.supplementTo ? "A supplement, asked" : "Asked"} for by {build.by}. Log up to event {build.head.seq}.
      </p>
      {build.ownEdits && (
        <p className="text-sm text-muted">Built by an index that was not kept, on revision {build.indexRevision}.</p>
      )}
      {build.reason && <p className="text-sm text-muted">Built over open faults: {build.reason}</p>}
      {isUnderWay && (
        <>
          <Progress build={build} />
          <Button size="small" className="mt-2" busy={stop.isPending} onClick={() => stop.mutate(build.id)}>
            Call it off
          </Button>
        </>
      )}
      {build.state === "failed" && <p className="mt-1 text-failed">{build.failure}</p>}
      {build.result && (
        <Result build={build} result={build.result} place={place} zone={zone} onSupplement={onSupplement} />
      )}
    </li>
  );
}

function Progress({ build }: { build: SetBuildView }) {
  const { progress } = build;
  const share =
    !progress || progress.documents === 0
      ? 0
      : progress.phase === "volume"
        ? (0.7 * progress.documentsDone) / progress.documents
        : 0.7 + (0.3 * progress.bytesDone) / Math.max(1, progress.bytes);
  const words =
    build.state === "waiting"
      ? "Waiting for its turn."
      : !progress
        ? "Beginning."
        : progress.phase === "volume"
          ? `Binding document ${progress.documentsDone} of ${progress.documents}, ${progress.pages} pages so far.`
          : "Writing the ZIP.";
  const left = progress?.secondsLeft ? ` About ${progress.secondsLeft} s left.` : "";
  return (
    <div className="mt-2">
      <progress
        aria-label="Building"
        className="block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        max={1}
        value={share}
      />
      <p className="mt-1 text-sm" role="status">
        {words}
        {left}
      </p>
    </div>
  );
}

const size = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

type ResultProps = {
  build: SetBuildView;
  result: NonNullable<SetBuildView["result"]>;
  place: ClosingPlace;
  zone: string;
  onSupplement: () => void;
};

function Result({ build, result, place, zone, onSupplement }: ResultProps) {
  return (
    <>
      {!build.kept && <p className="mt-1 text-sm text-muted">Its files are no longer kept; its record stays.</p>}
      {build.kept && <Files build={build} result={result} place={place} onSupplement={onSupplement} />}
      {result.faults.length > 0 && (
        <ul className="mt-2 text-sm text-lapsed">
          {result.faults.map(({ tab, title, message }) => (
            <li key={`${tab} ${title}`}>
              Tab {tab}, {title}: {message}
            </li>
          ))}
        </ul>
      )}
      <Seals seals={result.seals} zone={zone} />
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-muted">{result.pages} pages; digests</summary>
        <dl className="mt-1 grid gap-1 break-all">
          <Digest of="Head of the log" text={build.head.hash} />
          <Digest of="What it was made from" text={build.snapshotSha256} />
          <Digest of="Manifest" text={result.manifestSha256} />
          <Digest of="Bound volume" text={result.pdf.sha256} />
          <Digest of="Unbound set" text={result.zip.sha256} />
        </dl>
      </details>
    </>
  );
}

function Files({ build, result, place, onSupplement }: Omit<ResultProps, "zone">) {
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <ButtonLink download size="small" look="primary" href={builtFile(place, build.id, "pdf")}>
        Bound volume (PDF, {size(result.pdf.bytes)})
      </ButtonLink>
      <ButtonLink download size="small" href={builtFile(place, build.id, "zip")}>
        Unbound set (ZIP, {size(result.zip.bytes)})
      </ButtonLink>
      <a
        className="self-center text-sm text-accent hover:underline"
        href={`${builtFile(place, build.id, "pdf")}?view=1`}
        target="_blank"
        rel="noreferrer"
      >
        Read the volume
      </a>
      <Button size="small" look="quiet" onClick={onSupplement}>
        Build a supplement to it
      </Button>
    </div>
  );
}

/** Who stamped the set's time and who signed it, where this site has that done. */
function Seals({ seals: { timeStamp, signature, notes }, zone }: { seals: SetSealsView; zone: string }) {
  const when = (at: string) => momentWords(new Date(at), zone);
  if (!timeStamp && !signature && notes.length === 0) return null;
  return (
    <div className="mt-2 text-sm text-muted">
      {timeStamp && (
        <p>
          Time stamp: {when(timeStamp.at)}, {timeStamp.by}.
        </p>
      )}
      {signature && (
        <p>
          Volume signed by {signature.by}, {when(signature.at)}
          {signature.timeStamp && `; time stamp: ${when(signature.timeStamp.at)}, ${signature.timeStamp.by}`}.
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="text-lapsed">
          {note}
        </p>
      ))}
    </div>
  );
}

const Digest = ({ of, text }: { of: string; text: string }) => (
  <div>
    <dt className="text-muted">{of}</dt>
    <dd className="font-mono text-xs">{text}</dd>
  </div>
);
