"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConfirmIdentityProvider } from "@/components/people/confirm-identity";
import { Toasts } from "@/components/ui/toasts";
import { makeQueryClient } from "@/lib/client/query-client";

/** What every screen stands on: the cache of what the server said, and the messages that come and go. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <CSPProvider {...(nonce && { nonce })} disableStyleElements>
      <QueryClientProvider client={client}>
        <ConfirmIdentityProvider>{children}</ConfirmIdentityProvider>
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  );
}
