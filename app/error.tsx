"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="content" className="mx-auto max-w-3xl px-4 py-16">
      <EmptyState
        title="This page could not be shown"
        text="Nothing that was recorded is lost. Try again; if it happens again, tell whoever runs this site, with the time."
        level={1}
      >
        <Button onClick={reset}>Try again</Button>
      </EmptyState>
    </main>
  );
}
