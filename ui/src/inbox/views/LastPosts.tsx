/** The newest posts beside the views, each with how much under it waits: each opens what stands under it. */
import { Menu } from "@mantine/core";
import { useIntl } from "react-intl";
import type { LastPostView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { MenuGroup } from "../../parts/MenuGroup";
import { PostPicture } from "../../parts/PostPicture";
import styles from "./LastPosts.module.css";
import section from "./SavedViews.module.css";
import { useLastPosts, useOpenPost, usePostName, useShownPost } from "./use-last-posts";
import pane from "./ViewsPane.module.css";

export function LastPosts() {
  const t = useT();
  const posts = useLastPosts();
  const nameOf = usePostName();
  const open = useOpenPost();
  const current = useShownPost();
  if (posts.length === 0) return null;
  return (
    <section className={section.section} aria-label={t("inbox.last_posts")}>
      <header className={section.head}>
        <span className={section.title}>{t("inbox.last_posts")}</span>
      </header>
      <ul className={section.list}>
        {posts.map((post) => {
          const shown = post.media === current;
          return (
            <li key={post.media} className={styles.item}>
              <button
                type="button"
                className={cx(pane.view, shown && pane.active)}
                aria-current={shown || undefined}
                data-pane-focus={shown || undefined}
                onClick={() => void open(post.media)}
              >
                <PostPicture media={post.media} available={post.has_picture} size={24} />
                <bdi className={pane.name}>{nameOf(post)}</bdi>
                <OpenCount post={post} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The same in a menu. */
export function LastPostsOfMenu() {
  const t = useT();
  const posts = useLastPosts();
  const nameOf = usePostName();
  const open = useOpenPost();
  if (posts.length === 0) return null;
  return (
    <MenuGroup title={t("inbox.last_posts")}>
      {posts.map((post) => (
        <Menu.Item
          key={post.media}
          leftSection={<PostPicture media={post.media} available={post.has_picture} size={24} />}
          rightSection={<OpenCount post={post} />}
          classNames={{ itemLabel: styles.words ?? "" }}
          onClick={() => void open(post.media)}
        >
          <bdi>{nameOf(post)}</bdi>
        </Menu.Item>
      ))}
    </MenuGroup>
  );
}

/** What is open asks for an answer, so it stands out as the unread do. */
function OpenCount({ post: { open_count } }: { post: LastPostView }) {
  const intl = useIntl();
  if (open_count === 0) return null;
  return <span className={cx(pane.count, pane.urgent)}>{intl.formatNumber(open_count)}</span>;
}
