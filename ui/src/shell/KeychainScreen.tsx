import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type AppStateView, commands } from "../host/bindings";
import { keys } from "../host/keys";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./KeychainScreen.module.css";

/** Stands in for the whole window while the tokens cannot be read: there is no fallback to a file. */
export function KeychainScreen({ state }: { state: AppStateView }) {
  const t = useT();
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => commands.recheckKeychain(),
    onSuccess: (fresh) => client.setQueryData(keys.appState, fresh),
  });
  const missing = state.keychain === "missing";
  return (
    <main className={styles.screen} data-pane>
      <EmptyState
        level={1}
        title={missing ? t("shell.keychain.missing") : t("shell.keychain.locked")}
        actions={
          <Button kind="primary" autoFocus busy={check.isPending} onClick={() => check.mutate()}>
            {t("shell.keychain.check")}
          </Button>
        }
      >
        <p>{missing ? t("shell.keychain.missingText") : t("shell.keychain.lockedText")}</p>
        {state.keychain_hint && (
          <p className={styles.hint} data-selectable>
            {state.keychain_hint}
          </p>
        )}
        {check.error && <ErrorCard error={check.error} />}
        {check.data && check.data.keychain !== "ready" && (
          <p className={styles.still} role="status">
            {t("shell.keychain.still")}
          </p>
        )}
      </EmptyState>
    </main>
  );
}
