/** That what is typed could not be kept yet. */
import { useT } from "../../i18n/useT";
import styles from "./ReplyBox.module.css";

export function Unsaved() {
  const t = useT();
  return (
    <span className={styles.unsaved} role="status">
      {t("inbox.unsaved")}
    </span>
  );
}
