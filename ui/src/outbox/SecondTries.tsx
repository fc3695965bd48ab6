import { Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type AppStateView, commands } from "../host/bindings";
import { keys } from "../host/keys";
import { useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./SecondTries.module.css";

/** The setting that lets a lost answer lead to a second try without a person. */
export function SecondTries() {
  const t = useT();
  const client = useQueryClient();
  const state = useAppState();
  const change = useMutation({
    mutationFn: (on: boolean) => commands.setAutomaticSecondTries({ on }),
    onMutate: (on) => {
      client.setQueryData<AppStateView>(
        keys.appState,
        (old) => old && { ...old, automatic_second_tries: on },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.appState }),
  });
  if (!state) return null;
  return (
    <Card level={2} title={t("outbox.tries")} className={styles.card}>
      <Switch
        label={t("outbox.tries.label")}
        description={t("outbox.tries.text")}
        checked={state.automatic_second_tries}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      {change.error && <ErrorCard error={change.error} />}
    </Card>
  );
}
