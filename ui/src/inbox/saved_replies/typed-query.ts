/** What is typed after `;` in a reply, and what becomes of it. */
import type { OfferView, PieceView } from "../../host/bindings";
import { means } from "../labels/matching";

/** A `;` with what was typed behind it. */
export type TypedQuery = { start: number; end: number; words: string };

/** The query before the caret: a `;` at the start of a word with at most a word behind it. */
export function queryAt(text: string, caret: number): TypedQuery | null {
  const match = /(?:^|\s);([^\s;]{0,24})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const words = match[1] ?? "";
  return { start: caret - words.length - 1, end: caret, words };
}

/** The offers that a query means: by their shortcut first, then by title, then by their words. */
export function matching(offers: readonly OfferView[], words: string): OfferView[] {
  if (words === "") return [...offers];
  const wanted = words.toLocaleLowerCase();
  const rank = (offer: OfferView): number => {
    if (offer.shortcut === wanted) return 0;
    if (offer.shortcut?.startsWith(wanted)) return 1;
    if (means(words, offer.title)) return 2;
    return means(words, textOf(offer.pieces)) ? 3 : 4;
  };
  return offers
    .map((offer) => ({ offer, rank: rank(offer) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ offer }) => offer);
}

export const textOf = (pieces: readonly PieceView[]) => pieces.map(({ text }) => text).join("");

/** A text with a saved reply in place of a part of it, and what is to be selected then: what a person has to fill in. */
export function inserted(
  text: string,
  at: Pick<TypedQuery, "start" | "end">,
  pieces: readonly PieceView[],
): { text: string; from: number; to: number } {
  const before = text.slice(0, at.start);
  const words = textOf(pieces);
  const first = pieces.findIndex(({ kind }) => kind === "missing");
  const from = before.length + (first === -1 ? words.length : textOf(pieces.slice(0, first)).length);
  const to = first === -1 ? from : from + (pieces[first]?.text.length ?? 0);
  return { text: before + words + text.slice(at.end), from, to };
}
