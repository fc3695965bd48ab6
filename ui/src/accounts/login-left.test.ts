import { describe, expect, it } from "vitest";
import { loginDays } from "./login-left";

const now = Date.parse("2026-11-21T12:00:00Z");

describe("days of a login", () => {
  it("are what the program counted while the login is good", () => {
    expect(loginDays({ days_left: 9, token_expires_at: "2026-11-30T13:00:00Z" }, now)).toBe(9);
    expect(loginDays({ days_left: 0, token_expires_at: "2026-11-21T18:00:00Z" }, now)).toBe(0);
  });

  it("are negative once it has ended", () => {
    expect(loginDays({ days_left: 0, token_expires_at: "2026-11-21T12:00:00Z" }, now)).toBe(-1);
  });

  it("are unknown when the login has no end", () => {
    expect(loginDays({ days_left: null, token_expires_at: null }, now)).toBeUndefined();
  });
});
