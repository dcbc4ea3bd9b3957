/** Sets light, dark, or what the system has, at once and for the next visits. */
export function switchTheme(theme: "light" | "dark" | null): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it to send the page in the right colours at once
  document.cookie = `theme=${theme ?? ""}; path=/; max-age=${theme ? 31_536_000 : 0}; samesite=lax`;
}
