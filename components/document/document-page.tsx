"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Download } from "lucide-react";
import Link from "next/link";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { getJson } from "@/lib/client/api";
import { conditionKey } from "@/lib/client/keys";
import type { DocumentView } from "@/lib/contracts/documents";
import type { ConditionDetailView } from "@/lib/contracts/views";
import { sideLabels } from "@/lib/domain/role";
import { dayWords, momentWords } from "@/lib/domain/time-words";
import { sizeWords, stageLabels } from "./document-words";
import { PdfViewer } from "./pdf-viewer";
import { VersionMenu } from "./version-menu";
import { WordDocument } from "./word-text";

/** One version of a document, to be read where everything else about the closing is. */
export function DocumentPage({ view }: { view: DocumentView }) {
  const { head, title, condition, version, versions } = view;
  const offering = `/offerings/${head.offering.id}`;
  const file = `/api${offering}/versions/${version.id}/file`;
  return (
    <ClosingFrame head={head} current="checklist">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <Link
            href={`${offering}/closings/${head.id}?condition=${condition.id}`}
            className="link inline-flex items-center gap-1 text-sm"
          >
            <ArrowLeft aria-hidden className="size-3.5" />
            {condition.label}
          </Link>
          <h2 className="text-xl">{title}</h2>
          <Facts view={view} />
        </div>
        <div className="no-print flex flex-wrap gap-2">
          {versions.length > 1 && <VersionMenu offering={offering} versions={versions} current={version.id} />}
          <ButtonLink href={file} download>
            <Download aria-hidden className="size-4" />
            Download
          </ButtonLink>
        </div>
      </div>
      <NewerVersion view={view} />
      <Content view={view} file={file} />
    </ClosingFrame>
  );
}

function Facts({ view: { head, version } }: { view: DocumentView }) {
  const moment = (at: string) => momentWords(new Date(at), head.zone);
  const { compartment } = version;
  return (
    <>
      <p className="mt-1">
        Version {version.number}, {stageLabels[version.stage].toLowerCase()}
        {version.datedOn && <>, dated {dayWords(new Date(`${version.datedOn}T12:00:00Z`), "UTC")}</>}
        {version.inForce && <strong className="font-semibold">, in force</strong>}.{" "}
        <span className="text-muted">
          {version.sharedAt
            ? `Shared with all parties ${moment(version.sharedAt)}.`
            : compartment !== "shared" && `Private to ${sideLabels[compartment].toLowerCase()}.`}
        </span>
      </p>
      <details className="text-sm text-muted">
        <summary className="w-fit cursor-pointer">
          Delivered by {version.by}, {moment(version.at)}
        </summary>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3">
          <dt>File</dt>
          <dd>
            <bdi className="break-all">{version.fileName}</bdi>, {sizeWords(version.bytes)}
            {version.pages !== null && <>, {version.pages === 1 ? "1 page" : `${version.pages} pages`}</>}
          </dd>
          <dt>SHA-256</dt>
          <dd>
            <code className="text-xs break-all">{version.sha256}</code>
          </dd>
        </dl>
      </details>
    </>
  );
}

/** Says when another version came into force while this one was being read. */
function NewerVersion({ view: { head, condition, version } }: { view: DocumentView }) {
  const offering = `/offerings/${head.offering.id}`;
  const { data } = useQuery({
    queryKey: [...conditionKey(head.offering.id, condition.id), "reading"],
    queryFn: ({ signal }) => getJson<ConditionDetailView>(`/api${offering}/conditions/${condition.id}`, signal),
  });
  const own = data?.versions.find(({ id }) => id === version.id);
  const current = data?.versions.find(({ deliverableId, inForce }) => inForce && deliverableId === own?.deliverableId);
  if (!current || current.number <= version.number) return null;
  return (
    <Notice tone="warning" className="mb-3" title={`Version ${current.number} is in force now`}>
      This one, version {version.number}, was replaced.{" "}
      <Link href={`${offering}/versions/${current.id}`} className="link">
        Read version {current.number}
      </Link>
    </Notice>
  );
}

function Content({ view: { title, version, content }, file }: { view: DocumentView; file: string }) {
  switch (content.as) {
    case "pdf":
      return <PdfViewer url={`${file}?view=1`} name={title} />;
    case "picture":
      return (
        <div className="overflow-auto rounded-lg border bg-sunken p-4">
          {/* biome-ignore lint/performance/noImgElement: the optimiser is off, and a document is shown as it is. */}
          <img src={`${file}?view=1`} alt={`${title}, version ${version.number}`} className="mx-auto max-w-full" />
        </div>
      );
    case "text":
      return (
        <Reading cut={content.cut}>
          <pre className="font-mono text-sm break-words whitespace-pre-wrap">{content.text}</pre>
        </Reading>
      );
    case "word":
      return (
        <>
          <Notice className="mb-3">
            This is the text of a Word document. Layout, headers, footers, comments and tracked deletions are not shown;
            download it to see it as it is.
          </Notice>
          <Reading cut={content.cut}>
            <WordDocument nodes={content.nodes} />
          </Reading>
        </>
      );
    case "file":
      return content.why === "kind" ? (
        <Notice>A file of this kind is not shown here. Download it to open it.</Notice>
      ) : (
        <Notice tone="warning" title="This document cannot be shown here">
          Download it to read it.
        </Notice>
      );
  }
}

function Reading({ cut, children }: { cut: boolean; children: React.ReactNode }) {
  return (
    <div className="rounded-lg border bg-surface px-4 py-5 sm:px-8">
      {children}
      {cut && <Notice className="mt-4">It goes on from here. Download it to read the rest.</Notice>}
    </div>
  );
}
