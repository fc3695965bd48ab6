import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { english } from "./messages";
import { countdown, dayAndTime, inSentence, listTime, shortAge, shortDate } from "./time";

const intl = createIntl({ locale: "en", messages: english, timeZone: "UTC" });
const now = Date.parse("2026-11-21T12:00:00Z");

describe("times", () => {
  it.each([
    ["2026-11-21T11:59:48Z", "12 s"],
    ["2026-11-21T11:16:00Z", "44 min"],
    ["2026-11-21T09:00:00Z", "3 h"],
    ["2026-11-16T12:00:00Z", "5 d"],
    ["2026-11-21T12:00:09Z", "0 s"],
  ])("shows the age of %s as %s", (iso, words) => {
    expect(shortAge(intl, iso, now)).toBe(words);
  });

  it.each([
    ["2026-11-21T11:59:48Z", "now"],
    ["2026-11-21T12:00:09Z", "now"],
    ["2026-11-21T11:59:00Z", "1 min"],
    ["2026-11-21T11:00:01Z", "59 min"],
    ["2026-11-21T11:00:00Z", "1 h"],
    ["2026-11-20T12:00:01Z", "23 h"],
    ["2026-11-20T12:00:00Z", "1 d"],
    ["2026-11-14T12:00:01Z", "6 d"],
    ["2026-11-14T12:00:00Z", "14 Nov"],
    ["2025-09-10T00:49:00Z", "10 Sep 2025"],
  ])("lists what was written at %s as %s", (iso, words) => {
    expect(listTime(intl, iso, now)).toBe(words);
  });

  it("names today and yesterday and dates the rest", () => {
    expect(dayAndTime(intl, "2026-11-21T11:02:00Z", now)).toBe("Today 11:02");
    expect(dayAndTime(intl, "2026-11-20T18:30:00Z", now)).toBe("Yesterday 18:30");
    expect(dayAndTime(intl, "2026-11-17T18:00:00Z", now)).toBe("17 Nov, 18:00");
    expect(inSentence(intl, "2026-11-21T11:02:00Z", now)).toBe("11:02");
    expect(inSentence(intl, "2026-11-17T18:00:00Z", now)).toBe("17 Nov, 18:00");
  });

  it("adds the year only when it is another one", () => {
    expect(shortDate(intl, "2026-03-02T00:00:00Z", now)).toBe("2 Mar");
    expect(shortDate(intl, "2025-03-02T00:00:00Z", now)).toBe("2 Mar 2025");
  });

  it("counts down in minutes and seconds and stops at zero", () => {
    expect(countdown("2026-11-21T12:10:00Z", now)).toBe("10:00");
    expect(countdown("2026-11-21T12:00:09Z", now)).toBe("0:09");
    expect(countdown("2026-11-21T11:59:00Z", now)).toBe("0:00");
  });
});
