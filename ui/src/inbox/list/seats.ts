/**
 * Which elements of the list show which row.
 *
 * A row keeps its elements for as long as it is shown, wherever in the list it comes to stand: when a row above it leaves,
 * nothing but its place changes. A row that comes in takes over the elements of one that went out.
 */

/** What is shown: an item once it has been read, and until then a place in the list. */
export type Sitter = { readonly index: number; readonly item: number | undefined };

/** The seats of what was shown last, each with its number. */
export type Seating = ReadonlyMap<number, Sitter>;

/**
 * Gives everything that is shown a seat: the one it had, then the one of the place it stands in, then the lowest free one.
 */
export function seated(before: Seating, shown: readonly Sitter[]): Seating {
  const byItem = new Map<number, number>();
  const byIndex = new Map<number, number>();
  for (const [seat, { index, item }] of before) {
    if (item !== undefined) byItem.set(item, seat);
    byIndex.set(index, seat);
  }
  const after = new Map<number, Sitter>();
  const take = (sitters: readonly Sitter[], seatOf: (sitter: Sitter) => number | undefined) =>
    sitters.filter((sitter) => {
      const seat = seatOf(sitter);
      if (seat === undefined || after.has(seat)) return true;
      after.set(seat, sitter);
      return false;
    });
  const strangers = take(shown, ({ item }) => (item === undefined ? undefined : byItem.get(item)));
  const newcomers = take(strangers, ({ index }) => byIndex.get(index));
  let free = 0;
  for (const sitter of newcomers) {
    while (after.has(free)) free += 1;
    after.set(free, sitter);
  }
  return new Map([...after].sort(([one], [other]) => one - other));
}
