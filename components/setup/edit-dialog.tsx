"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useSay } from "@/components/ui/toasts";
import { problemOf } from "@/lib/client/api";
import { type FieldErrors, fieldErrors, useEditTerms } from "@/lib/client/setup";
import type { EditTermsRequest } from "@/lib/contracts/offering";
import { problemSentence } from "@/lib/contracts/problem-words";
import { ErrorSummary } from "./error-summary";

/**
 * A form for one change to what was agreed. It holds what was on screen when it was opened; where somebody else changed the
 * same thing meanwhile that is said, and only a second, plain wish puts this over theirs.
 */
export function EditDialog<F>({
  title,
  offeringId,
  initial,
  revision,
  newest,
  request,
  fields,
  onClose,
}: {
  title: string;
  offeringId: string;
  initial: F;
  /** The state that the form began from, and the newest that is known. */
  revision: string;
  newest: string;
  request: (form: F, revision: string) => EditTermsRequest;
  fields: (form: F, set: (form: F) => void, errors: FieldErrors) => ReactNode;
  onClose: () => void;
}) {
  const say = useSay();
  const edit = useEditTerms(offeringId);
  const [form, setForm] = useState(initial);
  const errors = fieldErrors(edit.error);
  const problem = edit.error ? problemOf(edit.error) : null;
  const overtaken = problem?.code === "changed-meanwhile";

  const save = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate(request(form, overtaken ? newest : revision), {
      onSuccess: ({ warnings }) => {
        say.done("Saved", warnings.map(({ message }) => message).join(" ") || undefined);
        onClose();
      },
    });
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} wide>
      <form onSubmit={save} noValidate>
        <ErrorSummary errors={errors} general={problem && errors.size === 0 ? problemSentence(problem) : null} />
        {fields(form, setForm, errors)}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={edit.isPending}>
            {overtaken ? "Save mine over theirs" : "Save"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
