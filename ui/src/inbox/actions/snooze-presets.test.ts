import { describe, expect, it } from "vitest";
import { wallTime } from "../../i18n/zones";
import { snoozePresets } from "./snooze-presets";

const zone = "Europe/Prague";
const at = (iso: string) =>
  Object.fromEntries(
    snoozePresets(Date.parse(iso), zone).map(({ preset, at }) => [preset, wallTime(at, zone)]),
  );

describe("snooze presets", () => {
  it("are full hours later today, tomorrow's morning and the next Monday's", () => {
    expect(at("2026-11-18T10:20:00Z")).toEqual({
      later_today: "2026-11-18T15:00",
      tomorrow_morning: "2026-11-19T09:00",
      next_monday: "2026-11-23T09:00",
    });
  });

  it("leave out later today when the day is nearly over", () => {
    expect(at("2026-11-18T17:30:00Z")).toEqual({
      tomorrow_morning: "2026-11-19T09:00",
      next_monday: "2026-11-23T09:00",
    });
  });

  it("mean the Monday after on a Monday, and tomorrow on a Sunday", () => {
    expect(at("2026-11-23T08:00:00Z")).toMatchObject({ next_monday: "2026-11-30T09:00" });
    expect(at("2026-11-22T08:00:00Z")).toMatchObject({ next_monday: "2026-11-23T09:00" });
  });

  it("keep to the wall when the clocks change", () => {
    expect(at("2026-10-24T10:00:00Z")).toMatchObject({ tomorrow_morning: "2026-10-25T09:00" });
    expect(at("2027-03-27T10:00:00Z")).toMatchObject({ tomorrow_morning: "2027-03-28T09:00" });
  });
});
