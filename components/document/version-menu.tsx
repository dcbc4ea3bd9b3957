"use client";

import { useRouter } from "next/navigation";
import { inputClass } from "@/components/ui/field";
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
    <div className="w-72 max-w-full">
      <select
        aria-label="Version"
        className={inputClass}
        value={current}
        onChange={(event) => router.push(`${offering}/versions/${event.target.value}`)}
      >
        {versions.map(({ id, number, stage, inForce, sharedAt }) => (
          <option key={id} value={id}>
            {`Version ${number}, ${stageLabels[stage].toLowerCase()}${inForce ? ", in force" : ""}${sharedAt ? "" : ", private"}`}
          </option>
        ))}
      </select>
    </div>
  );
}
