/** Above the mentions: which of them Instagram tells a program, so that an empty list is not taken for silence. */
import { useT } from "../../i18n/useT";
import styles from "../search/SearchNote.module.css";

export function MentionsNote() {
  const t = useT();
  return <p className={styles.note}>{t("inbox.mentions.note")}</p>;
}
