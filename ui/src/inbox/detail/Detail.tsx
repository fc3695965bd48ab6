/** The item: the chosen comment's author, the post, the thread with its comments to choose from, and the reply. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type RefObject, useCallback } from "react";
import { commands, type ItemRowView } from "../../host/bindings";
import { keys } from "../../host/keys";
import { useAccount } from "../../host/queries";
import { useT } from "../../i18n/useT";
import type { InboxActions } from "../actions/use-actions";
import { ErrorNotice } from "../ErrorNotice";
import { commentAt, useInboxState } from "../inbox-state";
import styles from "./Detail.module.css";
import { DetailHeader } from "./DetailHeader";
import { PostStrip } from "./PostStrip";
import { type NoReply, ReplyBox } from "./ReplyBox";
import { provisionalThread, Thread } from "./Thread";

type Props = {
  row: ItemRowView;
  actions: InboxActions;
  /** What the reply key goes to. */
  replyFocus: RefObject<HTMLElement | null>;
  onSnooze: () => void;
  onAssign: () => void;
  onBack: (() => void) | undefined;
  narrow: boolean;
  onReply: () => void;
  onLeaveReply: () => void;
};

/** A comment's thread. */
export function threadQuery(media: string, comment: string) {
  return queryOptions({
    queryKey: keys.thread(media, comment),
    queryFn: () => commands.thread({ comment }),
    // Threads that were passed on the way through the list are not kept for long.
    gcTime: 60_000,
  });
}

export function Detail(props: Props) {
  const { row, actions, replyFocus, onSnooze, onAssign, onBack, narrow, onReply, onLeaveReply } = props;
  const t = useT();
  const { item } = row;
  const chosen = useInboxState((state) => state.chosen);
  const choose = useInboxState((state) => state.choose);
  const comment = commentAt(row, chosen);
  const account = useAccount(row.account);
  const thread = useQuery({
    ...threadQuery(row.media, comment),
    // Another comment of the same thread: what is on screen stays until its author is known.
    placeholderData: (before) =>
      before?.comments.some((each) => each.comment === comment) ? before : undefined,
  });
  const found = thread.data?.comments.find((each) => each.comment === comment);
  const author = thread.data?.selected === comment ? thread.data.author : undefined;
  const subject = found ?? row;
  // Waiting or on its way: what has failed or is held leaves the comment hidden.
  const unhiding =
    subject.hidden &&
    found?.action?.kind === "unhide" &&
    ["waiting", "sending", "checking"].includes(found.action.delivery);
  const noReply: NoReply | null = subject.gone
    ? "gone"
    : found?.ours
      ? "ours"
      : subject.hidden && !unhiding
        ? "hidden"
        : null;
  const top = thread.data?.top ?? row.parent ?? comment;

  const { reply, toggleDone, unhide } = actions;
  const onSend = useCallback(
    (text: string, doneAndNext: boolean) => {
      void reply(item, comment, text).then((queued) => {
        if (queued && doneAndNext) toggleDone("next");
      });
    },
    [reply, toggleDone, item, comment],
  );
  const onChoose = useCallback((other: string) => choose({ item, comment: other }), [choose, item]);
  const name = subject.username || t("inbox.person.unknown");
  return (
    <>
      <DetailHeader
        row={row}
        name={name}
        author={author}
        actions={actions}
        onSnooze={onSnooze}
        onAssign={onAssign}
        onBack={onBack}
      />
      <PostStrip row={row} post={thread.data?.post} actions={actions} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long thread must scroll by keys */}
      <section className={styles.scroller} tabIndex={0} aria-label={t("inbox.thread")}>
        {thread.error && !thread.data && (
          <div className={styles.notice}>
            <ErrorNotice error={thread.error} onRetry={() => void thread.refetch()} />
          </div>
        )}
        <Thread
          comments={thread.data?.comments ?? provisionalThread(row)}
          selected={comment}
          account={account}
          actions={actions}
          onChoose={onChoose}
          onReply={onReply}
        />
      </section>
      <ReplyBox
        key={top}
        item={item}
        name={name}
        noReply={noReply}
        unhiding={unhiding}
        focus={replyFocus}
        narrow={narrow}
        onSend={onSend}
        onUnhide={() => unhide(item, comment)}
        onLeave={onLeaveReply}
      />
    </>
  );
}
