/** Drafts first, then what has left the desk. */
import { IconPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import type { PostView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { PostChip } from "../parts/PostChip";
import { postTitle } from "../parts/post-words";
import { RelativeTime } from "../parts/RelativeTime";
import { SlidePicture } from "../parts/SlidePicture";
import { grouped, postGroups } from "./groups";
import styles from "./PostsPane.module.css";
import { useNewDraft } from "./use-new-draft";

type Props = {
  /** Undefined until the first answer. */
  posts: readonly PostView[] | undefined;
  shown: string | undefined;
  onShow: (post: string) => void;
};

export function PostsPane({ posts, shown, onShow }: Props) {
  const t = useT();
  const newDraft = useNewDraft();
  const groups = useMemo(() => grouped(posts ?? []), [posts]);
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("composer.posts")}</h1>
        <Button
          small
          icon={IconPlus}
          keys="go.new_post"
          busy={newDraft.isPending}
          onClick={() => newDraft.mutate()}
        >
          {t("composer.newDraft")}
        </Button>
      </header>
      <div className={styles.scroller}>
        {postGroups.map((group) =>
          groups[group].length === 0 ? null : (
            <section key={group} className={styles.group} aria-labelledby={`posts-${group}`}>
              <h2 id={`posts-${group}`} className={styles.name}>
                {t(`composer.group.${group}`)} <span className={styles.total}>{groups[group].length}</span>
              </h2>
              <ul className={styles.list}>
                {groups[group].map((post) => (
                  <Row
                    key={post.post}
                    post={post}
                    shown={post.post === shown}
                    onShow={() => onShow(post.post)}
                  />
                ))}
              </ul>
            </section>
          ),
        )}
        {posts?.length === 0 && <p className={styles.nothing}>{t("composer.posts.none")}</p>}
      </div>
    </>
  );
}

function Row({ post, shown, onShow }: { post: PostView; shown: boolean; onShow: () => void }) {
  const t = useT();
  const account = useAccount(post.account);
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={shown || undefined}
        {...(shown && { "data-pane-focus": true })}
        onClick={onShow}
      >
        <span className={styles.picture}>
          <SlidePicture slide={post.slides[0]} size={40} />
          {account && (
            <span className={styles.mark}>
              <AccountMark mark={account.mark} colour={account.colour} size={16} label={account.name} />
            </span>
          )}
        </span>
        <span className={styles.words}>
          <span className={styles.caption} dir="auto">
            {postTitle(t, post)}
          </span>
          <span className={styles.state}>
            <PostChip post={post} />
            <RelativeTime at={post.updated_at} className={styles.time ?? ""} />
          </span>
        </span>
      </button>
    </li>
  );
}
