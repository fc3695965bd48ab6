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
  /** Level of the title in the outline of the page. */
  level?: 2 | 3;
};

/** One self-contained thing on the grey frame. Never a card in a card. */
export function Card({ title, note, aside, children, rows = false, className, level = 3 }: Props) {
  const Title = level === 2 ? "h2" : "h3";
  const id = useId();
  return (
    <section className={cx(styles.card, rows && styles.rows, className)} aria-labelledby={id}>
      <header className={styles.head}>
        <Title id={id} className={styles.title}>
          {title}
        </Title>
        {note && <span className={styles.note}>{note}</span>}
        {aside && <span className={styles.aside}>{aside}</span>}
      </header>
      {children}
    </section>
  );
}
