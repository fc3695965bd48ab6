/**
 * A post of somebody else that tags the account: who published it, what they wrote, and where it is. Nothing can be answered
 * from here, and why stands where the answer would.
 */
import { IconExternalLink, IconGhost2, IconLock, IconNote, IconUserSquare } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { TaggedPostView } from "../../host/bindings";
import { useAccount } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { DayTime } from "../../parts/RelativeTime";
import { SkeletonRows } from "../../parts/Skeleton";
import type { InboxActions } from "../actions/use-actions";
import { AuthorDrawer } from "../author/AuthorDrawer";
import { ErrorNotice } from "../ErrorNotice";
import type { TaggedPostRow } from "../faces";
import styles from "./Detail.module.css";
import { DetailHeader } from "./DetailHeader";
import type { DetailProps } from "./detail-props";
import { NoteBox } from "./NoteBox";
import { NoteCard } from "./NoteCard";
import box from "./ReplyBox.module.css";
import post from "./TaggedPost.module.css";
import { taggedPostQuery } from "./tagged-post-query";
import { Words } from "./Words";

export function TaggedPostDetail(props: DetailProps<TaggedPostRow>) {
  const { row, actions, replyFocus, onSnooze, onAssign, onLabel, onBack, onLeaveReply } = props;
  const { writing, onWriting, chosenItems, card, onCard } = props;
  const t = useT();
  const { item } = row;
  const account = useAccount(row.account);
  const read = useQuery(taggedPostQuery(item));
  const onToggleCard = useCallback(() => onCard(!card), [onCard, card]);
  return (
    <>
      {/* What the card lies over is closed first. */}
      <div className={styles.rest} inert={card}>
        <DetailHeader
          row={row}
          username={row.username}
          about={[t("inbox.row.tagged"), account?.name || account?.username].filter(Boolean).join(" · ")}
          author={read.data?.author}
          actions={actions}
          onSnooze={onSnooze}
          onAssign={onAssign}
          onLabel={onLabel}
          onCard={onToggleCard}
          onBack={onBack}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long caption must scroll by keys */}
        <section className={styles.scroller} tabIndex={0} aria-label={t("inbox.tagged.post")}>
          {read.error && !read.data && (
            <div className={styles.notice}>
              <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
            </div>
          )}
          {read.data ? <Post view={read.data} actions={actions} /> : !read.error && <SkeletonRows rows={3} />}
        </section>
        {writing === "note" ? (
          <NoteBox
            key={item}
            item={item}
            of="tagged_post"
            items={chosenItems}
            focus={replyFocus}
            onWriting={onWriting}
            onSave={(text) => {
              actions.writeNote(item, text);
              onWriting("reply", false);
              onLeaveReply();
            }}
            onLeave={() => {
              onWriting("reply", false);
              onLeaveReply();
            }}
          />
        ) : (
          <section className={cx(box.box, box.locked)} aria-label={t("inbox.reply")}>
            <IconLock size={16} stroke={1.5} aria-hidden />
            <p className={box.reason}>{t(row.gone ? "inbox.tagged.gone" : "inbox.tagged.no_reply")}</p>
            <Button icon={IconNote} keys="inbox.note" onClick={() => onWriting("note")}>
              {t("inbox.note")}
            </Button>
          </section>
        )}
      </div>
      {card && (
        <AuthorDrawer
          about={{ kind: "tagged_post", item }}
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

/** The post in words: its picture belongs to somebody else and is not kept. */
function Post({ view, actions }: { view: TaggedPostView; actions: InboxActions }) {
  const t = useT();
  return (
    <article className={post.post}>
      <p className={post.facts}>
        <IconUserSquare size={14} stroke={1.5} aria-hidden />
        {t(`inbox.tagged.kind.${view.media_kind}`)}
        {view.written_at && (
          <>
            {" · "}
            <DayTime at={view.written_at} />
          </>
        )}
      </p>
      {view.gone ? (
        <p className={post.none}>
          <IconGhost2 size={16} stroke={1.5} aria-hidden />
          {t("inbox.tagged.gone")}
        </p>
      ) : view.caption === null ? (
        <p className={post.none}>{t("inbox.post.no_caption")}</p>
      ) : (
        <p className={post.caption} dir="auto" data-selectable>
          <Words text={view.caption} />
        </p>
      )}
      {!view.gone && view.has_link && (
        <Button icon={IconExternalLink} keys="inbox.instagram" onClick={actions.openOnInstagram}>
          {t("inbox.open_on_instagram")}
        </Button>
      )}
      {view.notes.map((note) => (
        <div key={note.note} className={post.note}>
          <NoteCard note={note} onRemove={actions.removeNote} />
        </div>
      ))}
    </article>
  );
}
