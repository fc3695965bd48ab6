import { describe, expect, it } from "vitest";
import { type Seating, type Sitter, seated } from "./seats";

const NOBODY: Seating = new Map();

/** The rows from an index on, each with an item or none. */
const rows = (from: number, items: readonly (number | undefined)[]): Sitter[] =>
  items.map((item, offset) => ({ index: from + offset, item }));

const seatOf = (seating: Seating, item: number) =>
  [...seating].find(([, sitter]) => sitter.item === item)?.[0];

describe("seats", () => {
  it("stay with their items when one above them leaves, and the newcomer takes the free one", () => {
    const before = seated(NOBODY, rows(0, [10, 11, 12, 13]));
    const after = seated(before, rows(0, [10, 12, 13, 14]));
    expect([10, 12, 13, 14].map((item) => seatOf(after, item))).toEqual([0, 2, 3, 1]);
  });

  it("of a row that went out of sight are taken by the one that came in", () => {
    const before = seated(NOBODY, rows(0, [10, 11, 12]));
    const after = seated(before, rows(1, [11, 12, 13]));
    expect([...after.keys()]).toEqual([0, 1, 2]);
    expect(seatOf(after, 13)).toBe(0);
  });

  it("stay with a place while its row is read", () => {
    const before = seated(NOBODY, rows(5, [10, undefined, 12]));
    const read = seated(before, rows(5, [10, 11, 12]));
    expect(seatOf(read, 11)).toBe(1);
    const forgotten = seated(read, rows(5, [undefined, 11, undefined]));
    expect([...forgotten.values()].map(({ index }) => index)).toEqual([5, 6, 7]);
  });

  it("are one for each that is shown, no more than were ever needed, and kept by everything that stays", () => {
    // Every window of up to six rows follows every other, once with a row gone from between them.
    const windows = [0, 1, 2, 3, 7].flatMap((from) => [1, 4, 6].map((count) => ({ from, count })));
    const items = Array.from({ length: 14 }, (_, place) => (place % 5 === 4 ? undefined : 100 + place));
    for (const was of windows) {
      for (const is of windows) {
        for (const gone of [undefined, 0, 3, 8]) {
          const left = items.filter((_, place) => place !== gone);
          const before = seated(NOBODY, rows(was.from, items.slice(was.from, was.from + was.count)));
          const shown = rows(is.from, left.slice(is.from, is.from + is.count));
          const after = seated(before, shown);
          expect([...after.values()].sort((one, other) => one.index - other.index)).toEqual(shown);
          for (const seat of after.keys()) expect(seat).toBeLessThan(Math.max(was.count, is.count));
          for (const { item } of shown) {
            const had = item === undefined ? undefined : seatOf(before, item);
            if (item !== undefined && had !== undefined) expect(seatOf(after, item)).toBe(had);
          }
        }
      }
    }
  });
});
