/** What came out of a file of saved replies, and which rows did not. */
import type { ImportedView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import styles from "../forms.module.css";

/** Rows that are named; the others are counted. */
const MOST_NAMED = 10;

export function ImportResult({ imported, onClose }: { imported: ImportedView; onClose: () => void }) {
  const t = useT();
  const { added, changed, same, left_out: left } = imported;
  return (
    <Card
      title={t("settings.replies.imported")}
      aside={
        <Button small onClick={onClose}>
          {t("settings.replies.imported.close")}
        </Button>
      }
    >
      <div role="status">
        <p>{t("settings.replies.imported.counts", { added, changed, same })}</p>
        {left.length > 0 && (
          <>
            <p>{t("settings.replies.imported.left", { count: left.length })}</p>
            <ul>
              {left.slice(0, MOST_NAMED).map(({ line, reason }) => (
                <li key={line} className={styles.quiet}>
                  {t("settings.replies.imported.line", { line, reason })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
