import { IconRefresh } from "@tabler/icons-react";
import type { IpcError } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./StartProblemScreen.module.css";

/** Stands in for the window when the program cannot work at all, for example with the data of a newer version. */
export function StartProblemScreen({ problem, onRetry }: { problem: IpcError; onRetry: () => void }) {
  const t = useT();
  return (
    <main className={styles.screen} data-pane>
      <EmptyState level={1} title={t("shell.start.title")}>
        <div className={styles.card}>
          <ErrorCard
            error={problem}
            actions={
              <Button kind="primary" icon={IconRefresh} autoFocus onClick={onRetry}>
                {t("shell.start.retry")}
              </Button>
            }
          />
        </div>
      </EmptyState>
    </main>
  );
}
