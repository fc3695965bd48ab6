/** The chosen comment: who wrote it, under which post, its thread, and the reply. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type RefObject, useCallback } from "react";
import { commands, type ItemRowView } from "../../host/bindings";
import { keys } from "../../host/keys";
import { useAccount } from "../../host/queries";
import { useT } from "../../i18n/useT";
import type { InboxActions } from "../actions/use-actions";
import { ErrorNotice } from "../ErrorNotice";
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
  onBack: (() => void) | undefined;
  narrow: boolean;
  onReply: () => void;
  onLeaveReply: () => void;
};

/** The thread a row stands in. */
export function threadQuery({ media, comment }: Pick<ItemRowView, "media" | "comment">) {
  return queryOptions({
    queryKey: keys.thread(media, comment),
    queryFn: () => commands.thread({ comment }),
    // Threads that were passed on the way through the list are not kept for long.
    gcTime: 60_000,
  });
}

export function Detail({ row, actions, replyFocus, onBack, narrow, onReply, onLeaveReply }: Props) {
  const t = useT();
  const { comment } = row;
  const account = useAccount(row.account);
  const thread = useQuery(threadQuery(row));
  const found = thread.data?.comments.find((each) => each.comment === comment);
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
      void reply(comment, top, text).then((queued) => {
        if (queued && doneAndNext) toggleDone(false);
      });
    },
    [reply, toggleDone, comment, top],
  );
  return (
    <>
      <DetailHeader row={row} author={thread.data?.author} actions={actions} onBack={onBack} />
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
          onReply={onReply}
        />
      </section>
      <ReplyBox
        key={top}
        thread={top}
        name={row.username || t("inbox.person.unknown")}
        noReply={noReply}
        unhiding={unhiding}
        focus={replyFocus}
        narrow={narrow}
        onSend={onSend}
        onUnhide={() => unhide(comment)}
        onLeave={onLeaveReply}
      />
    </>
  );
}
