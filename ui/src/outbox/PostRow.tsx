import { VisuallyHidden } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { PostView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { clockTime } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import { PostChip } from "../parts/PostChip";
import { postKind, postTitle } from "../parts/post-words";
import { SlidePicture } from "../parts/SlidePicture";
import styles from "./OutboxList.module.css";
import { OutboxRow } from "./OutboxRow";
import { standing } from "./post-facts";
import { usePostActions } from "./use-post-actions";

type Props = { post: PostView; shown: boolean; onShow: () => void };

/** A post: its first picture, its first line, and where it stands. */
export function PostRow({ post, shown, onShow }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const account = useAccount(post.account);
  const act = usePostActions(post);
  const live = post.state === "live";
  const linked = live && post.permalink !== null;
  const facts = [postKind(t, post), standing(intl, post, now)];
  return (
    <OutboxRow
      picture={<SlidePicture slide={post.slides[0]} size={36} />}
      title={<bdi>{postTitle(t, post)}</bdi>}
      sub={
        <>
          {account && (
            <AccountMark mark={account.mark} colour={account.colour} size={14} label={account.name} />
          )}
          <span className={styles.text}>{facts.filter(Boolean).join(" · ")}</span>
        </>
      }
      end={
        live ? (
          <span className={cx(styles.end, linked && styles.endLinked)}>
            <VisuallyHidden>{t("parts.post.state.live")}</VisuallyHidden>{" "}
            {clockTime(intl, post.live_at ?? post.updated_at)}
          </span>
        ) : (
          <PostChip post={post} />
        )
      }
      shown={shown}
      onShow={onShow}
    >
      {linked && (
        <span className={styles.link}>
          <IconButton
            icon={IconExternalLink}
            iconSize={16}
            small
            label={t("outbox.post.open")}
            disabled={act.isPending}
            onClick={() => act.mutate("open")}
          />
        </span>
      )}
    </OutboxRow>
  );
}
