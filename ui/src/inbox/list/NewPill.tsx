/** What has arrived since the list was opened; it stands beside the filters, so that it never covers a row. */
import { IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import { useT } from "../../i18n/useT";
import { KeyCap } from "../../parts/KeyCap";
import styles from "./NewPill.module.css";

type Props = { count: number; onLoad: () => void };

export const NewPill = memo(function NewPill({ count, onLoad }: Props) {
  const t = useT();
  if (count === 0) return null;
  return (
    <button
      type="button"
      className={styles.pill}
      aria-label={t("inbox.pill.label", { count })}
      onClick={onLoad}
    >
      <IconArrowUp size={14} stroke={1.75} aria-hidden />
      {t("inbox.pill", { count })}
      <KeyCap keys="inbox.load_new" onFill />
    </button>
  );
});
