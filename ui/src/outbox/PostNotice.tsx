import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { PostView } from "../host/bindings";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { NoticeCard, type NoticeFamily } from "../parts/NoticeCard";
import { failedSlides, neverCalled, rungs } from "../parts/post-ladder";
import { HeldButtons } from "./HeldButtons";
import styles from "./PostNotice.module.css";

const families: Partial<Record<PostView["state"], NoticeFamily>> = {
  failed: "danger",
  needs_you: "danger",
  checking: "info",
  held: "warning",
  missed: "warning",
};

/** What is known of the step at hand: what happened, what was kept, and what goes on. */
export function PostNotice({ post, actions }: { post: PostView; actions: ReactNode }) {
  const t = useT();
  const family = families[post.state];
  const { problem } = post;
  const title = useTitle(post);
  if (family === undefined && problem === null) return null;
  if (post.state === "live") return null;
  return (
    <NoticeCard
      family={family ?? "warning"}
      title={title}
      detail={problem?.detail ?? null}
      actions={post.state === "held" ? <HeldButtons /> : actions}
    >
      {post.state === "checking" ? t("outbox.post.checking.text") : problem?.fix}
      <SlideProblems post={post} />
      {(post.state === "failed" || post.state === "missed") && <Kept post={post} />}
    </NoticeCard>
  );
}

/** One plain sentence: what happened. The problem says it, except where the words have to hold whatever it is. */
function useTitle(post: PostView): string {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  if (post.state === "checking") {
    const sent = post.ladder.find((step) => step.step === "publish")?.at ?? null;
    return sent === null
      ? t("outbox.post.checking")
      : t("outbox.post.checkingSince", { time: inSentence(intl, sent, now) });
  }
  if (post.problem) return post.problem.message;
  switch (post.state) {
    case "needs_you":
    case "held":
    case "missed":
      return t(`outbox.post.say.${post.state}`);
    default:
      return t("outbox.post.say.failed");
  }
}

/** What each slide ran into, where it is not what the post as a whole says already. */
function SlideProblems({ post }: { post: PostView }) {
  const t = useT();
  const own = failedSlides(post).filter(
    ({ problem }) => problem && problem.message !== post.problem?.message,
  );
  if (own.length === 0) return null;
  return (
    <ul className={styles.slides}>
      {own.map(({ slide, number, problem }) => (
        <li key={slide}>
          {t("outbox.post.slideProblem", { number, message: problem?.message ?? "" })} {problem?.fix}
        </li>
      ))}
    </ul>
  );
}

/** What need not be done again, and that nothing can be on Instagram. */
function Kept({ post }: { post: PostView }) {
  const t = useT();
  if (!neverCalled(post)) return null;
  const stopped = rungs(post).find((rung) => rung.atHand);
  const count = stopped?.slides.filter((slide) => slide.state === "done").length ?? 0;
  return <p>{t("outbox.post.kept", { count })}</p>;
}
