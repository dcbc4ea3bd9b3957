"use client";

import { useState } from "react";
import type { DemoPart } from "@/lib/contracts/people";
import { CodeForm } from "./code-form";
import { DemoPeople } from "./demo-people";
import { PasswordForm } from "./password-form";

/** Signing in: e-mail and password, then a code where the account has a second factor. */
export function SignIn({ next, email = "", demo }: { next: string; email?: string; demo: readonly DemoPart[] }) {
  const [step, setStep] = useState<"password" | "code">("password");
  const [filled, setFilled] = useState({ email, password: "" });

  const offered = step === "password" ? demo : [];

  // The whole page is loaded anew, so that nothing of an earlier person stays in this window's memory.
  const enter = () => window.location.assign(next);

  return (
    <main
      id="content"
      className="mx-auto grid max-w-5xl gap-6 px-3 py-8 sm:px-6 md:py-14 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:gap-10"
    >
      <div className={offered.length === 0 ? "lg:col-span-2 lg:mx-auto lg:w-full lg:max-w-sm" : undefined}>
        <h1 className="text-2xl">{step === "password" ? "Sign in" : "Second factor"}</h1>
        <p className="mt-1 mb-5 text-muted">
          {step === "password"
            ? "Accounts are made by invitation. Whoever keeps the list of a closing can invite you."
            : "Your password was right. A code shows that it is you."}
        </p>
        {step === "password" ? (
          <PasswordForm filled={filled} onFill={setFilled} onSecondFactor={() => setStep("code")} onEnter={enter} />
        ) : (
          <CodeForm onEnter={enter} onBack={() => setStep("password")} />
        )}
      </div>
      {offered.length > 0 && <DemoPeople parts={offered} chosen={filled.email} onChoose={setFilled} />}
    </main>
  );
}
