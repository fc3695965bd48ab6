/** A conversation: who it is with, what was said, until when they can be answered, and the answer. */
import { IconLock, IconNote } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useAccount } from "../../host/queries";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { SkeletonRows } from "../../parts/Skeleton";
import { AuthorDrawer } from "../author/AuthorDrawer";
import { ErrorNotice } from "../ErrorNotice";
import type { ConversationRow } from "../faces";
import { standingOf } from "../window-words";
import conversation from "./Conversation.module.css";
import { conversationQuery } from "./conversation-query";
import styles from "./Detail.module.css";
import { DetailHeader } from "./DetailHeader";
import type { DetailProps } from "./detail-props";
import { Messages } from "./Messages";
import { NoteBox } from "./NoteBox";
import box from "./ReplyBox.module.css";
import { WindowBar } from "./WindowBar";
import { MOST_BYTES, WritingBox } from "./WritingBox";

export function ConversationDetail(props: DetailProps<ConversationRow>) {
  const { row, actions, replyFocus, onSnooze, onAssign, onLabel, onBack, narrow, onLeaveReply } = props;
  const { writing, onWriting, chosenItems, card, onCard } = props;
  const t = useT();
  const now = useNow(30_000);
  const { item } = row;
  const id = row.face.conversation;
  const account = useAccount(row.account);
  const read = useQuery(conversationQuery(id));
  const name = row.username || t("inbox.person.unknown");
  const window = read.data?.window ?? row.face.window;
  const closed = standingOf(window, now).state === "closed";
  const nobody = read.data?.known_person === false;
  const { message, toggleDone } = actions;
  const onSend = useCallback(
    (text: string, doneAndNext: boolean) => {
      void message(item, id, text).then((queued) => {
        if (queued && doneAndNext) toggleDone("next");
      });
    },
    [message, toggleDone, item, id],
  );
  const onToggleCard = useCallback(() => onCard(!card), [onCard, card]);
  return (
    <>
      {/* What the card lies over is closed first. */}
      <div className={styles.rest} inert={card}>
        <DetailHeader
          row={row}
          username={row.username}
          about={[t("inbox.row.message"), account?.name || account?.username].filter(Boolean).join(" · ")}
          author={read.data?.author}
          actions={actions}
          onSnooze={onSnooze}
          onAssign={onAssign}
          onLabel={onLabel}
          onCard={onToggleCard}
          onBack={onBack}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long conversation must scroll by keys */}
        <section className={styles.scroller} tabIndex={0} aria-label={t("inbox.conversation")}>
          {read.error && !read.data && (
            <div className={styles.notice}>
              <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
            </div>
          )}
          {read.data ? (
            <Messages
              messages={read.data.messages}
              notes={read.data.notes}
              name={name}
              account={account}
              actions={actions}
            />
          ) : (
            !read.error && <SkeletonRows rows={3} />
          )}
        </section>
        <div className={conversation.foot}>
          {!nobody && <WindowBar window={window} />}
          {writing === "note" ? (
            <NoteBox
              key={id}
              item={item}
              of="conversation"
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
          ) : closed || nobody ? (
            <section className={cx(box.box, box.locked)} aria-label={t("inbox.message.write")}>
              <IconLock size={16} stroke={1.5} aria-hidden />
              <p className={box.reason}>{t(nobody ? "inbox.message.nobody" : "inbox.message.closed")}</p>
              <Button icon={IconNote} keys="inbox.note" onClick={() => onWriting("note")}>
                {t("inbox.note")}
              </Button>
            </section>
          ) : (
            <WritingBox
              item={item}
              about={{ kind: "conversation", conversation: id }}
              of="conversation"
              writing="reply"
              onWriting={onWriting}
              label={t("inbox.message.write")}
              placeholder={t("inbox.message.to", { name: row.username || t("outbox.someone") })}
              mostBytes={MOST_BYTES}
              focus={replyFocus}
              narrow={narrow}
              onSend={onSend}
              onLeave={onLeaveReply}
            />
          )}
        </div>
      </div>
      {card && (
        <AuthorDrawer
          about={{ kind: "conversation", conversation: id }}
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
