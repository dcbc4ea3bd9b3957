import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";

/** What was before and what is now, word by word: struck out and underlined, and so told without colour. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  return (
    <p className="text-sm leading-relaxed break-words whitespace-pre-wrap">
      {parts.map(({ value, added, removed }, place) => {
        const key = `${place} ${value.slice(0, 12)}`;
        if (added) {
          return (
            <ins key={key} className="bg-settled-soft text-settled underline">
              {value}
            </ins>
          );
        }
        if (removed) {
          return (
            <del key={key} className="bg-failed-soft text-failed line-through">
              {value}
            </del>
          );
        }
        return <span key={key}>{value}</span>;
      })}
    </p>
  );
}
