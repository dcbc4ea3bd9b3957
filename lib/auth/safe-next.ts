const home = "/offerings";

/**
 * Where to go after signing in: a path of this site, else the list of offerings. Anything that a browser could take for
 * another site, or for the sign-in itself, is put aside.
 */
export function safeNext(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > 500 || !/^\/[A-Za-z0-9]/.test(wanted) || /[\\\s\p{Cc}]/u.test(wanted)) return home;
  const here = URL.parse(wanted, "https://here.invalid");
  if (here?.origin !== "https://here.invalid" || /^\/(sign-in|api)\b/.test(here.pathname)) return home;
  return `${here.pathname}${here.search}`;
}
