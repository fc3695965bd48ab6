/** What the words of a comment bring up: saved replies that answer it, or that a person has to look. Sends nothing. */
import { IconHandStop, IconMessageQuestion } from "@tabler/icons-react";
import type { AskedView, OffersView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import styles from "./Hints.module.css";

type Props = { offers: OffersView | undefined; onBring: (reply: string) => void };

export function Hints({ offers, onBring }: Props) {
  const t = useT();
  if (!offers) return null;
  if (offers.needs_human !== null) {
    return (
      <p className={cx(styles.hint, styles.human)}>
        <IconHandStop size={16} stroke={1.5} aria-hidden className={styles.icon} />
        <span className={styles.words}>{t("inbox.hint.human", { word: offers.needs_human })}</span>
      </p>
    );
  }
  const [asked] = offers.asked;
  if (!asked) return null;
  return (
    <div className={styles.hint}>
      <IconMessageQuestion size={16} stroke={1.5} aria-hidden className={styles.icon} />
      <Words asked={asked} />
      {asked.replies.map((reply) => (
        <Button key={reply} small className={styles.reply ?? ""} onClick={() => onBring(reply)}>
          {offers.replies.find((each) => each.reply === reply)?.title}
        </Button>
      ))}
    </div>
  );
}

function Words({ asked: { topic, name, word } }: { asked: AskedView }) {
  const t = useT();
  return (
    <span className={styles.words}>
      {topic === null ? t("inbox.hint.own", { name, word }) : t(`inbox.hint.${topic}`, { word })}
    </span>
  );
}
