import {
  IconArrowBackUp,
  IconCloudUpload,
  IconEdit,
  IconExternalLink,
  IconRefresh,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { PostView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { type Confirmation, ConfirmDialog } from "../parts/ConfirmDialog";
import { ErrorCard } from "../parts/NoticeCard";
import { PostChip } from "../parts/PostChip";
import { PostLadder } from "../parts/PostLadder";
import { failedSlides, neverCalled, rungs } from "../parts/post-ladder";
import { postKind, postTitle } from "../parts/post-words";
import { SlidePicture } from "../parts/SlidePicture";
import styles from "./ActionCard.module.css";
import { CardButtons } from "./CardButtons";
import { type CardButton, useCardKeys } from "./card-keys";
import { HeadButtons } from "./HeadButtons";
import { OutboxCard } from "./OutboxCard";
import { PostNotice } from "./PostNotice";
import { dueWords, elsewhere, timeUntil } from "./post-facts";
import { type PostVerb, usePostActions } from "./use-post-actions";

/** One post on its way to Instagram: its ladder, what stopped it, and what can be done. */
export function PostCard({ post }: { post: PostView }) {
  const t = useT();
  const act = usePostActions(post);
  const [request, setRequest] = useState<Confirmation | null>(null);
  const buttons = useButtons(post, act, setRequest);
  // What goes on stands with what stopped it; the rest stands in the head.
  const solving = [buttons.retry, buttons.check, buttons.publishNow, buttons.postAgain];
  const stopped = ["failed", "needs_you", "missed", "checking"].includes(post.state);
  const asks = post.state === "needs_you";
  const way = [buttons.renew, ...(stopped ? solving : []), buttons.host, asks ? buttons.discard : undefined];
  // A doubt has no way on that is right without a look at Instagram.
  const pushes = post.state === "failed" || post.state === "missed" || buttons.renew !== undefined;
  useCardKeys(Object.values(buttons).filter((button) => button !== undefined));
  return (
    <>
      <OutboxCard
        picture={<SlidePicture slide={post.slides[0]} size={44} />}
        title={<bdi>{postTitle(t, post)}</bdi>}
        chip={<PostChip post={post} large />}
        facts={<Facts post={post} />}
        buttons={
          <div className={styles.buttons}>
            <HeadButtons
              buttons={[
                buttons.open,
                ...(stopped ? [] : solving),
                buttons.edit,
                buttons.cancel,
                asks ? undefined : buttons.discard,
              ]}
            />
          </div>
        }
      >
        {act.error && act.error.code !== "not_found" && <ErrorCard error={act.error} />}
        <PostLadder post={post}>
          <PostNotice
            post={post}
            actions={<CardButtons buttons={way} first={pushes ? "primary" : "secondary"} />}
          />
        </PostLadder>
      </OutboxCard>
      <ConfirmDialog request={request} onClose={() => setRequest(null)} />
    </>
  );
}

function Facts({ post }: { post: PostView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const account = useAccount(post.account);
  const facts = [
    account?.name || account?.username,
    postKind(t, post),
    dueWords(intl, post, now),
    post.due_at !== null && (post.state === "scheduled" || post.state === "ready")
      ? timeUntil(intl, post.due_at, now)
      : undefined,
    elsewhere(intl, post),
    post.live_at === null
      ? undefined
      : t("outbox.post.liveSince", { time: inSentence(intl, post.live_at, now) }),
  ];
  return (
    <p className={styles.facts}>
      {account && <AccountMark mark={account.mark} colour={account.colour} size={14} />}
      <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
    </p>
  );
}

type Buttons = Partial<Record<PostVerb | "edit" | "renew" | "host", CardButton | undefined>>;

/** The buttons a post has now. What cannot be taken back asks first, and says what it means. */
function useButtons(
  post: PostView,
  act: ReturnType<typeof usePostActions>,
  ask: (request: Confirmation) => void,
): Buttons {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const { can } = post;
  const [slide, ...more] = failedSlides(post);
  const stoppedAt = rungs(post).find((rung) => rung.atHand)?.name;
  const button = (verb: PostVerb, fields: Partial<CardButton> = {}): CardButton => ({
    id: verb,
    title: t(`outbox.post.${verb}`),
    busy: act.isPending && act.variables === verb,
    disabled: act.isPending && act.variables !== verb,
    run: () => act.mutate(verb),
    ...fields,
  });
  const asking = (verb: "publishNow" | "postAgain" | "discard", text: string, danger: boolean) => ({
    run: () =>
      ask({
        title: t(`outbox.post.${verb}.ask`),
        text,
        button: t(`outbox.post.${verb}.yes`),
        danger,
        onConfirm: () => act.mutate(verb),
      }),
  });
  const due = post.due_at === null ? undefined : inSentence(intl, post.due_at, Date.now());
  const publishText =
    due === undefined
      ? t("outbox.post.publishNow.text")
      : t(post.state === "missed" ? "outbox.post.publishNow.missed" : "outbox.post.publishNow.early", {
          time: due,
        });
  const discardText = !neverCalled(post)
    ? t("outbox.post.discard.called")
    : t(can.edit ? "outbox.post.discard.editable" : "outbox.post.discard.never");
  return {
    retry: can.retry
      ? button("retry", {
          icon: IconRefresh,
          ...(slide && more.length === 0 && { title: t("outbox.post.retrySlide", { number: slide.number }) }),
        })
      : undefined,
    check: can.check ? button("check", { icon: IconRefresh }) : undefined,
    publishNow: can.publish_now
      ? button("publishNow", { icon: IconSend, ...asking("publishNow", publishText, false) })
      : undefined,
    postAgain: can.post_again
      ? button("postAgain", {
          icon: IconSend,
          ...asking(
            "postAgain",
            t(neverCalled(post) ? "outbox.post.postAgain.anew" : "outbox.post.postAgain.text"),
            true,
          ),
        })
      : undefined,
    open: post.permalink === null ? undefined : button("open", { icon: IconExternalLink }),
    edit: can.edit
      ? {
          id: "edit",
          title: t("outbox.post.edit"),
          icon: IconEdit,
          run: () => void navigate({ to: "/composer", search: { post: post.post } }),
        }
      : undefined,
    // A new login also asks anew for permissions that were refused.
    renew:
      post.problem?.code === "reconnect" || post.problem?.code === "missing_scope"
        ? {
            id: "renew",
            title: t("outbox.post.renew"),
            icon: IconRefresh,
            run: () => void navigate({ to: "/accounts", search: { account: post.account, connect: true } }),
          }
        : undefined,
    // The two steps that stand on the media host: ours to it, and Instagram's from it.
    host:
      post.state === "failed" && (stoppedAt === "uploaded" || stoppedAt === "containers")
        ? {
            id: "host",
            title: t("outbox.post.host"),
            icon: IconCloudUpload,
            run: () => void navigate({ to: "/settings" }),
          }
        : undefined,
    cancel: can.cancel ? button("cancel", { icon: IconArrowBackUp }) : undefined,
    discard: can.discard
      ? button("discard", { icon: IconTrash, ...asking("discard", discardText, true) })
      : undefined,
  };
}
