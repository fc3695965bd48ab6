import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";
import { cx } from "./cx";

type Props = {
  title: ReactNode;
  /** Quiet words after the title. */
  note?: ReactNode;
  /** A chip or button at the end of the head. */
  aside?: ReactNode;
  children?: ReactNode;
  /** Draws a line under the head and leaves the padding to the rows. */
  rows?: boolean;
  className?: string;
};

/** One self-contained thing on the grey frame. Never a card in a card. */
export function Card({ title, note, aside, children, rows = false, className }: Props) {
  const id = useId();
  return (
    <section className={cx(styles.card, rows && styles.rows, className)} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {note && <span className={styles.note}>{note}</span>}
        {aside && <span className={styles.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  );
}
