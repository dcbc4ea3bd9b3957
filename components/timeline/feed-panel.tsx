"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { useSay } from "@/components/ui/toasts";
import { useFeedAct } from "@/lib/client/clocks-and-money";
import type { FeedRequest, TimelineView } from "@/lib/contracts/timeline";
import { momentWords } from "@/lib/domain/time-words";
import type { Whose } from "@/lib/domain/whose";

/** A calendar link of one’s own to the clocks on screen, which can be revoked. */
export function FeedPanel({ view, whose }: { view: TimelineView; whose: Whose }) {
  const { head, feed } = view;
  const say = useSay();
  const change = useFeedAct(head);
  const [address, setAddress] = useState<string | null>(null);

  const send = (wish: FeedRequest, done: string) =>
    change.mutate(
      { wish, key: crypto.randomUUID() },
      {
        onSuccess: ({ path }) => {
          setAddress(path && new URL(path, window.location.origin).href);
          say.done(done);
        },
        onError: (error) => say.refused("Refused, and nothing was changed", error.message),
      },
    );
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    say.done("Copied.");
  };

  return (
    <Panel title="In your calendar">
      <p className="text-muted">
        A link of your own, by which your calendar program follows the clocks that are shown here. Whoever has the link
        sees them, so keep it to yourself; you can revoke it.
      </p>
      {feed.since && <p className="mt-2">Your link was made on {momentWords(new Date(feed.since), head.zone)}.</p>}
      {address && (
        <div className="mt-3 space-y-2">
          <TextField
            label="Your calendar link"
            hint="It is shown this once."
            readOnly
            value={address}
            onFocus={(event) => event.target.select()}
          />
          <Button onClick={() => copy(address)}>Copy the link</Button>
        </div>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          busy={change.isPending}
          onClick={() => send({ act: "make", closingId: head.id, whose }, "Your calendar link is made.")}
        >
          {feed.since ? "Make a new link" : "Make a calendar link"}
        </Button>
        {feed.since && (
          <Button
            look="danger"
            busy={change.isPending}
            onClick={() => send({ act: "revoke", closingId: head.id }, "The calendar link is revoked.")}
          >
            Revoke the link
          </Button>
        )}
      </div>
    </Panel>
  );
}
