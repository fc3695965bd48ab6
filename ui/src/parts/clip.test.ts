import { describe, expect, it } from "vitest";
import { clip } from "./clip";

describe("clip", () => {
  it.each([
    ["short", 10, "short"],
    ["exactly", 7, "exactly"],
    ["too long", 3, "too"],
    ["ab😀c", 3, "ab"],
    ["ab😀c", 4, "ab😀"],
    ["", 5, ""],
  ])("of %j to %i is %j", (text, most, expected) => {
    expect(clip(text, most)).toBe(expected);
  });
});
