import { FileText, Lock, Share2, Upload } from "lucide-react";
import Link from "next/link";
import { sizeWords, stageLabels } from "@/components/document/document-words";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { ConditionDetailView, ConditionView, DeliverableView } from "@/lib/contracts/views";
import { sideLabels } from "@/lib/domain/role";
import { dayWords, momentWords } from "@/lib/domain/time-words";
import { useClosing, useDesk } from "./desk";
import { documentStateWords } from "./words";

type Versions = ConditionDetailView["versions"];

/** The documents that a condition calls for, each with all versions that this viewer may see. */
export function DocumentList({ condition, versions }: { condition: ConditionView; versions: Versions }) {
  if (condition.deliverables.length === 0) {
    return <p className="text-muted">It calls for no document: it is confirmed by the sign-offs below.</p>;
  }
  return (
    <ul className="space-y-3">
      {condition.deliverables.map((deliverable) => (
        <li key={deliverable.id} className="rounded-md border">
          <DocumentHead condition={condition} deliverable={deliverable} />
          <VersionList
            condition={condition}
            deliverable={deliverable}
            versions={versions.filter(({ deliverableId }) => deliverableId === deliverable.id)}
          />
        </li>
      ))}
    </ul>
  );
}

const datedWords = { "time-of-delivery": "the Time of Delivery", "pricing-date": "the pricing date" } as const;

function DocumentHead({ condition, deliverable }: { condition: ConditionView; deliverable: DeliverableView }) {
  const { ask } = useDesk();
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
      <div>
        <h4 className="font-sans font-medium">{deliverable.title}</h4>
        <p className="text-sm text-muted">
          {documentStateWords[deliverable.state]}
          {deliverable.dated && `; to be dated ${datedWords[deliverable.dated]}`}
        </p>
      </div>
      {condition.may.deliver && (
        <Button size="small" onClick={() => ask({ do: "deliver", id: condition.id, deliverableId: deliverable.id })}>
          <Upload aria-hidden className="size-4" />
          Deliver
          <span className="sr-only"> {deliverable.title}</span>
        </Button>
      )}
    </div>
  );
}

function VersionList({
  condition,
  deliverable,
  versions,
}: {
  condition: ConditionView;
  deliverable: DeliverableView;
  versions: Versions;
}) {
  const { view, zone, place } = useClosing();
  const { ask } = useDesk();
  if (versions.length === 0) return <p className="border-t px-3 py-2 text-sm text-muted">No version yet.</p>;
  return (
    <ol className="divide-y border-t text-sm" aria-label={`Versions of ${deliverable.title}`} reversed>
      {versions.map((version) => {
        const { id, number, fileName, stage, by, at, datedOn, sharedAt, compartment, inForce, mayShare, bytes } =
          version;
        const otherDate =
          inForce && deliverable.dated === "time-of-delivery" && datedOn !== null && datedOn !== view.head.localDate;
        return (
          <li
            key={id}
            className={classNames(
              "flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2",
              inForce && (stage === "executed" ? "bg-settled-soft" : "bg-progress-soft"),
            )}
          >
            <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <p className="wrap-anywhere">
                <Link href={`/offerings/${place.offeringId}/versions/${id}`} prefetch={false} className="link">
                  {fileName}
                </Link>{" "}
                <span className="text-muted">
                  version {number}, {stageLabels[stage].toLowerCase()}, {sizeWords(bytes)}
                </span>
              </p>
              <p className="text-muted">
                {by}, {momentWords(new Date(at), zone)}
                {datedOn && `; dated ${dateWords(datedOn)}`}
              </p>
              {otherDate && (
                <p className="text-lapsed">
                  Its date is not that of the Time of Delivery, {dateWords(view.head.localDate)}, which the condition
                  calls for.
                </p>
              )}
              {!sharedAt && compartment !== "shared" && (
                <p className="flex items-center gap-1 font-medium text-lapsed">
                  <Lock aria-hidden className="size-3.5" />
                  Private to {sideLabels[compartment].toLowerCase()}
                </p>
              )}
            </div>
            {inForce && (
              <span className={classNames("font-medium", stage === "executed" ? "text-settled" : "text-progress")}>
                In force
              </span>
            )}
            {mayShare && (
              <Button
                size="small"
                onClick={() =>
                  ask({ do: "share", id: condition.id, deliverableId: deliverable.id, versionId: id, number })
                }
              >
                <Share2 aria-hidden className="size-4" />
                Share
                <span className="sr-only">
                  {" "}
                  version {number} of {deliverable.title}
                </span>
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A date without a time, which is the same day in every zone. */
const dateWords = (date: string) => dayWords(new Date(`${date}T12:00:00Z`), "UTC");
