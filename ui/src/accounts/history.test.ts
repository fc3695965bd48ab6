import { describe, expect, it } from "vitest";
import type { BackfillView } from "../host/bindings";
import { chosenDays, minutesLeft } from "./history";

const DAY = 86_400_000;
const state: BackfillView = {
  phase: "reading",
  since: null,
  listed: true,
  calls_done: 10,
  calls_left: 90,
  comments: 400,
  time_left_s: 61,
};
const choices = [
  { days: 30, calls: 4 },
  { days: 365, calls: 40 },
  { days: null, calls: 90 },
];

describe("the history card", () => {
  it("rounds the time left up and says none when nothing is left", () => {
    expect(minutesLeft(state)).toBe(2);
    expect(minutesLeft({ ...state, time_left_s: 4 })).toBe(1);
    expect(minutesLeft({ ...state, time_left_s: null })).toBeUndefined();
    expect(minutesLeft({ ...state, calls_left: 0 })).toBeUndefined();
  });

  it("finds the choice again although days have passed since it was made", () => {
    const now = Date.parse("2026-11-19T14:00:00Z");
    const chosen = (days: number) =>
      chosenDays({ ...state, since: new Date(now - days * DAY).toISOString() }, choices, now);
    expect(chosenDays(state, choices, now)).toBeNull();
    expect(chosen(30)).toBe(30);
    expect(chosen(41)).toBe(30);
    expect(chosen(366)).toBe(365);
    expect(chosenDays({ ...state, since: new Date(now).toISOString() }, [], now)).toBeUndefined();
  });
});
