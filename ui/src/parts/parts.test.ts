import { describe, expect, it } from "vitest";
import { gaugeFamily } from "./Gauge";
import { keyLabels, spokenKeys } from "./key-labels";
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
    expect(personTint("")).toBe(8);
  });

  it("warn from 70 % and stop from 90 %", () => {
    expect([69, 70, 89, 90].map(gaugeFamily)).toEqual(["success", "warning", "warning", "danger"]);
  });

  it("put a chord in one cap and a sequence in several", () => {
    expect(keyLabels("$mod+Enter", false)).toEqual(["Ctrl ↵"]);
    expect(keyLabels("g i", false)).toEqual(["g", "i"]);
    expect(keyLabels("#", false)).toEqual(["#"]);
  });

  it("write the letter of a chord as on the keyboard and a single letter small", () => {
    expect(keyLabels("$mod+k", false)).toEqual(["Ctrl K"]);
    expect(keyLabels("Shift+j", false)).toEqual(["Shift J"]);
    expect(keyLabels("Shift+F6", false)).toEqual(["Shift F6"]);
    expect(keyLabels("e", false)).toEqual(["e"]);
  });

  it("use the signs of macOS there, in the order of its menus", () => {
    expect(keyLabels("$mod+k", true)).toEqual(["⌘K"]);
    expect(keyLabels("Shift+j", true)).toEqual(["⇧J"]);
    expect(keyLabels("$mod+Shift+Enter", true)).toEqual(["⇧⌘↵"]);
    expect(keyLabels("e", true)).toEqual(["e"]);
  });

  it("say keys in words where they are read out", () => {
    expect(spokenKeys("$mod+Enter", false)).toEqual(["Control Enter"]);
    expect(spokenKeys("$mod+k", true)).toEqual(["Command k"]);
    expect(spokenKeys("g i", false)).toEqual(["g", "i"]);
  });
});
