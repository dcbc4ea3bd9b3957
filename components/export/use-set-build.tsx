import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/field";
import { useSay } from "@/components/ui/toasts";
import { problemOf } from "@/lib/client/api";
import { type BuildWish, useBeginBuild } from "@/lib/client/closing-set";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";

type Wish = Omit<BuildWish, "reason">;

/**
 * Begins builds, and asks for a reason where preflight found what is to be put right first: `start` begins one, `dialog`
 * is to be shown beside whatever starts it.
 */
export function useSetBuild(place: ClosingPlace) {
  const say = useSay();
  const begin = useBeginBuild(place);
  // What is to be built once a reason is given; null while nothing is asked.
  const [asking, setAsking] = useState<Wish | null>(null);
  const key = useRef(crypto.randomUUID());
  const build = (wish: Wish, reason: string) =>
    begin.mutate(
      { ...wish, reason, key: key.current },
      {
        onSuccess: () => setAsking(null),
        onError: (error) => {
          if (problemOf(error).code === "text-required") setAsking(wish);
          else say.refused("The set is not being built", error.message);
        },
        onSettled: () => {
          key.current = crypto.randomUUID();
        },
      },
    );
  const dialog = asking && (
    <ReasonDialog busy={begin.isPending} onBuild={(reason) => build(asking, reason)} onClose={() => setAsking(null)} />
  );
  return { start: (wish: Wish) => build(wish, ""), busy: begin.isPending, dialog };
}

function ReasonDialog({
  busy,
  onBuild,
  onClose,
}: {
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
      description="Preflight found things to be put right first. The set will print them, and your reason."
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
