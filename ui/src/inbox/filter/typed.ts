/** What is made of a typed filter and of what the program says about it. Places count UTF-16 units, as the field does. */
import type { FilterComplaintView, FilterReadingView } from "../../host/bindings";
import type { FilterTerm } from "../inbox-state";

/** A term as its chip says it: a space behind the key makes it easier to read. */
export function chipText({ text, key }: FilterTerm): string {
  return key === null ? text : text.replace(":", ": ");
}

/** `insert` in place of `text[start..end]`. */
export function splice(text: string, start: number, end: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** Complaints about what the hand has left behind: of what it is still typing nobody complains. */
export function complaintsToShow(
  reading: FilterReadingView | undefined,
  text: string,
  caret: number,
  tried: boolean,
): readonly FilterComplaintView[] {
  const complaints = reading?.text === text ? reading.complaints : [];
  if (tried) return complaints;
  return complaints.filter(
    ({ start, end }) => caret < start || /\s/.test(text.slice(Math.min(end, caret), caret)),
  );
}

type Piece = { start: number; part: string; spot: boolean };

/** The text cut at the edges of the spots; of spots that overlap the first counts. */
export function pieces(text: string, spots: readonly { start: number; end: number }[]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const { start, end } of [...spots].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    if (start > at) cut.push({ start: at, part: text.slice(at, start), spot: false });
    cut.push({ start, part: text.slice(start, end), spot: true });
    at = end;
  }
  if (at < text.length) cut.push({ start: at, part: text.slice(at), spot: false });
  return cut;
}
