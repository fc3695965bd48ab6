/** Where a comment is answered: in public under it, or once in private. What was typed stays with its item. */
import { IconLock, IconNote } from "@tabler/icons-react";
import { type RefObject, useEffect } from "react";
import { useIntl } from "react-intl";
import type { PrivateReplyView } from "../../host/bindings";
import { inSentence } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { BoxTabs, type Writing } from "./BoxTabs";
import styles from "./ReplyBox.module.css";
import { MOST_BYTES, WritingBox } from "./WritingBox";

/** Why the comment cannot be answered in public. */
export type NoReply = "hidden" | "gone" | "ours";

type Props = {
  /** Whose draft it is. */
  item: number;
  /** The comment that is answered. */
  comment: string;
  writing: Exclude<Writing, "note">;
  /** Whom the reply is for. */
  name: string;
  noReply: NoReply | null;
  /** Whether it can be answered in private; undefined until the thread has been read. */
  privateReply: PrivateReplyView | undefined;
  /** The comment is being unhidden: the reply can be written already, but not sent. */
  unhiding: boolean;
  /** What the reply key goes to: the field, or the button that makes a reply possible. */
  focus: RefObject<HTMLElement | null>;
  /** Little room: the second way to send moves into a menu. */
  narrow: boolean;
  onSend: (text: string, doneAndNext: boolean) => void;
  onUnhide: () => void;
  onWriting: (writing: Writing) => void;
  /** Esc: the hand goes back to the list. */
  onLeave: () => void;
};

export function ReplyBox(props: Props) {
  const { item, comment, writing, name, noReply, unhiding, focus, narrow, onWriting, onSend, onLeave } =
    props;
  const t = useT();

  // The hand that asked to unhide and reply goes on in the field as soon as there is one.
  useEffect(() => {
    if (unhiding) focus.current?.focus();
  }, [unhiding, focus]);

  if (writing === "private" && noReply !== "ours" && noReply !== "gone")
    return <PrivateReplyBox {...props} />;
  if (noReply !== null) {
    return (
      <section className={cx(styles.box, styles.locked)} aria-label={t("inbox.reply.public")}>
        <IconLock size={16} stroke={1.5} aria-hidden />
        <p className={styles.reason}>{t(`inbox.reply.${noReply}`)}</p>
        {noReply === "hidden" && (
          <>
            <Button keys="inbox.private_reply" onClick={() => onWriting("private")}>
              {t("inbox.reply.private")}
            </Button>
            <Button
              ref={(element) => {
                focus.current = element;
              }}
              onClick={props.onUnhide}
            >
              {t("inbox.reply.unhide")}
            </Button>
          </>
        )}
        <Button icon={IconNote} keys="inbox.note" onClick={() => onWriting("note")}>
          {t("inbox.note")}
        </Button>
      </section>
    );
  }
  return (
    <WritingBox
      item={item}
      about={{ kind: "comment", comment }}
      of="thread"
      writing="reply"
      onWriting={onWriting}
      label={t("inbox.reply.public")}
      quiet={unhiding ? t("inbox.reply.unhiding") : undefined}
      placeholder={t("inbox.reply.to", { name })}
      held={unhiding}
      focus={focus}
      narrow={narrow}
      onSend={onSend}
      onLeave={onLeave}
    />
  );
}

/** A message to the author of the comment: one, within a week. */
function PrivateReplyBox(props: Props) {
  const { item, comment, name, privateReply, focus, narrow, onWriting, onSend, onLeave } = props;
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const standing = privateReply?.standing;
  if (standing !== undefined && standing !== "open") {
    return (
      <section className={styles.box} aria-label={t("inbox.reply.private")}>
        <BoxTabs item={item} of="thread" writing="private" onWriting={onWriting} />
        <div className={styles.closed}>
          <IconLock size={16} stroke={1.5} aria-hidden />
          <p className={styles.reason}>{t(`inbox.private.${standing}`)}</p>
          <Button
            keys="inbox.reply"
            ref={(element) => {
              focus.current = element;
            }}
            onClick={() => onWriting("reply")}
          >
            {t("inbox.reply.public")}
          </Button>
        </div>
      </section>
    );
  }
  const until = privateReply?.standing === "open" ? privateReply.until : null;
  return (
    <WritingBox
      item={item}
      about={{ kind: "comment", comment }}
      of="thread"
      writing="private"
      onWriting={onWriting}
      label={t("inbox.reply.private")}
      quiet={
        until === null
          ? t("inbox.private.once")
          : t("inbox.private.until", { until: inSentence(intl, until, now) })
      }
      placeholder={t("inbox.private.to", { name })}
      mostBytes={MOST_BYTES}
      held={privateReply === undefined}
      focus={focus}
      narrow={narrow}
      onSend={onSend}
      onLeave={onLeave}
    />
  );
}
