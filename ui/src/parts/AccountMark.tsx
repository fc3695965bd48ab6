import { memo } from "react";
import styles from "./AccountMark.module.css";
import { cx } from "./cx";

type Props = {
  /** Two letters. */
  mark: string;
  /** 1 to 12, in the order accounts were given colours. */
  colour: number;
  /** Edge in px: 14, 16, 20, 24, 36 or 44. */
  size?: number;
  /** Read out when no name stands beside the mark. */
  label?: string;
  className?: string;
};

/** An account is always colour plus its two letters. */
export const AccountMark = memo(function AccountMark({ mark, colour, size = 16, label, className }: Props) {
  const slot = ((((colour - 1) % 12) + 12) % 12) + 1;
  return (
    <span
      className={cx(styles.mark, className)}
      style={{
        inlineSize: size,
        blockSize: size,
        borderRadius: size / 4,
        fontSize: size >= 36 ? size * 0.34 : Math.max(8.5, size * 0.42),
        background: `var(--pr-account-${slot})`,
        color: `var(--pr-account-${slot}-text)`,
      }}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {mark}
    </span>
  );
});
