/** A post that has left the desk: how far it has come, and the ways back and on. */
import { IconEdit, IconExternalLink, IconSend } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useIntl } from "react-intl";
import { commands, type PostView } from "../host/bindings";
import { keys } from "../host/keys";
import { useAccount } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import { PostChip } from "../parts/PostChip";
import { PostLadder } from "../parts/PostLadder";
import { postKind, postTitle } from "../parts/post-words";
import { type Command, useCommands } from "../shell/commands";
import { CropPicture } from "./CropPicture";
import { useComposerState } from "./composer-state";
import { ratioValues } from "./crop";
import styles from "./UnderWay.module.css";

type Props = {
  post: PostView;
  /** The way to the other posts where they are folded away. */
  posts: ReactNode;
};

export function UnderWay({ post, posts }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const client = useQueryClient();
  const navigate = useNavigate();
  const account = useAccount(post.account);
  const edit = useMutation({
    mutationFn: () => commands.cancelPost({ post: post.post }),
    onSuccess: (view) => {
      // The time that was picked is offered again.
      const { wall_time, zone } = post;
      if (wall_time !== null && zone !== null)
        useComposerState.getState().setWhen(post.post, { kind: "at", wall_time, zone });
      client.setQueryData(keys.post(view.post), view);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.posts }),
  });
  const open = useMutation({ mutationFn: () => commands.openPostOnInstagram({ post: post.post }) });

  const { can, permalink } = post;
  const mayEdit = can.edit || can.cancel;
  const { mutate: makeDraft } = edit;
  const { mutate: look } = open;
  const list = useMemo<Command[]>(
    () => [
      ...(mayEdit
        ? [
            {
              id: "composer.edit" as const,
              title: t("composer.edit"),
              group: "item" as const,
              icon: IconEdit,
              run: () => makeDraft(),
            },
          ]
        : []),
      ...(permalink === null
        ? []
        : [
            {
              id: "composer.open" as const,
              title: t("composer.open"),
              group: "item" as const,
              icon: IconExternalLink,
              run: () => look(),
            },
          ]),
      {
        id: "composer.outbox",
        title: t("composer.outbox"),
        group: "item",
        icon: IconSend,
        run: () => void navigate({ to: "/outbox", search: { post: post.post } }),
      },
    ],
    [t, mayEdit, makeDraft, permalink, look, navigate, post.post],
  );
  useCommands(list);

  const error = edit.error ?? open.error;
  const facts = [
    account?.name || account?.username,
    postKind(t, post),
    post.live_at !== null
      ? t("composer.liveSince", { time: inSentence(intl, post.live_at, now) })
      : post.due_at !== null
        ? t("composer.due", { time: inSentence(intl, post.due_at, now) })
        : undefined,
  ];
  return (
    <section className={styles.page} aria-label={t("composer.editor")} data-pane>
      <header className={styles.header}>
        {posts}
        <div className={styles.words}>
          <h2 className={styles.title}>
            <bdi>{postTitle(t, post)}</bdi>
          </h2>
          <p className={styles.facts}>
            {account && <AccountMark mark={account.mark} colour={account.colour} size={14} />}
            <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
          </p>
        </div>
        <PostChip post={post} large />
        {permalink !== null && (
          <Button
            icon={IconExternalLink}
            keys="composer.open"
            busy={open.isPending}
            onClick={() => open.mutate()}
          >
            {t("composer.open")}
          </Button>
        )}
        {mayEdit && (
          <Button icon={IconEdit} keys="composer.edit" busy={edit.isPending} onClick={() => edit.mutate()}>
            {t("composer.edit")}
          </Button>
        )}
        {post.state !== "live" && (
          <Button
            icon={IconSend}
            keys="composer.outbox"
            onClick={() => void navigate({ to: "/outbox", search: { post: post.post } })}
          >
            {t("composer.outbox")}
          </Button>
        )}
      </header>
      <div className={styles.ground}>
        {error && <ErrorCard error={error} />}
        <article className={styles.card} aria-label={t("parts.ladder")}>
          <PostLadder post={post}>
            {post.problem && (
              <ErrorCard
                error={post.problem}
                family={post.state === "failed" || post.state === "needs_you" ? "danger" : "warning"}
              />
            )}
          </PostLadder>
        </article>
        <article className={styles.card} aria-label={t("composer.content")}>
          <ul className={styles.slides} aria-label={t("composer.slides")}>
            {post.slides.map((slide, index) => (
              <li key={slide.slide} className={styles.slide}>
                <CropPicture
                  slide={slide}
                  ratio={ratioValues[post.ratio]}
                  alt={
                    slide.alt_text ||
                    t("composer.slide", {
                      number: index + 1,
                      total: post.slides.length,
                      file: slide.file_name,
                    })
                  }
                  className={styles.picture ?? ""}
                />
              </li>
            ))}
          </ul>
          <p className={styles.caption} dir="auto" data-selectable>
            {post.caption || t("composer.caption.none")}
          </p>
        </article>
      </div>
    </section>
  );
}
