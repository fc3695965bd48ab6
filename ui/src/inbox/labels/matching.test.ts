import { describe, expect, it } from "vitest";
import { means, sameName } from "./matching";

describe("a typed text", () => {
  it.each([
    ["", "Order issue"],
    ["ord iss", "Order issue"],
    ["ISSUE", "Order issue"],
    ["er is", "Order issue"],
    ["grun", "Grün & blau"],
    ["注文", "注文の件"],
  ])("%s means %s", (typed, name) => expect(means(typed, name)).toBe(true));

  it.each([
    ["issue late", "Order issue"],
    ["x", "Press"],
  ])("%s does not mean %s", (typed, name) => expect(means(typed, name)).toBe(false));

  it("is the same name whatever its case", () => {
    expect(sameName(" PRESS ", "press")).toBe(true);
    expect(sameName("pres", "press")).toBe(false);
  });
});
