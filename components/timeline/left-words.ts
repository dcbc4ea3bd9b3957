const two = (number: number) => String(number).padStart(2, "0");

/** "in 5 h 12 min 07 s", to the second, for a moment less than a day ahead; null for any other. */
export function leftWords(from: Date, to: Date): string | null {
  const seconds = Math.floor((to.getTime() - from.getTime()) / 1000);
  if (seconds < 0 || seconds >= 86_400) return null;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${minutes} min ${two(seconds % 60)} s`;
  return hours > 0 ? `in ${hours} h ${two(minutes)} min ${two(seconds % 60)} s` : `in ${rest}`;
}
