import { describe, expect, it } from "vitest";
import type { FilterComplaintView, FilterReadingView } from "../../host/bindings";
import { chipText, complaintsToShow, pieces, splice } from "./typed";

const complaint = (start: number, end: number): FilterComplaintView => ({
  start,
  end,
  message: "No.",
  accepted: [],
  nearest: null,
});

const reading = (text: string, complaints: FilterComplaintView[]): FilterReadingView => ({
  text,
  terms: [],
  complaints,
  start: 0,
  end: 0,
  suggestions: [],
});

describe("a typed filter", () => {
  it("says a term with a space behind its key, and words as they are", () => {
    expect(chipText({ text: "-label:a,b:c", key: "label" })).toBe("-label: a,b:c");
    expect(chipText({ text: "12:30", key: null })).toBe("12:30");
  });

  it("puts a suggestion in the place of what it replaces", () => {
    expect(splice("is:o x", 3, 4, "open")).toBe("is:open x");
  });

  it("complains only about what the hand has left behind, until Enter is pressed", () => {
    const wrong = reading("fron: is:opne", [complaint(0, 4), complaint(9, 13)]);
    const shown = (caret: number, tried = false) =>
      complaintsToShow(wrong, wrong.text, caret, tried).map(({ start }) => start);
    expect(shown(13)).toEqual([0]);
    expect(shown(5)).toEqual([9]);
    expect(shown(13, true)).toEqual([0, 9]);
    expect(complaintsToShow(wrong, "fron: is:open", 0, true)).toEqual([]);
  });

  it("is cut at the spots", () => {
    expect(pieces("is:opne x", [complaint(3, 7)])).toEqual([
      { start: 0, part: "is:", spot: false },
      { start: 3, part: "opne", spot: true },
      { start: 7, part: " x", spot: false },
    ]);
    expect(pieces("ab", [complaint(0, 2), complaint(1, 2)])).toEqual([{ start: 0, part: "ab", spot: true }]);
  });
});
