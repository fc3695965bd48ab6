/**
 * What was said, oldest first: theirs on the left, ours on the right, with marks where a day begins and where messages may be
 * missing.
 *
 * Text of messages is rendered as text nodes only, each in its own bidi-isolated box that breaks anywhere.
 */
import { VisuallyHidden } from "@mantine/core";
import {
  type Icon,
  IconAt,
  IconCheck,
  IconFile,
  IconGhost2,
  IconId,
  IconMicrophone,
  IconMoodSmile,
  IconPaperclip,
  IconPhoto,
  IconShare3,
  IconVideo,
} from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import { useIntl } from "react-intl";
import type { AccountView, AttachmentKind, MessageView, NoteView } from "../../host/bindings";
import { clockTime, shortDate } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { cx } from "../../parts/cx";
import { PostPicture } from "../../parts/PostPicture";
import type { InboxActions } from "../actions/use-actions";
import { ActionStateChip } from "../list/StateChips";
import { messageLine, reactionSign } from "../message-words";
import styles from "./Conversation.module.css";
import { NoteCard } from "./NoteCard";
import { chipOf } from "./Thread";

const DAY = 86_400_000;

/** Messages of one side this close together share one line with their time, in ms. */
const TOGETHER = 10 * 60_000;

const attachmentIcons: Record<AttachmentKind, Icon> = {
  image: IconPhoto,
  sticker: IconMoodSmile,
  video: IconVideo,
  audio: IconMicrophone,
  file: IconFile,
  card: IconId,
  other: IconPaperclip,
};

type Props = {
  messages: readonly MessageView[];
  /** The notes on the item: they stand among the messages in the order of time. */
  notes: readonly NoteView[];
  name: string;
  account: AccountView | undefined;
  actions: InboxActions;
};

export function Messages({ messages, notes, name, account, actions }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const end = useRef<HTMLLIElement>(null);
  // The newest words are what one comes for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message has arrived
  useLayoutEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [messages.length, notes.length]);
  const dayOf = (iso: string | number) =>
    intl.formatDate(iso, { year: "numeric", month: "2-digit", day: "2-digit" });
  const dayWords = (iso: string) => {
    if (dayOf(iso) === dayOf(now)) return t("inbox.day.today");
    if (dayOf(iso) === dayOf(now - DAY)) return t("inbox.day.yesterday");
    return shortDate(intl, iso, now);
  };
  return (
    <ul className={styles.messages} aria-label={t("inbox.conversation")}>
      {messages.map((message, at) => {
        const before = messages[at - 1];
        const next = messages[at + 1];
        const day =
          message.written_at &&
          (!before?.written_at || dayOf(before.written_at) !== dayOf(message.written_at))
            ? dayWords(message.written_at)
            : undefined;
        return (
          <li key={message.message} ref={at === messages.length - 1 ? end : undefined}>
            {message.gap && (
              <p className={styles.gap}>{t(at === 0 ? "inbox.gap.first" : "inbox.gap.between")}</p>
            )}
            {day && (
              <p className={styles.day}>
                <span>{day}</span>
              </p>
            )}
            {notesBetween(notes, before, message).map((note) => (
              <div key={note.note} className={styles.note}>
                <NoteCard note={note} onRemove={actions.removeNote} />
              </div>
            ))}
            <Bubble
              message={message}
              name={name}
              account={account}
              answered={messages.find((each) => each.message === message.reply_to)}
              last={!together(message, next)}
            />
          </li>
        );
      })}
      {notesBetween(notes, messages.at(-1), undefined).map((note) => (
        <li key={note.note} className={styles.note}>
          <NoteCard note={note} onRemove={actions.removeNote} />
        </li>
      ))}
    </ul>
  );
}

/** The notes that were written after one message and before the next. */
function notesBetween(
  notes: readonly NoteView[],
  before: MessageView | undefined,
  next: MessageView | undefined,
): NoteView[] {
  const from = before?.written_at ? Date.parse(before.written_at) : Number.NEGATIVE_INFINITY;
  const to = next?.written_at ? Date.parse(next.written_at) : Number.POSITIVE_INFINITY;
  return notes.filter(({ written_at }) => {
    const at = Date.parse(written_at);
    return at >= from && at < to;
  });
}

/** Whether the next message goes on where this one stops. */
function together(message: MessageView, next: MessageView | undefined): boolean {
  if (!next || next.ours !== message.ours || next.gap || message.echo || next.echo) return false;
  if (next.by_member !== message.by_member || !message.written_at || !next.written_at) return false;
  return Date.parse(next.written_at) - Date.parse(message.written_at) < TOGETHER;
}

type BubbleProps = {
  message: MessageView;
  name: string;
  account: AccountView | undefined;
  /** The message it answers, where that is here. */
  answered: MessageView | undefined;
  /** Whether its time is said below it. */
  last: boolean;
};

function Bubble({ message, name, account, answered, last }: BubbleProps) {
  const t = useT();
  const intl = useIntl();
  const state = message.action ? chipOf[message.action.delivery] : undefined;
  const time = message.written_at && clockTime(intl, message.written_at);
  const facts = message.ours ? [message.by_member ?? t("inbox.comment.outside"), time] : [time];
  const reactions = [message.reaction_theirs, message.reaction_ours].filter((each) => each !== null);
  const words = !message.gone && message.text !== null;
  return (
    <article className={cx(styles.message, message.ours && styles.own)}>
      <VisuallyHidden>{message.ours ? t("inbox.message.by_us") : name}</VisuallyHidden>
      {answered && (
        <p className={styles.quoted} dir="auto">
          {messageLine(t, {
            kind: answered.kind,
            text: answered.text,
            attachment: answered.attachments[0] ?? null,
            gone: answered.gone,
          })}
        </p>
      )}
      {!message.gone && <Card message={message} />}
      {message.gone && (
        <p className={cx(styles.card, styles.dim)}>
          <IconGhost2 size={16} stroke={1.5} aria-hidden />
          {t("inbox.message.gone")}
        </p>
      )}
      {words && (
        <p className={styles.bubble} dir="auto" data-selectable>
          {message.text}
        </p>
      )}
      {reactions.length > 0 && (
        <p className={styles.reactions}>
          <VisuallyHidden>{t("inbox.message.reactions")}</VisuallyHidden>
          {reactions.map(reactionSign).join(" ")}
        </p>
      )}
      {(last || state) && (
        <p className={styles.meta}>
          {message.ours && account && <AccountMark mark={account.mark} colour={account.colour} size={16} />}
          <span>{facts.filter(Boolean).join(" · ")}</span>
          {message.ours && !state && <IconCheck size={14} stroke={1.75} aria-hidden />}
          {state && <ActionStateChip state={state} />}
        </p>
      )}
      {message.action?.problem && (
        <p className={styles.problem}>
          {message.action.problem.message} {message.action.problem.fix}
        </p>
      )}
    </article>
  );
}

/** What a message is besides its words. Media that people sent is not kept: it is looked at on Instagram. */
function Card({ message }: { message: MessageView }) {
  const t = useT();
  switch (message.kind) {
    case "story_reply":
      return (
        <p className={styles.card}>
          {message.story !== null && message.has_picture && (
            <PostPicture media={message.story} available size={64} />
          )}
          <span>
            {t("inbox.story.replied")}
            <small>{t(message.has_picture ? "inbox.story.kept" : "inbox.story.gone")}</small>
          </span>
        </p>
      );
    case "story_mention":
      return (
        <p className={styles.card}>
          <IconAt size={16} stroke={1.5} aria-hidden />
          <span>
            {t("inbox.message.mention")}
            <small>{t("inbox.story.theirs")}</small>
          </span>
        </p>
      );
    case "share":
      return (
        <p className={styles.card}>
          <IconShare3 size={16} stroke={1.5} aria-hidden />
          <span>
            {t("inbox.message.share")}
            <small>{t("inbox.message.look")}</small>
          </span>
        </p>
      );
    case "unsupported":
      return (
        <p className={styles.card}>
          <IconGhost2 size={16} stroke={1.5} aria-hidden />
          <span>
            {t("inbox.message.unsupported")}
            <small>{t("inbox.message.look")}</small>
          </span>
        </p>
      );
    case "attachment":
      return message.attachments.map((kind, at) => {
        const Mark = attachmentIcons[kind];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no name of their own and never move
          <p key={at} className={styles.card}>
            <Mark size={16} stroke={1.5} aria-hidden />
            <span>
              {t(`inbox.attachment.${kind}`)}
              <small>{t("inbox.message.look")}</small>
            </span>
          </p>
        );
      });
    case "text":
      return null;
  }
}
