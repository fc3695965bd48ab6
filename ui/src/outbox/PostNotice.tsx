import type { ReactNode } from "react";
import type { PostView } from "../host/bindings";
import { type Translate, useT } from "../i18n/useT";
import { NoticeCard, type NoticeFamily } from "../parts/NoticeCard";
import { failedSlides, neverCalled } from "../parts/post-ladder";
import { HeldButtons } from "./HeldButtons";
import styles from "./PostNotice.module.css";

const families: Partial<Record<PostView["state"], NoticeFamily>> = {
  failed: "danger",
  needs_you: "danger",
  checking: "info",
  held: "warning",
  missed: "warning",
};

/** What is known of the step at hand, in the words of the program where it has any, and what goes on. */
export function PostNotice({ post, actions }: { post: PostView; actions: ReactNode }) {
  const t = useT();
  const family = families[post.state];
  const { problem } = post;
  const stopped = post.state === "failed" || post.state === "missed";
  const failed = post.state === "failed" ? failedSlides(post) : [];
  if (family === undefined && problem === null) return null;
  if (post.state === "live") return null;
  return (
    <NoticeCard
      family={family ?? "warning"}
      title={noticeTitle(t, post, failed.length)}
      detail={problem?.detail ?? null}
      actions={post.state === "held" ? <HeldButtons /> : actions}
    >
      {problem ? problem.fix : post.state === "checking" && t("outbox.post.checking.text")}
      {failed.length > 1 && <SlideProblems slides={failed} />}
      {!problem && stopped && neverCalled(post) && t("outbox.post.nothingPosted")}
    </NoticeCard>
  );
}

/** One plain sentence: what happened. Several slides have several reasons, which are listed. */
function noticeTitle(t: Translate, post: PostView, failed: number): string {
  if (failed > 1) return t("outbox.post.slidesFailed", { count: failed });
  if (post.problem) return post.problem.message;
  switch (post.state) {
    case "checking":
      return t("outbox.post.checking");
    case "needs_you":
    case "held":
    case "missed":
      return t(`outbox.post.say.${post.state}`);
    default:
      return t("outbox.post.say.failed");
  }
}

function SlideProblems({ slides }: { slides: ReturnType<typeof failedSlides> }) {
  const t = useT();
  return (
    <ul className={styles.slides}>
      {slides.map(({ slide, number, problem }) => (
        <li key={slide}>
          {t("outbox.post.slideProblem", {
            number,
            message: problem?.message ?? t("outbox.post.say.failed"),
          })}
        </li>
      ))}
    </ul>
  );
}
