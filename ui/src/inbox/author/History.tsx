/** The other threads of an author, the last one first; each opens to what was said in it. */
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { AuthorCardView, AuthorThreadView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { PostPicture } from "../../parts/PostPicture";
import { RelativeTime } from "../../parts/RelativeTime";
import { threadQuery } from "../detail/thread-query";
import { ErrorNotice } from "../ErrorNotice";
import styles from "./AuthorDrawer.module.css";

export function History({ card }: { card: AuthorCardView }) {
  const t = useT();
  return (
    <section aria-label={t("inbox.card.history")}>
      <h3 className={styles.heading}>
        {t("inbox.card.history")} <span className={styles.count}>{card.other_threads}</span>
      </h3>
      {card.threads.length === 0 ? (
        <p className={styles.none}>
          {t(card.comments_here === 0 ? "inbox.card.no_comments" : "inbox.card.no_history")}
        </p>
      ) : (
        <ul className={styles.history}>
          {card.threads.map((thread) => (
            <PastThread key={thread.item} thread={thread} />
          ))}
        </ul>
      )}
      {card.other_threads > card.threads.length && (
        <p className={styles.none}>
          {t("inbox.card.more", { count: card.other_threads - card.threads.length })}
        </p>
      )}
    </section>
  );
}

function PastThread({ thread }: { thread: AuthorThreadView }) {
  const t = useT();
  const id = useId();
  const [open, setOpen] = useState(false);
  const Mark = open ? IconChevronDown : IconChevronRight;
  const state = thread.gone ? "gone" : thread.hidden ? "hidden" : thread.answered ? "answered" : null;
  return (
    <li>
      <button
        type="button"
        className={styles.past}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Mark size={14} stroke={1.75} aria-hidden className={styles.turn} />
        <span className={styles.said}>
          <bdi className={styles.text}>{thread.text ?? t("inbox.text.none")}</bdi>
          <span className={styles.when}>
            <RelativeTime at={thread.at} />
            {state && ` · ${t(`inbox.chip.${state}`)}`}
          </span>
        </span>
        <PostPicture media={thread.media} available size={32} kind="image" />
      </button>
      <div id={id}>{open && <Said thread={thread} />}</div>
    </li>
  );
}

function Said({ thread }: { thread: AuthorThreadView }) {
  const t = useT();
  const found = useQuery(threadQuery(thread.media, thread.comment));
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <ul className={styles.lines}>
      {found.data?.comments.map((comment) => (
        <li key={comment.comment} className={styles.each}>
          <bdi className={styles.by}>{comment.username || t("inbox.person.unknown")}</bdi>{" "}
          <bdi>{comment.text ?? t("inbox.text.none")}</bdi>
        </li>
      ))}
    </ul>
  );
}
