/** The countdown above the field: until when the person can be answered, and what comes after. */
import { IconClock, IconLock } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { WindowView } from "../../host/bindings";
import { inSentence } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { standingOf, timeLeft } from "../window-words";
import styles from "./Conversation.module.css";

export function WindowBar({ window }: { window: WindowView | null }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(30_000);
  const { state, until, left, soon } = standingOf(window, now);
  const Mark = state === "closed" ? IconLock : IconClock;
  const values = { left: timeLeft(intl, left, false) };
  const at = until > 0 ? inSentence(intl, new Date(until).toISOString(), now) : "";
  return (
    <p className={cx(styles.window, (soon || state === "human_agent") && styles.windowSoon)}>
      <Mark size={16} stroke={1.5} aria-hidden />
      <span>
        <b>{t(`inbox.window.${state}`, values)}</b> {t(`inbox.window.${state}.more`, { until: at })}
      </span>
    </p>
  );
}
