import { IconRefresh } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { PostView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import { PostChip } from "../parts/PostChip";
import { PostLadder } from "../parts/PostLadder";
import { postKind, postTitle } from "../parts/post-words";
import { SlidePicture } from "../parts/SlidePicture";
import styles from "./ActionCard.module.css";
import { standing } from "./post-facts";
import { usePostActions } from "./use-post-actions";

/** A post under way beside the one that is shown: one line and the short ladder. */
export function PostBrief({ post, onShow }: { post: PostView; onShow: () => void }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const account = useAccount(post.account);
  const act = usePostActions(post);
  // The program says what it knows; without a word of it, what holds for every doubt is said.
  const said = post.problem
    ? [post.problem.message, post.problem.fix].filter(Boolean).join(" ")
    : post.state === "checking" && `${t("outbox.post.checking")} ${t("outbox.post.checking.text")}`;
  const title = `brief-${post.post}`;
  const facts = [account?.name || account?.username, postKind(t, post), standing(intl, post, now)];
  return (
    <article className={styles.card} aria-labelledby={title}>
      <header className={styles.brief}>
        <SlidePicture slide={post.slides[0]} size={44} />
        <div className={styles.words}>
          <div className={styles.line}>
            <h3 id={title} className={styles.title}>
              <button type="button" className={styles.show} onClick={onShow}>
                <bdi>{postTitle(t, post)}</bdi>
              </button>
            </h3>
            <PostChip post={post} large />
          </div>
          <p className={styles.facts}>
            {account && <AccountMark mark={account.mark} colour={account.colour} size={14} />}
            <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
          </p>
        </div>
        {post.can.check && (
          <div className={styles.buttons}>
            <Button icon={IconRefresh} busy={act.isPending} onClick={() => act.mutate("check")}>
              {t("outbox.post.check")}
            </Button>
          </div>
        )}
      </header>
      <div className={styles.briefBody}>
        {act.error && <ErrorCard error={act.error} />}
        {said && <p className={styles.say}>{said}</p>}
        <PostLadder post={post} short />
      </div>
    </article>
  );
}
