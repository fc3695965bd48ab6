import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { english } from "../i18n/messages";
import { standingOf, timeLeft } from "./window-words";

const intl = createIntl({ locale: "en", messages: english, timeZone: "UTC" });
const window = {
  open_until: "2026-11-21T12:00:00Z",
  human_agent_until: "2026-11-27T12:00:00Z",
  soon_from: "2026-11-21T06:00:00Z",
  human_agent_soon_from: "2026-11-26T12:00:00Z",
};
const at = (iso: string) => standingOf(window, Date.parse(iso));

describe("the window for answers", () => {
  it("is open for a day, then for a person's answer alone, then closed", () => {
    expect(at("2026-11-20T13:00:00Z")).toMatchObject({ state: "open", soon: false });
    expect(at("2026-11-21T11:00:00Z")).toMatchObject({ state: "open", soon: true });
    expect(at("2026-11-21T12:00:00Z").state).toBe("open");
    expect(at("2026-11-21T12:00:01Z")).toMatchObject({ state: "human_agent", soon: false });
    expect(at("2026-11-27T11:00:00Z")).toMatchObject({ state: "human_agent", soon: true });
    expect(at("2026-11-27T12:00:01Z")).toMatchObject({ state: "closed", left: 0 });
  });

  it("is closed where they never wrote", () => {
    expect(standingOf(null, Date.now()).state).toBe("closed");
  });

  it.each([
    [(3 * 60 + 12) * 60_000, "3 h 12 min", "3 h"],
    [3 * 3_600_000, "3 h", "3 h"],
    [(6 * 24 + 5) * 3_600_000, "6 d 5 h", "6 d"],
    [44 * 60_000, "44 min", "44 min"],
    [20_000, "1 min", "1 min"],
  ])("says %i ms as %s", (left, long, short) => {
    expect(timeLeft(intl, left, false)).toBe(long);
    expect(timeLeft(intl, left, true)).toBe(short);
  });
});
