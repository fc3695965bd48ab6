import { useT } from "../i18n/useT";
import { cx } from "./cx";
import styles from "./Gauge.module.css";

export type GaugeFamily = "success" | "warning" | "danger";

/** Sync slows at 70 %, reading stops at 90 %. */
export function gaugeFamily(percent: number): GaugeFamily {
  if (percent >= 90) return "danger";
  return percent >= 70 ? "warning" : "success";
}

type Props = { /** 0 to 100 and above; null: nobody knows. */ percent: number | null; size?: number };

/** A ring and the percentage in words. */
export function Gauge({ percent: known, size = 16 }: Props) {
  const t = useT();
  const percent = known ?? 0;
  const radius = (size - 2.5) / 2;
  const length = 2 * Math.PI * radius;
  const shown = Math.min(100, Math.max(0, percent));
  return (
    <span className={styles.gauge}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden className={styles.ring}>
        <circle cx={size / 2} cy={size / 2} r={radius} className={styles.track} />
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          className={cx(styles.value, styles[gaugeFamily(percent)])}
          strokeDasharray={`${(length * shown) / 100} ${length}`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      </svg>
      {known === null ? t("parts.percent.unknown") : t("parts.percent", { percent: known })}
    </span>
  );
}

/** A bar 6 high for the same kind of figure. The words stand beside it. */
export function Bar({ percent, family }: { percent: number; family: GaugeFamily | "accent" }) {
  return (
    <span className={styles.bar} aria-hidden>
      <span
        className={cx(styles.fill, styles[`${family}Fill`])}
        style={{ inlineSize: `${Math.min(100, Math.max(0, percent))}%` }}
      />
    </span>
  );
}
