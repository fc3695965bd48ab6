import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { english, type MessageId } from "../i18n/messages";
import type { Translate } from "../i18n/useT";
import { messageLine, reactionSign } from "./message-words";

const intl = createIntl({ locale: "en", messages: english });
const t: Translate = (id: MessageId, values) => intl.formatMessage({ id }, values);
const line = (kind: Parameters<typeof messageLine>[1]["kind"], text: string | null, gone = false) =>
  messageLine(t, { kind, text, attachment: "audio", gone });

describe("the line of a message", () => {
  it("is its words, or what it is", () => {
    expect(line("text", "Hello")).toBe("Hello");
    expect(line("text", null)).toBe("No text");
    expect(line("attachment", null)).toBe("Voice message");
    expect(line("share", null)).toBe("Shared a post");
    expect(line("story_reply", "Lovely!")).toBe("Replied to your story: Lovely!");
    expect(line("story_mention", null)).toBe("Mentioned you in a story");
    expect(line("unsupported", null)).toBe("Instagram does not show this message to programs");
  });

  it("says nothing of what was taken back", () => {
    expect(line("text", "secret", true)).toBe("This message was taken back.");
  });

  it("draws the platform's word for a heart", () => {
    expect(reactionSign("love")).toBe("❤️");
    expect(reactionSign("🔥")).toBe("🔥");
  });
});
