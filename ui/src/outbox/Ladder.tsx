import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconHandStop, IconLoader2, IconRefreshDot, IconX } from "@tabler/icons-react";
import type { ActionView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import styles from "./Ladder.module.css";
import { ladder, type StepState } from "./steps";

const icons = {
  done: IconCheck,
  current: IconLoader2,
  checking: IconRefreshDot,
  held: IconHandStop,
  failed: IconX,
  waiting: undefined,
};

const spoken: Record<StepState, "done" | "current" | "failed" | "waiting"> = {
  done: "done",
  current: "current",
  checking: "current",
  held: "current",
  failed: "failed",
  waiting: "waiting",
};

/** The short, horizontal form: dots with words below. */
export function Ladder({ action }: { action: ActionView }) {
  const t = useT();
  return (
    <ol className={styles.ladder}>
      {ladder(action).map(({ name, state }) => {
        const Mark = icons[state];
        const now = state !== "done" && state !== "waiting";
        return (
          <li
            key={name}
            className={cx(styles.step, styles[state])}
            {...(now && { "aria-current": "step" as const })}
          >
            <span className={styles.dot} aria-hidden>
              {Mark && <Mark size={12} stroke={2} className={cx(state === "current" && styles.turning)} />}
            </span>
            <span className={styles.name}>{t(`outbox.step.${name}`)}</span>
            <VisuallyHidden>{t(`outbox.step.state.${spoken[state]}`)}</VisuallyHidden>
          </li>
        );
      })}
    </ol>
  );
}
