"use client";

import { type FormEvent, type ReactNode, useRef } from "react";
import { fieldErrors, useFocusOnError } from "@/components/people/field-errors";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useDefaultAct } from "@/lib/client/clocks-and-money";
import type { DefaultRequest } from "@/lib/contracts/default";
import type { ClosingHead } from "@/lib/contracts/views";

/** One entry about a default: what it records, its fields, and the button that records it. */
export function RecordDialog<F extends string>({
  head,
  title,
  description,
  button,
  done,
  fields,
  wish,
  children,
  onClose,
}: {
  head: ClosingHead;
  title: string;
  description: string;
  button: string;
  done: string;
  /** The fields that the server may find wrong. */
  fields: readonly F[];
  wish: () => DefaultRequest;
  children: (errors: Partial<Record<F, string>>) => ReactNode;
  onClose: () => void;
}) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const record = useDefaultAct(head);
  const errors = fieldErrors(record.error, fields);
  useFocusOnError(form, record.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    record.mutate(
      { wish: wish(), key: crypto.randomUUID() },
      {
        onSuccess: () => {
          say.done(done);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !record.isPending && onClose()}
      title={title}
      description={description}
    >
      <form ref={form} onSubmit={submit} noValidate className="space-y-4">
        {children(errors.at)}
        {errors.general && (
          <Notice tone="error" title="Refused, and nothing was recorded">
            {errors.general}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={record.isPending}>
            {button}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
