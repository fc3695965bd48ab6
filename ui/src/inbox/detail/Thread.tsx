/**
 * The top-level comment, its replies indented once, and our answers on the right.
 *
 * Comment text is rendered as text nodes only, each in its own bidi-isolated box that breaks anywhere.
 */
import { IconCheck, IconEyeOff, IconGhost2, IconHeart } from "@tabler/icons-react";
import { memo, useEffect, useRef } from "react";
import { useIntl } from "react-intl";
import type {
  AccountView,
  ActionChip,
  CommentView,
  Delivery,
  NoteView,
  ThreadView,
} from "../../host/bindings";
import { clockTime } from "../../i18n/time";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { Button } from "../../parts/Button";
import { Chip } from "../../parts/Chip";
import { cx } from "../../parts/cx";
import { PersonAvatar } from "../../parts/PersonAvatar";
import { DayTime } from "../../parts/RelativeTime";
import type { InboxActions } from "../actions/use-actions";
import type { ThreadRow } from "../faces";
import { ActionStateChip } from "../list/StateChips";
import { NoteCard } from "./NoteCard";
import styles from "./Thread.module.css";
import { Words } from "./Words";

/** Deliveries that are worth a chip: the action has not ended well or not ended at all. */
export const chipOf: Partial<Record<Delivery, ActionChip>> = {
  waiting: "waiting",
  held: "held",
  sending: "sending",
  checking: "checking",
  failed: "failed",
  needs_you: "needs_you",
};

type Props = {
  comments: readonly CommentView[];
  /** The notes on the item: they stand among the comments in the order of time. */
  notes: readonly NoteView[];
  selected: string;
  account: AccountView | undefined;
  actions: InboxActions;
  /** The person chose another comment of the thread. */
  onChoose: (comment: string) => void;
  onReply: () => void;
  onPrivateReply: () => void;
};

export function Thread(props: Props) {
  const { comments, notes, selected, account, actions, onChoose, onReply, onPrivateReply } = props;
  const t = useT();
  const chosen = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another comment has been chosen, or the thread has arrived
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [selected, comments.length]);
  return (
    <ul className={styles.thread} aria-label={t("inbox.thread")}>
      {inOrder(comments, notes).map((entry, place) => {
        if ("note" in entry) {
          return (
            <li key={entry.note} className={styles.note}>
              <NoteCard note={entry} onRemove={actions.removeNote} />
            </li>
          );
        }
        const comment = entry;
        return (
          <li
            // The next thread takes over the elements of this one, which the key to it is quicker for.
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing in it remembers which comment it showed
            key={place}
            ref={comment.comment === selected ? chosen : undefined}
            aria-current={comment.comment === selected || undefined}
          >
            {comment.ours ? (
              <OwnComment comment={comment} account={account} />
            ) : (
              <TheirComment
                comment={comment}
                selected={comment.comment === selected}
                actions={actions}
                onChoose={onChoose}
                onReply={onReply}
                onPrivateReply={onPrivateReply}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The comments as they are, each note behind the last comment written before it. */
function inOrder(
  comments: readonly CommentView[],
  notes: readonly NoteView[],
): readonly (CommentView | NoteView)[] {
  const entries: (CommentView | NoteView)[] = [...comments];
  for (const note of [...notes].reverse()) {
    const at = Date.parse(note.written_at);
    const before = comments.findLastIndex(
      ({ written_at }, index) => index === 0 || (written_at !== null && Date.parse(written_at) <= at),
    );
    entries.splice(before + 1, 0, note);
  }
  return entries;
}

type TheirProps = {
  comment: CommentView;
  selected: boolean;
  actions: InboxActions;
  onChoose: (comment: string) => void;
  onReply: () => void;
  onPrivateReply: () => void;
};

function TheirComment(props: TheirProps) {
  const { comment, selected, actions, onChoose, onReply, onPrivateReply } = props;
  const t = useT();
  const intl = useIntl();
  const nested = comment.parent !== null;
  const name = comment.username || t("inbox.person.unknown");
  const state = comment.action ? chipOf[comment.action.delivery] : undefined;
  return (
    <article
      className={cx(
        styles.comment,
        nested && styles.nested,
        selected && styles.selected,
        (comment.hidden || comment.gone) && styles.dim,
      )}
    >
      <PersonAvatar username={comment.username} size={nested ? 24 : 32} />
      <div className={styles.body}>
        <div className={styles.head}>
          {selected ? (
            <bdi className={styles.name}>{name}</bdi>
          ) : (
            <button
              type="button"
              className={cx(styles.name, styles.choose)}
              aria-label={t("inbox.thread.choose", { name })}
              onClick={() => onChoose(comment.comment)}
            >
              <bdi>{name}</bdi>
            </button>
          )}
          {comment.hidden && !comment.gone && <Chip icon={IconEyeOff}>{t("inbox.chip.hidden")}</Chip>}
          {comment.gone && (
            <Chip family="outline" icon={IconGhost2}>
              {t("inbox.chip.gone")}
            </Chip>
          )}
          {comment.done && (
            <Chip family="success" icon={IconCheck}>
              {t("inbox.chip.done")}
            </Chip>
          )}
          {state && <ActionStateChip state={state} />}
          {comment.written_at && (
            <span className={styles.time}>
              <DayTime at={comment.written_at} />
            </span>
          )}
          {comment.like_count > 0 && (
            <span
              className={styles.likes}
              role="img"
              aria-label={t("inbox.comment.likes", { count: comment.like_count })}
            >
              <IconHeart size={14} stroke={1.5} aria-hidden />
              {intl.formatNumber(comment.like_count)}
            </span>
          )}
        </div>
        <p className={styles.text} dir="auto" data-selectable>
          {comment.gone && comment.text === null ? (
            t("inbox.comment.gone")
          ) : comment.text === null ? (
            t("inbox.text.none")
          ) : (
            <Words key={comment.comment} text={comment.text} />
          )}
        </p>
        {comment.action?.problem && (
          <p className={styles.problem}>
            {comment.action.problem.message} {comment.action.problem.fix}
          </p>
        )}
        {selected && !comment.gone && (
          <CommentActions
            hidden={comment.hidden}
            actions={actions}
            onReply={onReply}
            onPrivateReply={onPrivateReply}
          />
        )}
      </div>
    </article>
  );
}

type ActionsProps = Pick<TheirProps, "actions" | "onReply" | "onPrivateReply"> & { hidden: boolean };

/** The same for one comment after the other, and rendered once for all of them. */
const CommentActions = memo(function CommentActions(props: ActionsProps) {
  const { hidden, actions, onReply, onPrivateReply } = props;
  const t = useT();
  return (
    <div className={styles.actions}>
      <Button small keys="inbox.reply" disabled={hidden} onClick={onReply}>
        {t("inbox.reply")}
      </Button>
      <Button small keys="inbox.private_reply" onClick={onPrivateReply}>
        {t("inbox.private")}
      </Button>
      <Button small keys="inbox.hide" onClick={actions.toggleHidden}>
        {t(hidden ? "inbox.unhide" : "inbox.hide")}
      </Button>
      <Button small keys="inbox.delete" onClick={actions.deleteChosen}>
        {t("inbox.delete")}
      </Button>
    </div>
  );
});

function OwnComment({ comment, account }: { comment: CommentView; account: AccountView | undefined }) {
  const t = useT();
  const intl = useIntl();
  const state = comment.action ? chipOf[comment.action.delivery] : undefined;
  const facts = [
    comment.by_member ?? t("inbox.comment.outside"),
    comment.written_at && clockTime(intl, comment.written_at),
    !state && !comment.gone && t("inbox.comment.sent"),
  ].filter((fact): fact is string => typeof fact === "string");
  return (
    <article className={cx(styles.own, comment.gone && styles.dim)}>
      <p className={styles.bubble} dir="auto" data-selectable>
        {comment.text ?? t("inbox.text.none")}
      </p>
      <p className={styles.meta}>
        {account && <AccountMark mark={account.mark} colour={account.colour} size={16} />}
        <span>{facts.join(" · ")}</span>
        {!state && !comment.gone && <IconCheck size={14} stroke={1.75} aria-hidden />}
        {state && <ActionStateChip state={state} />}
        {comment.gone && (
          <Chip family="outline" icon={IconGhost2}>
            {t("inbox.chip.gone")}
          </Chip>
        )}
      </p>
      {comment.action?.problem && (
        <p className={styles.problem}>
          {comment.action.problem.message} {comment.action.problem.fix}
        </p>
      )}
    </article>
  );
}

/** What can be shown of a thread before it has been read: the row itself. */
export function provisionalThread(row: ThreadRow): ThreadView["comments"] {
  const { username, text, written_at, hidden, gone, done } = row;
  const { comment, parent, answered } = row.face;
  const known = { comment, parent, username, text, written_at, hidden, gone, done, answered };
  return [{ ...known, like_count: 0, ours: false, by_member: null, echo: false, action: null }];
}
