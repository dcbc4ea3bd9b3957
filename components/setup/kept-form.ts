import type { OfferingForm } from "@/lib/client/setup";

const place = "new-offering";

/** Keeps an unfinished form in this tab, so that a reload or a new sign-in loses nothing; null forgets it. */
export function keepTyped(form: OfferingForm | null): void {
  if (form) sessionStorage.setItem(place, JSON.stringify(form));
  else sessionStorage.removeItem(place);
}

/** The form that was left unfinished in this tab; null where there is none, or one of an older shape. */
export function typedBefore(): OfferingForm | null {
  const kept = sessionStorage.getItem(place);
  if (!kept) return null;
  try {
    const form = JSON.parse(kept) as OfferingForm;
    return Array.isArray(form.closings) && Array.isArray(form.parties) && form.agreement ? form : null;
  } catch {
    return null;
  }
}
