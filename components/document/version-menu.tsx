"use client";

import { useRouter } from "next/navigation";
import { SelectField } from "@/components/ui/field";
import type { DocumentView } from "@/lib/contracts/documents";
import { stageLabels } from "./document-words";

/** The other versions of the same document that this viewer may read. */
export function VersionMenu({
  offering,
  versions,
  current,
}: {
  offering: string;
  versions: DocumentView["versions"];
  current: string;
}) {
  const router = useRouter();
  return (
    <SelectField
      label={<span className="sr-only">Version</span>}
      value={current}
      onChange={(event) => router.push(`${offering}/versions/${event.target.value}`)}
      options={versions.map(({ id, number, stage, inForce, sharedAt }) => ({
        value: id,
        label: `Version ${number}, ${stageLabels[stage].toLowerCase()}${inForce ? ", in force" : ""}${sharedAt ? "" : ", private"}`,
      }))}
    />
  );
}
