/** What a message says in a row and above its bubble. */
import type { AttachmentKind, MessageKind } from "../host/bindings";
import type { Translate } from "../i18n/useT";

type Said = {
  kind: MessageKind;
  text: string | null;
  attachment: AttachmentKind | null;
  gone: boolean;
};

/** One line for a message: its words, or what it is where it has none. */
export function messageLine(t: Translate, { kind, text, attachment, gone }: Said): string {
  if (gone) return t("inbox.message.gone");
  switch (kind) {
    case "story_mention":
      return text === null ? t("inbox.message.mention") : t("inbox.message.mention.said", { text });
    case "story_reply":
      return text === null ? t("inbox.message.story") : t("inbox.message.story.said", { text });
    case "unsupported":
      return text ?? t("inbox.message.unsupported");
    case "share":
      return text ?? t("inbox.message.share");
    case "attachment":
      return text ?? t(`inbox.attachment.${attachment ?? "other"}`);
    case "text":
      return text ?? t("inbox.text.none");
  }
}

/** A reaction as one sign: the platform's word for the heart, or the emoji itself. */
export const reactionSign = (reaction: string) => (reaction === "love" ? "❤️" : reaction);
