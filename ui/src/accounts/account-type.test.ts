import { describe, expect, it } from "vitest";
import type { MessageId } from "../i18n/messages";
import { english } from "../i18n/messages";
import { accountTypeWords } from "./account-type";

const t = (id: MessageId) => english[id];

describe("the type of an account", () => {
  it.each([
    ["BUSINESS", "business"],
    ["business", "business"],
    ["MEDIA_CREATOR", "creator"],
    ["CREATOR", "creator"],
    ["NEW_KIND", "new kind"],
  ])("is said for %s as %s", (type, words) => {
    expect(accountTypeWords(t, type)).toBe(words);
  });

  it("is left out when Instagram names none", () => {
    expect(accountTypeWords(t, null)).toBeUndefined();
    expect(accountTypeWords(t, "")).toBeUndefined();
  });
});
