/** What is being written: an answer for everyone, one for the author alone, a message, or a note for the team. */
import type { ReactNode } from "react";
import type { MessageId } from "../../i18n/messages";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { KeyCap } from "../../parts/KeyCap";
import type { CommandId } from "../../shell/key-table";
import { useDrafts } from "./drafts";
import styles from "./ReplyBox.module.css";

/** `private`: a message to the author of a comment. In a conversation a `reply` is a message. */
export type Writing = "reply" | "private" | "note";

/** What an item is made of. */
export type ItemPart = "thread" | "conversation" | "tagged_post";

type Props = {
  /** Whose drafts they are. */
  item: number;
  /** What the item is made of. */
  of: ItemPart;
  writing: Writing;
  onWriting: (writing: Writing) => void;
  /** Quiet words at the end. */
  children?: ReactNode;
};

type Tab = { writing: Writing; label: MessageId; keys: CommandId };

const note: Tab = { writing: "note", label: "inbox.note", keys: "inbox.note" };
const tabs: Record<Props["of"], readonly Tab[]> = {
  thread: [
    { writing: "reply", label: "inbox.reply.public", keys: "inbox.reply" },
    { writing: "private", label: "inbox.reply.private", keys: "inbox.private_reply" },
    note,
  ],
  conversation: [{ writing: "reply", label: "inbox.message.write", keys: "inbox.reply" }, note],
  // Nobody can answer one from here.
  tagged_post: [note],
};

export function BoxTabs({ item, of, writing, onWriting, children }: Props) {
  const t = useT();
  // One text is answered with, in public or in private; a note is another.
  const begun = useDrafts(({ texts, notes }) => Boolean(writing === "note" ? texts[item] : notes[item]));
  return (
    <div className={styles.tabs}>
      <div className={styles.choices} role="tablist" aria-label={t("inbox.writing")}>
        {tabs[of].map((tab) => (
          <button
            key={tab.writing}
            type="button"
            role="tab"
            aria-selected={tab.writing === writing}
            className={cx(styles.tab, tab.writing === writing && styles.chosen)}
            onClick={() => onWriting(tab.writing)}
          >
            {t(tab.label)}
            {begun && (writing === "note" ? tab.writing === "reply" : tab.writing === "note") && (
              <span className={styles.begun} role="img" aria-label={t("inbox.writing.begun")} />
            )}
            <KeyCap keys={tab.keys} />
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
