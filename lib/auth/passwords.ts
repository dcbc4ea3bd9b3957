import "server-only";
import { hashPassword as scrypt, verifyPassword } from "better-auth/crypto";

/** The scrypt hash of a password as the authentication library keeps it; worked out beside the event loop. */
export const hashPassword = (password: string): Promise<string> => scrypt(password);

/** Whether a password is the one that was hashed. */
export const isRightPassword = (password: string, hash: string): Promise<boolean> => verifyPassword({ hash, password });
