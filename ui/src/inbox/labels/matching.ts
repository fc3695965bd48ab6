/** Which of a few names a typed text means. */

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase();

/** Whether every typed word begins a word of the name, or the name has the typed text anywhere. */
export function means(typed: string, name: string): boolean {
  const [wanted, known] = [fold(typed).trim(), fold(name)];
  if (known.includes(wanted)) return true;
  const words = known.split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}

/** Whether two names differ in case or accents at most. */
export function sameName(one: string, other: string): boolean {
  return fold(one).trim() === fold(other).trim();
}
