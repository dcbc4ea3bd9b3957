"use client";

import { PageFrame } from "@/components/shell/page-frame";
import { Panel } from "@/components/ui/panel";
import { useAccount } from "@/lib/client/account";
import type { AccountView } from "@/lib/contracts/people";
import { PasswordChange } from "./password-change";
import { SecondFactor } from "./second-factor";
import { Sessions } from "./sessions";

/** A person's own account: who they are here, how they sign in, and where they are signed in. */
export function Account({ initial }: { initial: AccountView }) {
  const account = useAccount(initial);
  return (
    <PageFrame narrow title="Account and security" lead="Your name stands in the record with everything that you do.">
      <div className="space-y-5">
        <Panel title="Who you are">
          <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[8rem_1fr]">
            <dt className="text-muted">Name</dt>
            <dd>{account.name}</dd>
            <dt className="text-muted">E-mail</dt>
            <dd className="wrap-anywhere">{account.email}</dd>
            {account.administrator && (
              <>
                <dt className="text-muted">Administrator</dt>
                <dd>Opens offerings. Sees no offering’s content unless of that offering.</dd>
              </>
            )}
          </dl>
        </Panel>
        <PasswordChange />
        <SecondFactor on={account.twoFactor} />
        <Sessions sessions={account.sessions} />
      </div>
    </PageFrame>
  );
}
