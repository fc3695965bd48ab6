import { describe, expect, it } from "vitest";
import { allZones, instantOf, nextFullHour, wallTime } from "./zones";

describe("times on the wall", () => {
  it.each([
    ["2026-11-19T18:00", "Europe/Prague", "2026-11-19T17:00:00.000Z"],
    ["2026-07-01T09:30", "Europe/Prague", "2026-07-01T07:30:00.000Z"],
    ["2026-11-19T18:00", "Asia/Kathmandu", "2026-11-19T12:15:00.000Z"],
    ["2026-01-01T00:00", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
    // Comes twice: the first coming.
    ["2026-10-25T02:30", "Europe/Prague", "2026-10-25T00:30:00.000Z"],
    // Left out: as much later.
    ["2026-03-29T02:30", "Europe/Prague", "2026-03-29T01:30:00.000Z"],
  ])("%s in %s is %s", (time, zone, instant) => {
    expect(new Date(instantOf(time, zone) ?? 0).toISOString()).toBe(instant);
  });

  it("are no instant while they are incomplete", () => {
    expect(instantOf("T18:00", "UTC")).toBeUndefined();
    expect(instantOf("2026-11-19T", "UTC")).toBeUndefined();
  });

  it("are read back as they were written", () => {
    expect(wallTime(Date.parse("2026-11-19T17:00:00Z"), "Europe/Prague")).toBe("2026-11-19T18:00");
  });

  it("offer the machine's own zone first and none twice", () => {
    const zones = allZones("Europe/Prague");
    expect(zones[0]).toBe("Europe/Prague");
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones).toContain("UTC");
  });

  it("begin at the next full hour that is not too near", () => {
    expect(new Date(nextFullHour(Date.parse("2026-11-19T17:20:00Z"))).toISOString()).toContain("T18:00");
    expect(new Date(nextFullHour(Date.parse("2026-11-19T17:40:00Z"))).toISOString()).toContain("T19:00");
  });
});
