"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "./class-names";
import { hear } from "./said";

/** The messages on screen, each for a while; a refusal stays longer and is read out at once. */
export function ToastStack() {
  const [manager] = useState(() => Toast.createToastManager());
  useEffect(
    () =>
      hear((message) => {
        const urgent = message.type === "refused" ? { priority: "high" as const, timeout: 12_000 } : {};
        manager.add({ ...message, ...urgent });
      }),
    [manager],
  );
  return (
    <Toast.Provider toastManager={manager} timeout={6000}>
      <Stack />
    </Toast.Provider>
  );
}

function Stack() {
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className="no-print fixed right-4 bottom-4 z-60 flex w-[calc(100vw-2rem)] max-w-sm flex-col gap-2">
        {toasts.map((toast) => (
          <Toast.Root
            key={toast.id}
            toast={toast}
            swipeDirection="right"
            className={classNames(
              "rounded-md border bg-surface px-4 py-3 shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
              toast.type === "refused" ? "border-l-4 border-l-failed" : "border-l-4 border-l-settled",
            )}
          >
            <Toast.Content className="flex items-start gap-3">
              <div className="min-w-0 flex-1">
                <Toast.Title className="font-sans text-base font-medium" />
                <Toast.Description className="text-sm text-muted" />
              </div>
              <Toast.Close aria-label="Dismiss" className="rounded-md p-1 text-muted hover:bg-sunken">
                <X aria-hidden className="size-4" />
              </Toast.Close>
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
