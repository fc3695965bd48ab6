import { describe, expect, it } from "vitest";
import { gaugeFamily } from "./Gauge";
import { keyLabels } from "./key-labels";
import { personTint } from "./PersonAvatar";

describe("parts", () => {
  it("tint a person by name, the same each time and within the eight tints", () => {
    const names = ["oak_and_ember", "hollow.reed", "毛糸の店", "paperboat.studio", "two.cups.please", ""];
    for (const name of names) {
      expect(personTint(name)).toBe(personTint(name));
      expect(personTint(name)).toBeGreaterThanOrEqual(1);
      expect(personTint(name)).toBeLessThanOrEqual(8);
    }
    expect(new Set(names.map(personTint)).size).toBeGreaterThan(2);
  });

  it("warn from 70 % and stop from 90 %", () => {
    expect([69, 70, 89, 90].map(gaugeFamily)).toEqual(["success", "warning", "warning", "danger"]);
  });

  it("put a chord in one cap and a sequence in several", () => {
    expect(keyLabels("$mod+Enter")).toEqual(["Ctrl ↵"]);
    expect(keyLabels("g i")).toEqual(["g", "i"]);
    expect(keyLabels("#")).toEqual(["#"]);
  });
});
