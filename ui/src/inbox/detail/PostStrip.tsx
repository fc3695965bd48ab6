/** The post the comment stands under: picture, caption, how much is open, and the comments switch. */
import { Switch } from "@mantine/core";
import { IconMessageCircle, IconMessageOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { MediaView } from "../../host/bindings";
import { useAccount } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { PostPicture } from "../../parts/PostPicture";
import { DayTime } from "../../parts/RelativeTime";
import type { InboxActions } from "../actions/use-actions";
import type { ThreadRow } from "../faces";
import { ActionStateChip } from "../list/StateChips";
import styles from "./PostStrip.module.css";

type Props = {
  row: ThreadRow;
  /** Undefined until the thread has been read. */
  post: MediaView | undefined;
  actions: InboxActions;
};

export function PostStrip({ row, post, actions }: Props) {
  const t = useT();
  const account = useAccount(row.account);
  return (
    <section className={styles.strip} aria-label={t("inbox.post")}>
      <PostPicture media={row.face.media} available={post?.has_picture ?? row.face.has_picture} size={64} />
      <div className={styles.about}>
        <p className={styles.line}>
          {account && <AccountMark mark={account.mark} colour={account.colour} size={16} />}
          <bdi className={styles.handle}>{account?.username}</bdi>
          {post && <PostFacts post={post} />}
        </p>
        <p className={styles.caption} dir="auto">
          {post && (post.caption ?? t("inbox.post.no_caption"))}
        </p>
      </div>
      {post && <OpenCounts post={post} actions={actions} />}
    </section>
  );
}

function PostFacts({ post }: { post: MediaView }) {
  const t = useT();
  const kind =
    post.kind === "carousel"
      ? t("inbox.post.carousel", { slides: post.slides })
      : t(post.kind === "video" ? "inbox.post.video" : "inbox.post.image");
  return (
    <span className={styles.facts}>
      {kind}
      {post.taken_at && (
        <>
          {" · "}
          <DayTime at={post.taken_at} />
        </>
      )}
    </span>
  );
}

function OpenCounts({ post, actions }: { post: MediaView; actions: InboxActions }) {
  const t = useT();
  const intl = useIntl();
  const values = {
    open: post.open_count,
    all: post.comments_count ?? 0,
    b: (words: ReactNode) => <b key="open">{words}</b>,
  };
  const id = post.comments_count === null ? "inbox.post.open_only" : "inbox.post.open";
  const enabled = post.comments_enabled;
  const Mark = enabled ? IconMessageCircle : IconMessageOff;
  return (
    <div className={styles.counts}>
      <p className={styles.open}>{intl.formatMessage({ id }, values)}</p>
      {post.unreadable && (
        <p className={styles.unreadable}>
          {t(`inbox.post.unreadable.${post.unreadable.cause}`, { comments: post.unreadable.comments })}
        </p>
      )}
      {enabled !== null && (
        <div className={styles.switch}>
          {post.switch_action ? (
            <ActionStateChip state={post.switch_action} />
          ) : (
            <Mark size={14} stroke={1.5} aria-hidden />
          )}
          <span className={styles.state} aria-hidden>
            {t(enabled ? "inbox.post.comments_on" : "inbox.post.comments_off")}
          </span>
          <Switch
            checked={enabled}
            disabled={post.switch_action !== null}
            aria-label={t("inbox.post.switch")}
            onChange={(event) => actions.switchComments(post.media, event.currentTarget.checked)}
          />
        </div>
      )}
    </div>
  );
}
