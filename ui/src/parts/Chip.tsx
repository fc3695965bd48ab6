import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./Chip.module.css";
import { cx } from "./cx";

export type ChipFamily =
  | "neutral"
  | "accent"
  | "success"
  | "warning"
  | "danger"
  | "info"
  | "note"
  | "outline";

type Props = { family?: ChipFamily; icon?: Icon; large?: boolean; spin?: boolean; children: ReactNode };

/** A state in an icon and a word: never colour alone. */
export function Chip({ family = "neutral", icon: Mark, large = false, spin = false, children }: Props) {
  return (
    <span className={cx(styles.chip, styles[family], large && styles.large)}>
      {Mark && <Mark size={12} stroke={1.75} aria-hidden className={cx(spin && styles.spin)} />}
      {children}
    </span>
  );
}
