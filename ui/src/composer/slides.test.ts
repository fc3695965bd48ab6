import { describe, expect, it } from "vitest";
import { gapAt, moved, placeOfGap, putBack, selectedAfterRemoval, without } from "./slides";

const row = ["a", "b", "c", "d"];

describe("slides", () => {
  it("move to a place and leave the row they came from as it is", () => {
    expect(moved(row, 0, 2)).toEqual(["b", "c", "a", "d"]);
    expect(moved(row, 3, 0)).toEqual(["d", "a", "b", "c"]);
    expect(moved(row, 1, 99)).toEqual(["a", "c", "d", "b"]);
    expect(moved(row, 7, 0)).toEqual(row);
    expect(row).toEqual(["a", "b", "c", "d"]);
  });

  it("come back where they stood after an undo", () => {
    for (const at of row.keys()) {
      const item = row[at] ?? "";
      expect(putBack(without(row, at), at, item)).toEqual(row);
    }
    expect(putBack(["a"], 3, "d")).toEqual(["a", "d"]);
  });

  it("hand the selection to the one that takes the place, or to the last", () => {
    expect(selectedAfterRemoval(1, 3)).toBe(1);
    expect(selectedAfterRemoval(3, 3)).toBe(2);
    expect(selectedAfterRemoval(0, 0)).toBe(0);
  });

  it("fall into the gap under the pointer", () => {
    const middles = [36, 116, 196];
    expect([0, 40, 120, 500].map((x) => gapAt(middles, x))).toEqual([0, 1, 2, 3]);
    // Both gaps beside a tile leave it where it is.
    expect([placeOfGap(1, 1), placeOfGap(1, 2)]).toEqual([1, 1]);
    expect(placeOfGap(0, 3)).toBe(2);
    expect(placeOfGap(2, 0)).toBe(0);
  });
});
