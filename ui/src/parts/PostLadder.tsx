import { VisuallyHidden } from "@mantine/core";
import {
  type Icon,
  IconCheck,
  IconHandStop,
  IconLoader2,
  IconMoon,
  IconRefreshDot,
  IconX,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { PostView, StepState } from "../host/bindings";
import type { MessageId } from "../i18n/messages";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { cx } from "./cx";
import styles from "./PostLadder.module.css";
import { type Rung, type RungName, type RungState, rungs } from "./post-ladder";
import { SlidePicture } from "./SlidePicture";

const marks: Record<RungState, Icon | undefined> = {
  done: IconCheck,
  current: IconLoader2,
  checking: IconRefreshDot,
  held: IconHandStop,
  missed: IconMoon,
  failed: IconX,
  waiting: undefined,
};

type Props = {
  post: PostView;
  /** The horizontal form: dots with words below, without slides. */
  short?: boolean;
  /** What there is to say about the step at hand; stands under it, in the vertical form only. */
  children?: ReactNode;
};

/** The publishing ladder of a post: which steps are done, which is at hand, and how each slide fares in it. */
export function PostLadder({ post, short = false, children }: Props) {
  const t = useT();
  const all = rungs(post);
  const Step = short ? ShortStep : FullStep;
  const list = (
    <ol className={short ? styles.short : styles.full} aria-label={t("parts.ladder")}>
      {all.map((rung, index) => (
        <li
          key={rung.name}
          className={cx(
            styles.step,
            styles[rung.state],
            all[index + 1]?.state === "checking" && styles.intoDoubt,
          )}
          {...(rung.atHand && { "aria-current": "step" as const })}
        >
          <Dot rung={rung} size={short ? 12 : 14} />
          <Step post={post} rung={rung}>
            {rung.atHand && children}
          </Step>
        </li>
      ))}
    </ol>
  );
  if (short) return <div className={styles.room}>{list}</div>;
  // Without a step at hand the word is about the whole ladder and stands before it.
  const loose = children && !all.some((rung) => rung.atHand);
  return (
    <div>
      {loose && <div className={styles.loose}>{children}</div>}
      {list}
    </div>
  );
}

function Dot({ rung, size }: { rung: Rung; size: number }) {
  const Mark = marks[rung.state];
  return (
    <span className={styles.dot} aria-hidden>
      {Mark && <Mark size={size} stroke={2} className={cx(rung.state === "current" && styles.turning)} />}
    </span>
  );
}

type StepProps = { post: PostView; rung: Rung; children: ReactNode };

function ShortStep({ rung }: StepProps) {
  const t = useT();
  const sent = rung.name === "publish" && rung.state === "done";
  return (
    <>
      <span className={styles.name}>
        {sent ? t("parts.ladder.sent") : t(`parts.ladder.short.${rung.name}`, { total: rung.total })}
      </span>
      <VisuallyHidden>{t(`parts.ladder.state.${rung.state}`)}</VisuallyHidden>
    </>
  );
}

function FullStep({ post, rung, children }: StepProps) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const fact = useFact(post, rung);
  const showSlides = rung.atHand && rung.slides.length > 0;
  return (
    <div className={styles.body}>
      <p className={styles.line}>
        <span className={styles.name}>{t(`parts.ladder.${rung.name}`)}</span>
        <VisuallyHidden>{t(`parts.ladder.state.${rung.state}`)}</VisuallyHidden>
        {fact !== undefined && <span className={styles.fact}>{fact}</span>}
        {rung.at !== null && (
          <time dateTime={rung.at} className={styles.time}>
            {inSentence(intl, rung.at, now)}
          </time>
        )}
      </p>
      {showSlides && <Slides post={post} rung={rung} />}
      {children && <div className={styles.below}>{children}</div>}
    </div>
  );
}

/** What is known of a step, in a few words after its name. */
function useFact(post: PostView, rung: Rung): string | undefined {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const { name, state, done, total } = rung;
  if (name === "checking" || name === "unclear") return t(`parts.ladder.fact.${name}`);
  if (name === "live") {
    if (state === "waiting" || state === "held" || state === "missed") return undefined;
    return t(`parts.ladder.fact.live.${state === "done" ? "done" : "open"}`);
  }
  if (name !== "publish") {
    if (state === "waiting" && done === 0) return undefined;
    if (name === "prepared" && state === "done")
      return t("parts.ladder.fact.prepared.done", { total, ratio: t(`parts.ratio.${post.ratio}`) });
    return t(`parts.ladder.fact.${name}`, { done, total, ratio: t(`parts.ratio.${post.ratio}`) });
  }
  if (state === "done" || state === "current" || state === "failed")
    return t(`parts.ladder.publish.${state}`);
  if (post.due_at === null)
    return t(state === "missed" ? "parts.ladder.publish.missedAtOnce" : "parts.ladder.publish.call");
  const time = inSentence(intl, post.due_at, now);
  return state === "missed"
    ? t("parts.ladder.publish.missed", { time })
    : t("parts.ladder.publish.at", { time });
}

const badges: Record<StepState, Icon | undefined> = {
  waiting: undefined,
  running: IconLoader2,
  done: IconCheck,
  failed: IconX,
  checking: IconRefreshDot,
};

/** What a slide is not when it failed in a step. */
const failedWords: Partial<Record<RungName, MessageId>> = {
  prepared: "parts.ladder.slide.failed.prepared",
  uploaded: "parts.ladder.slide.failed.uploaded",
  containers: "parts.ladder.slide.failed.containers",
  processing: "parts.ladder.slide.failed.processing",
};

function Slides({ post, rung }: { post: PostView; rung: Rung }) {
  const t = useT();
  return (
    <ul className={styles.slides} aria-label={t("parts.ladder.slides")}>
      {rung.slides.map(({ slide, number, state }) => {
        const Badge = badges[state];
        const word = t(
          state === "failed"
            ? (failedWords[rung.name] ?? "parts.ladder.state.failed")
            : `parts.ladder.slide.${state}`,
        );
        return (
          <li key={slide} className={cx(styles.slide, styles[`slide-${state}`])}>
            <span className={styles.tile}>
              <SlidePicture slide={post.slides[number - 1]} size={76} />
              <span className={styles.number} aria-hidden>
                {number}
              </span>
              {Badge && (
                <span className={styles.badge} aria-hidden>
                  <Badge size={14} stroke={2} className={cx(state === "running" && styles.turning)} />
                </span>
              )}
            </span>
            <VisuallyHidden>{t("parts.ladder.slide", { number })}</VisuallyHidden>
            <span className={styles.word} title={word}>
              {word}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
