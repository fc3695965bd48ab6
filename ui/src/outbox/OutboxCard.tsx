import { type ReactNode, useId } from "react";
import styles from "./ActionCard.module.css";

type Props = {
  /** What stands before the words. */
  picture: ReactNode;
  title: ReactNode;
  chip: ReactNode;
  /** The line below the title. */
  facts: ReactNode;
  /** At the end of the head. */
  buttons: ReactNode;
  children: ReactNode;
};

/** What is shown of an entry of the outbox: what it is above, how it goes on below. */
export function OutboxCard({ picture, title, chip, facts, buttons, children }: Props) {
  const id = useId();
  return (
    <article className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        {picture}
        <div className={styles.words}>
          <div className={styles.line}>
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
            {chip}
          </div>
          {facts}
        </div>
        {buttons}
      </header>
      <div className={styles.body}>{children}</div>
    </article>
  );
}
