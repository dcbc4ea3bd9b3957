"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button";
import { Field, inputClass } from "./field";

/** A text to be handed on, with a button that copies it. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  // Where the browser gives no clipboard (an unencrypted address), the text is marked, ready for Ctrl C.
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };

  return (
    <>
      <Field
        label={label}
        control={(tie) => (
          <div className="flex gap-2">
            <input
              {...tie}
              ref={input}
              readOnly
              value={text}
              onFocus={(event) => event.target.select()}
              className={inputClass}
            />
            <Button onClick={copy} autoFocus>
              {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
              {copied ? "Copied" : "Copy"}
            </Button>
          </div>
        )}
      />
      <p role="status" className="sr-only">
        {copied ? `${label}: copied.` : ""}
      </p>
    </>
  );
}
