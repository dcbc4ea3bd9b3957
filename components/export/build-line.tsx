import Link from "next/link";
import type { ReactNode } from "react";
import { sizeWords } from "@/components/document/document-words";
import { Button, ButtonLink } from "@/components/ui/button";
import { builtFile, useBuild, useStopBuild, volumePage } from "@/lib/client/closing-set";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { SetBuildView, SetSealsView } from "@/lib/contracts/closing-set";
import { momentWords } from "@/lib/domain/time-words";

type LineProps = {
  initial: SetBuildView;
  place: ClosingPlace;
  zone: string;
  onSupplement: () => void;
  /** What more can be done with a finished set whose files are there. */
  more?: ReactNode;
};

/** One build: what it is of, how far it is, and its files. */
export function BuildLine({ initial, place, zone, onSupplement, more }: LineProps) {
  const build = useBuild(place, initial);
  const stop = useStopBuild(place);
  const isUnderWay = build.state === "waiting" || build.state === "building";
  const when = momentWords(new Date(build.at), zone);
  return (
    <li className="py-3" aria-label={`Set of ${when}`}>
      <p className="font-medium">
        {when}
        {build.set && <span className="font-normal"> · {build.set.name}</span>}
      </p>
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
        <Result build={build} result={build.result} place={place} zone={zone} onSupplement={onSupplement} more={more} />
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

type ResultProps = {
  build: SetBuildView;
  result: NonNullable<SetBuildView["result"]>;
  place: ClosingPlace;
  zone: string;
  onSupplement: () => void;
  more: ReactNode;
};

function Result({ build, result, place, zone, onSupplement, more }: ResultProps) {
  return (
    <>
      {!build.kept && <p className="mt-1 text-sm text-muted">Its files are no longer kept; its record stays.</p>}
      {build.kept && <Files build={build} result={result} place={place} onSupplement={onSupplement} more={more} />}
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

function Files({ build, result, place, onSupplement, more }: Omit<ResultProps, "zone">) {
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <ButtonLink download size="small" look="primary" href={builtFile(place, build.id, "pdf")}>
        Bound volume (PDF, {sizeWords(result.pdf.bytes)})
      </ButtonLink>
      <ButtonLink download size="small" href={builtFile(place, build.id, "zip")}>
        Unbound set (ZIP, {sizeWords(result.zip.bytes)})
      </ButtonLink>
      <Link className="link self-center text-sm" href={volumePage(place, build.id)} prefetch={false}>
        Read the volume
      </Link>
      <Button size="small" look="quiet" onClick={onSupplement}>
        Build a supplement to it
      </Button>
      {more}
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
