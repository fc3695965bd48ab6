import { Loader } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./Button.module.css";
import { cx } from "./cx";
import { type CapKeys, KeyCap } from "./KeyCap";

type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  kind?: ButtonKind;
  /** 26 high instead of 32. */
  small?: boolean;
  icon?: Icon;
  /** The command that does the same; its key is shown as a cap. */
  keys?: CapKeys;
  /** Shows a loader in the icon's place and ignores presses; the width stays. */
  busy?: boolean;
  type?: "button" | "submit";
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** At most one primary button in a pane. */
export function Button({
  kind = "secondary",
  small = false,
  icon: Mark,
  keys,
  busy = false,
  type = "button",
  className,
  disabled,
  onClick,
  children,
  ...rest
}: Props) {
  const filled = kind === "primary" || kind === "danger";
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cx(styles.button, styles[kind], small && styles.small, className)}
    >
      {busy ? (
        <Loader size={14} color="currentColor" className={styles.icon} />
      ) : (
        Mark && <Mark size={16} stroke={1.5} aria-hidden className={styles.icon} />
      )}
      <span className={styles.label} data-button-label>
        {children}
      </span>
      {keys && <KeyCap keys={keys} onFill={filled} />}
    </button>
  );
}
