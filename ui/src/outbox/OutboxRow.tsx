import type { ReactNode } from "react";
import styles from "./OutboxList.module.css";

type Props = {
  /** What stands before the words. */
  picture: ReactNode;
  title: ReactNode;
  sub: ReactNode;
  /** What stands at the end of the button. */
  end: ReactNode;
  shown: boolean;
  onShow: () => void;
  /** A button of its own, beside the one that shows the row. */
  children?: ReactNode;
};

/** A row of the outbox: what it is, whose it is, where it stands. */
export function OutboxRow({ picture, title, sub, end, shown, onShow, children }: Props) {
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.row}
        aria-current={shown || undefined}
        {...(shown && { "data-pane-focus": true })}
        onClick={onShow}
      >
        {picture}
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.sub}>{sub}</span>
        </span>
        {end}
      </button>
      {children}
    </li>
  );
}
