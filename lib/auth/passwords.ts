import "server-only";
import { hashPassword as scrypt } from "better-auth/crypto";

/** The scrypt hash of a password as the authentication library keeps it; worked out beside the event loop. */
export const hashPassword = (password: string): Promise<string> => scrypt(password);
