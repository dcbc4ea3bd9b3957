import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MyItems } from "@/components/dashboard/my-items";
import { requirePerson } from "@/lib/auth/page";
import { viewMyItems } from "@/lib/use-cases/view-portfolio";

export const metadata: Metadata = { title: "My items" };

export default async function MyItemsPage() {
  const person = await requirePerson("/my-items");
  const items = await viewMyItems(person.id);
  if (!items.ok) notFound();

  return <MyItems initial={items.value} />;
}
