import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Portfolio } from "@/components/dashboard/portfolio";
import { requirePerson } from "@/lib/auth/page";
import { viewPortfolio } from "@/lib/use-cases/view-portfolio";

export const metadata: Metadata = { title: "Closings" };

export default async function PortfolioPage() {
  const person = await requirePerson("/offerings");
  const portfolio = await viewPortfolio(person.id, person);
  if (!portfolio.ok) notFound();

  return <Portfolio initial={portfolio.value} />;
}
