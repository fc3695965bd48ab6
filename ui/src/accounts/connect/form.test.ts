import { describe, expect, it } from "vitest";
import { checkClientId, checkRedirect } from "./form";

describe("connect form", () => {
  it("takes an app id of digits, with space around it", () => {
    expect(checkClientId(" 5550014411223 ")).toBeUndefined();
    expect(checkClientId("")).toBe("clientIdDigits");
    expect(checkClientId("55500144a")).toBe("clientIdDigits");
  });

  it("takes https addresses, and addresses of this machine only in the demo", () => {
    expect(checkRedirect("https://postroom.example/redirect/", false)).toBeUndefined();
    expect(checkRedirect("http://postroom.example/redirect/", true)).toBe("redirectInvalid");
    expect(checkRedirect("http://127.0.0.1:4000/redirect", true)).toBeUndefined();
    expect(checkRedirect("http://127.0.0.1:4000/redirect", false)).toBe("redirectInvalid");
    expect(checkRedirect("postroom://oauth/callback", true)).toBe("redirectInvalid");
    expect(checkRedirect("nonsense", false)).toBe("redirectInvalid");
  });
});
