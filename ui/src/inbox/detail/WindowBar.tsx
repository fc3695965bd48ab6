/**
 * The countdown that stands on the field: until when the person can be answered, and what comes after. Once they cannot be
 * answered any more, there is no field.
 */
import { IconClock } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { WindowView } from "../../host/bindings";
import { inSentence } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { standingOf, timeLeft } from "../window-words";
import styles from "./Conversation.module.css";

/** How long a window is, in ms. */
const WINDOW = 24 * 3_600_000;

export function WindowBar({ window }: { window: WindowView | null }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(30_000);
  const { state, until, left, soon } = standingOf(window, now);
  if (state === "closed") return null;
  const values = { left: timeLeft(intl, left, false) };
  const at = inSentence(intl, new Date(until).toISOString(), now);
  return (
    <p className={cx(styles.window, (soon || state === "human_agent") && styles.windowSoon)}>
      <IconClock size={16} stroke={1.5} aria-hidden />
      <span>
        <b>{t(`inbox.window.${state}`, values)}</b> {t(`inbox.window.${state}.more`, { until: at })}
      </span>
      {state === "open" && (
        <span
          className={styles.left}
          style={{ inlineSize: `${Math.min(100, (left / WINDOW) * 100)}%` }}
          aria-hidden
        />
      )}
    </p>
  );
}
