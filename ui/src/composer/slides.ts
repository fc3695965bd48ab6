/** What can be done to a row of slides. Every function leaves its input as it is. */

/** Instagram's limit for a carousel. */
export const MAX_SLIDES = 10;

/** The item at `from` moved so that it stands at `to`. A place outside the row means its nearest end. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined) return [...items];
  const rest = items.filter((_, index) => index !== from);
  const place = Math.min(rest.length, Math.max(0, to));
  return [...rest.slice(0, place), item, ...rest.slice(place)];
}

/** The row without the item at `at`. */
export function without<T>(items: readonly T[], at: number): T[] {
  return items.filter((_, index) => index !== at);
}

/** The row with an item put back where it stood; at the end when the row has become shorter. */
export function putBack<T>(items: readonly T[], at: number, item: T): T[] {
  const place = Math.min(at, items.length);
  return [...items.slice(0, place), item, ...items.slice(place)];
}

/** Which is selected after the item at `removed` has gone: the one that takes its place, or the last. */
export function selectedAfterRemoval(removed: number, left: number): number {
  return Math.max(0, Math.min(removed, left - 1));
}

/**
 * The gap a dragged tile would fall into: 0 is before the first tile, `middles.length` after the last.
 * `middles` are the horizontal middles of the tiles in their order, `x` is where the pointer is.
 */
export function gapAt(middles: readonly number[], x: number): number {
  return middles.filter((middle) => middle < x).length;
}

/** Where the item at `from` ends up when it is dropped into a gap. */
export function placeOfGap(from: number, gap: number): number {
  return gap > from ? gap - 1 : gap;
}
