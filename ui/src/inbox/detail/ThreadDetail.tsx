/** The item: the chosen comment's author, the post, the thread with its comments to choose from, and the reply. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useAccount } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { AuthorDrawer } from "../author/AuthorDrawer";
import { ErrorNotice } from "../ErrorNotice";
import type { ThreadRow } from "../faces";
import { commentAt, useInboxState } from "../inbox-state";
import styles from "./Detail.module.css";
import { DetailHeader } from "./DetailHeader";
import type { DetailProps } from "./detail-props";
import { NoteBox } from "./NoteBox";
import { PostStrip } from "./PostStrip";
import { type NoReply, ReplyBox } from "./ReplyBox";
import { provisionalThread, Thread } from "./Thread";
import { threadQuery } from "./thread-query";

export function ThreadDetail(props: DetailProps<ThreadRow>) {
  const { row, actions, replyFocus, onSnooze, onAssign, onLabel, onBack, narrow, onReply, onLeaveReply } =
    props;
  const { writing, onWriting, chosenItems, card, onCard } = props;
  const t = useT();
  const { item } = row;
  const chosen = useInboxState((state) => state.chosen);
  const choose = useInboxState((state) => state.choose);
  const comment = commentAt(row, chosen);
  const account = useAccount(row.account);
  const thread = useQuery({
    ...threadQuery(row.face.media, comment),
    // Another comment of the same thread: what is on screen stays until its author is known.
    placeholderData: (before) =>
      before?.comments.some((each) => each.comment === comment) ? before : undefined,
  });
  const found = thread.data?.comments.find((each) => each.comment === comment);
  const ofSelected = thread.data?.selected === comment ? thread.data : undefined;
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
  const top = thread.data?.top ?? row.face.parent ?? comment;

  const { reply, privateReply, toggleDone, unhide } = actions;
  const onSend = useCallback(
    (text: string, doneAndNext: boolean) => {
      const queueing = writing === "private" ? privateReply(item, comment, text) : reply(item, comment, text);
      void queueing.then((queued) => {
        if (queued && doneAndNext) toggleDone("next");
      });
    },
    [writing, reply, privateReply, toggleDone, item, comment],
  );
  const onPrivateReply = useCallback(() => onWriting("private"), [onWriting]);
  const onToggleCard = useCallback(() => onCard(!card), [onCard, card]);
  const onChoose = useCallback((other: string) => choose({ item, comment: other }), [choose, item]);
  return (
    <>
      {/* What the card lies over is closed first. */}
      <div className={styles.rest} inert={card}>
        <DetailHeader
          row={row}
          username={subject.username}
          author={ofSelected?.author}
          actions={actions}
          onSnooze={onSnooze}
          onAssign={onAssign}
          onLabel={onLabel}
          onCard={onToggleCard}
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
            notes={thread.data?.notes ?? []}
            selected={comment}
            account={account}
            actions={actions}
            onChoose={onChoose}
            onReply={onReply}
            onPrivateReply={onPrivateReply}
          />
        </section>
        {writing === "note" ? (
          <NoteBox
            key={top}
            item={item}
            of="thread"
            items={chosenItems}
            focus={replyFocus}
            onWriting={onWriting}
            onSave={(text) => {
              actions.writeNote(item, text);
              onWriting("reply", false);
              onLeaveReply();
            }}
            onLeave={onLeaveReply}
          />
        ) : (
          <ReplyBox
            item={item}
            comment={comment}
            writing={writing}
            name={subject.username || t("outbox.someone")}
            noReply={noReply}
            privateReply={ofSelected?.private_reply}
            unhiding={unhiding}
            focus={replyFocus}
            narrow={narrow}
            onSend={onSend}
            onUnhide={() => unhide(item, comment)}
            onWriting={onWriting}
            onLeave={onLeaveReply}
          />
        )}
      </div>
      {card && (
        <AuthorDrawer
          about={{ kind: "comment", comment }}
          actions={actions}
          onClose={() => {
            onCard(false);
            onLeaveReply();
          }}
        />
      )}
    </>
  );
}
