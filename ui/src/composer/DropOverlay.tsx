import { IconPhotoPlus } from "@tabler/icons-react";
import { useT } from "../i18n/useT";
import styles from "./DropOverlay.module.css";

/** Says where files that hover over the window would go. It takes no press itself. */
export function DropOverlay({ fresh = false }: { /** They would begin a new draft. */ fresh?: boolean }) {
  const t = useT();
  return (
    <div className={styles.overlay} role="status" data-drop>
      <div className={styles.card}>
        <IconPhotoPlus size={28} stroke={1.5} aria-hidden />
        <p className={styles.title}>{t("composer.drop")}</p>
        <p className={styles.text}>{t(fresh ? "composer.drop.new" : "composer.drop.here")}</p>
      </div>
    </div>
  );
}
