import { Tooltip } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { cx } from "./cx";
import styles from "./IconButton.module.css";
import { type CapKeys, KeyCap } from "./KeyCap";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type" | "aria-label"> & {
  icon: Icon;
  /** The name, shown in the tooltip and read out. */
  label: string;
  /** The command that does the same; its key is shown in the tooltip. */
  keys?: CapKeys;
  /** Icon edge in px: 18 in a detail header, 16 elsewhere. */
  iconSize?: number;
  /** 26 instead of 32; the press area stays 32. */
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** An icon that says its name and key when looked at. */
export function IconButton({ icon: Mark, label, keys, iconSize = 18, small, className, ...rest }: Props) {
  return (
    <Tooltip
      label={
        <span className={styles.tip}>
          {label}
          {keys && <KeyCap keys={keys} onFill />}
        </span>
      }
    >
      <button
        {...rest}
        type="button"
        aria-label={label}
        className={cx(styles.button, small && styles.small, className)}
      >
        <Mark size={iconSize} stroke={1.5} aria-hidden />
      </button>
    </Tooltip>
  );
}
