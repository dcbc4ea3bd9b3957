import "server-only";
import type { PersonId } from "@/lib/domain/ids";
import { db } from "./client";

/** A person's account as screens show it; null where there is none. */
export const findPerson = (id: PersonId) =>
  db.user.findUnique({ where: { id }, select: { name: true, email: true, administrator: true } });
