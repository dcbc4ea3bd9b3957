import { Account } from "@/components/people/account/account";
import { requirePerson } from "@/lib/auth/page";
import { viewAccount } from "@/lib/use-cases/view-account";

export const metadata = { title: "Account" };

export default async function AccountPage() {
  const person = await requirePerson("/account");
  return <Account initial={await viewAccount(person)} />;
}
