import { describe, expect, it } from "vitest";
import { ROW_HEIGHT } from "./InboxRow";
import { Sheet, TALLEST } from "./sheet";

const HEIGHT = 800;
const MILLION = 1_000_000;
const LIST = 4 + MILLION * ROW_HEIGHT + 8;

describe("a list that fits", () => {
  const sheet = new Sheet(1_000, HEIGHT);

  it("lies on a sheet of its own height, undrawn", () => {
    expect(sheet.size).toBe(4 + 64_000 + 8);
    expect(sheet.at(5_000)).toEqual({ top: 5_000, shift: 0 });
    expect(sheet.scrolled({ top: 0, shift: 0 }, 60_000)).toEqual({ top: 60_000, shift: 0 });
    expect(sheet.drawnAt(10, 0)).toBe(644);
  });

  it("tells the rows in sight, cut ones included", () => {
    expect(sheet.seen({ top: 0, shift: 0 })).toEqual({ first: 0, last: 12 });
    expect(sheet.seen({ top: 68, shift: 0 })).toEqual({ first: 1, last: 13 });
    expect(sheet.seen({ top: 1e9, shift: 0 }).last).toBe(999);
  });

  it("moves no further than it must to show a row", () => {
    expect(sheet.showing(5, { top: 0, shift: 0 })).toBeNull();
    expect(sheet.showing(20, { top: 0, shift: 0 })).toEqual({ top: 4 + 21 * 64 - HEIGHT, shift: 0 });
    expect(sheet.showing(2, { top: 640, shift: 0 })).toEqual({ top: 132, shift: 0 });
    expect(sheet.showing(0, { top: 640, shift: 0 })).toEqual({ top: 0, shift: 0 });
    expect(sheet.showing(999, { top: 0, shift: 0 })?.top).toBe(sheet.size - HEIGHT);
  });

  it("has nothing in sight when it is empty", () => {
    const { first, last } = new Sheet(0, HEIGHT).seen({ top: 0, shift: 0 });
    expect(last).toBeLessThan(first);
  });
});

describe("a list of a million rows", () => {
  const sheet = new Sheet(MILLION, HEIGHT);
  const most = TALLEST - HEIGHT;

  it("lies on a sheet that a web view can lay out", () => {
    expect(sheet.size).toBe(TALLEST);
    expect(TALLEST).toBeLessThan(2 ** 25);
  });

  it("reaches both ends, and every place between in proportion", () => {
    const top = { top: 0, shift: 0 };
    const end = sheet.scrolled(top, most);
    expect(sheet.seen(end).last).toBe(MILLION - 1);
    expect(sheet.scrolled(end, 0)).toEqual(top);
    const middle = sheet.scrolled(top, most / 2);
    expect(middle.top + middle.shift).toBeCloseTo((LIST - HEIGHT) / 2);
  });

  it("moves by as much as the hand does", () => {
    const before = sheet.at(30_000_000);
    const after = sheet.scrolled(before, before.top + 100);
    expect(after.top + after.shift).toBe(30_000_100);
  });

  it("puts every row exactly where it is to be seen", () => {
    for (const index of [1, 4_711, 300_000, 524_288, 999_998]) {
      const place = sheet.showing(index, { top: 0, shift: 0 }) ?? { top: 0, shift: 0 };
      const above = sheet.drawnAt(index, place.shift) - place.top;
      expect(above).toBeGreaterThanOrEqual(0);
      expect(above + ROW_HEIGHT).toBeLessThanOrEqual(HEIGHT);
      expect(place.top).toBeLessThanOrEqual(most);
    }
  });

  it("holds a row that stands beyond the sheet at its end", () => {
    expect(sheet.drawnAt(999_999, 0)).toBe(TALLEST - ROW_HEIGHT);
    expect(sheet.drawnAt(0, 1_000)).toBe(0);
  });
});
