/** Where posts are written: the posts at the left, the open one beside them. */
import { Popover, VisuallyHidden } from "@mantine/core";
import { IconLayoutSidebar, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import type { PostView } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { EmptyState } from "../parts/EmptyState";
import { IconButton } from "../parts/IconButton";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { type Command, useCommands } from "../shell/commands";
import { useUndoToasts } from "../shell/undo-toasts";
import styles from "./ComposerPage.module.css";
import { DropOverlay } from "./DropOverlay";
import { Editor } from "./Editor";
import { inOrder } from "./groups";
import { PostsPane } from "./PostsPane";
import { UnderWay } from "./UnderWay";
import { useAddSlides, useFileDrop } from "./use-add-slides";
import { useLayout } from "./use-layout";
import { useNewDraft } from "./use-new-draft";

export function ComposerPage() {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ from: "/composer" });
  const listed = useQuery(queries.posts);
  const { folded, overlay } = useLayout();
  const [listOpen, setListOpen] = useState(false);
  const posts = useMemo(() => inOrder(listed.data ?? []), [listed.data]);
  // Without a name the newest draft is shown; what is under way is shown when it is asked for.
  const shown = search.post ?? posts.find((post) => post.state === "draft")?.post;
  const show = (post: string) => {
    setListOpen(false);
    void navigate({ to: "/composer", search: { post } });
  };
  usePostKeys(posts, shown, show);

  const pane = <PostsPane posts={listed.data && posts} shown={shown} onShow={show} />;
  const menu = folded && (
    <>
      <VisuallyHidden>
        <h1>{t("composer.posts")}</h1>
      </VisuallyHidden>
      <Popover
        opened={listOpen}
        onChange={setListOpen}
        position="bottom-start"
        width={280}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <IconButton
            icon={IconLayoutSidebar}
            label={t("composer.posts.open")}
            aria-haspopup="dialog"
            aria-expanded={listOpen}
            onClick={() => setListOpen(!listOpen)}
          />
        </Popover.Target>
        <Popover.Dropdown aria-label={t("composer.posts")} p={0}>
          <div className={styles.menu}>{pane}</div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
  return (
    <Panel className={cx(styles.page, folded && styles.folded, overlay && styles.overlay)}>
      {!folded && (
        <section className={styles.posts} aria-label={t("composer.posts")} data-pane>
          {pane}
        </section>
      )}
      {listed.error ? (
        <div className={cx(styles.alone, styles.padded)}>
          {menu}
          <ErrorCard
            error={listed.error}
            actions={
              <Button kind="primary" onClick={() => void listed.refetch()}>
                {t("composer.retry")}
              </Button>
            }
          />
        </div>
      ) : shown !== undefined ? (
        <OpenPost
          key={shown}
          post={shown}
          known={posts.find((post) => post.post === shown)}
          overlay={overlay}
          menu={menu}
        />
      ) : listed.isPending ? (
        <div className={cx(styles.alone, styles.padded)}>
          {menu}
          <SkeletonRows />
        </div>
      ) : (
        <NothingOpen menu={menu} />
      )}
    </Panel>
  );
}

type OpenProps = { post: string; known: PostView | undefined; overlay: boolean; menu: ReactNode };

function OpenPost({ post, known, overlay, menu }: OpenProps) {
  const t = useT();
  const navigate = useNavigate();
  const read = useQuery({ ...queries.post(post), ...(known && { placeholderData: known }) });
  const view = read.data;
  if (!view) {
    return (
      <div className={cx(styles.alone, styles.padded)}>
        {menu}
        {read.error ? (
          <ErrorCard
            error={read.error}
            actions={
              <>
                <Button kind="primary" onClick={() => void read.refetch()}>
                  {t("composer.retry")}
                </Button>
                <Button onClick={() => void navigate({ to: "/composer" })}>{t("composer.others")}</Button>
              </>
            }
          />
        ) : (
          <SkeletonRows />
        )}
      </div>
    );
  }
  if (view.state === "draft") return <Editor post={view} overlay={overlay} posts={menu} />;
  return (
    <div className={styles.alone}>
      <UnderWay post={view} posts={menu} />
      <DropIntoNewDraft />
    </div>
  );
}

function NothingOpen({ menu }: { menu: ReactNode }) {
  const t = useT();
  const newDraft = useNewDraft();
  return (
    <section className={styles.alone} aria-label={t("composer.editor")} data-pane>
      {menu}
      <EmptyState
        title={t("composer.empty")}
        actions={
          <Button
            kind="primary"
            icon={IconPlus}
            keys="go.new_post"
            busy={newDraft.isPending}
            onClick={() => newDraft.mutate()}
          >
            {t("composer.newDraft")}
          </Button>
        }
      >
        {t("composer.empty.text")}
      </EmptyState>
      <DropIntoNewDraft />
    </section>
  );
}

/** Files that are dropped where no draft is open begin one. */
function DropIntoNewDraft() {
  const newDraft = useNewDraft();
  const adding = useAddSlides();
  const over = useFileDrop(({ drop }) => {
    // This component goes with the first answer, and callbacks of a call would go with it; its promise does not.
    newDraft
      .mutateAsync()
      .then(({ post }) => adding.mutateAsync({ post, drop }))
      .catch(tell);
  });
  return over ? <DropOverlay fresh /> : null;
}

const tell = (cause: unknown) => void useUndoToasts.getState().show({ message: asIpcError(cause).message });

/** j and k go through the posts. */
function usePostKeys(
  posts: readonly PostView[],
  shown: string | undefined,
  show: (post: string) => void,
): void {
  const t = useT();
  const commands = useMemo<Command[]>(() => {
    const step = (by: 1 | -1) => () => {
      const at = posts.findIndex(({ post }) => post === shown);
      const next = posts[Math.min(posts.length - 1, Math.max(0, at + by))];
      if (next && next.post !== shown) show(next.post);
    };
    return [
      {
        id: "composer.next",
        title: t("composer.next"),
        group: "list",
        keyOnly: true,
        run: step(1),
      },
      {
        id: "composer.previous",
        title: t("composer.previous"),
        group: "list",
        keyOnly: true,
        run: step(-1),
      },
    ];
  }, [t, posts, shown, show]);
  useCommands(commands);
}
