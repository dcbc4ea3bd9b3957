/**
 * People of the demonstration are known by their address: ".example" is reserved and no mail ever reaches it (RFC 2606).
 * Their passwords are printed for all to see, so they sign in only where the demonstration is on.
 */
export const isDemoEmail = (email: string) => /\.example$/i.test(email.trim());
