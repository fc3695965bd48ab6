import { Switch } from "@mantine/core";
import { IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type AppStateView, commands, type DesktopView } from "../host/bindings";
import { keys } from "../host/keys";
import { queries, useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { Chip } from "../parts/Chip";
import { ErrorCard } from "../parts/NoticeCard";
import { Section } from "./Section";
import styles from "./settings.module.css";

/** How Postroom lives on this computer. */
export function DesktopSection() {
  const t = useT();
  const client = useQueryClient();
  const desktop = useQuery(queries.desktop);
  const state = useAppState();
  const start = useMutation({
    mutationFn: (on: boolean) => commands.setStartAtLogin({ on }),
    onMutate: (on) =>
      client.setQueryData<DesktopView>(keys.desktop, (old) => old && { ...old, start_at_login: on }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.desktop }),
  });
  const pause = useMutation({
    mutationFn: (on: boolean) => commands.setPaused({ on }),
    onMutate: (on) =>
      client.setQueryData<AppStateView>(keys.appState, (old) => old && { ...old, paused: on }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.appState }),
  });
  const error = start.error ?? pause.error;
  return (
    <Section title={t("settings.section.desktop")} text={t("settings.desktop.why")} query={desktop}>
      {desktop.data && (
        <div className={styles.column}>
          {error && <ErrorCard error={error} />}
          <Card
            title={t("settings.desktop.running")}
            aside={
              desktop.data.in_tray ? (
                <Chip family="success" icon={IconCircleCheck} large>
                  {t("settings.desktop.tray")}
                </Chip>
              ) : (
                <Chip icon={IconInfoCircle} large>
                  {t("settings.desktop.noTray")}
                </Chip>
              )
            }
          >
            <div className={styles.choices}>
              <p className={styles.text}>
                {t(desktop.data.in_tray ? "settings.desktop.tray.text" : "settings.desktop.noTray.text")}
              </p>
              <Switch
                label={t("settings.desktop.start")}
                description={t("settings.desktop.start.text")}
                checked={desktop.data.start_at_login}
                onChange={(event) => start.mutate(event.currentTarget.checked)}
              />
            </div>
          </Card>
          <Card title={t("settings.desktop.pause")}>
            <Switch
              label={t("settings.desktop.pause.label")}
              description={t("settings.desktop.pause.text")}
              checked={state?.paused ?? false}
              onChange={(event) => pause.mutate(event.currentTarget.checked)}
            />
          </Card>
        </div>
      )}
    </Section>
  );
}
