import { redirect } from "next/navigation";
import { SignIn } from "@/components/sign-in/sign-in";
import { readDemoSignIns } from "@/lib/auth/demo-sign-ins";
import { currentPerson } from "@/lib/auth/page";
import { safeNext } from "@/lib/auth/safe-next";

export const metadata = { title: "Sign in" };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const asked = await searchParams;
  const next = safeNext(one(asked.next));
  if (await currentPerson()) redirect(next);
  return <SignIn next={next} email={one(asked.email).slice(0, 254)} demo={await readDemoSignIns()} />;
}
