import type { ReactNode } from "react";
import { cx } from "./cx";
import styles from "./Panel.module.css";

/** The surface a page draws on: only its top corner is rounded, the rest meets the window's edge. */
export function Panel({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx(styles.panel, className)}>{children}</div>;
}
