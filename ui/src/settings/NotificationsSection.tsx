import { Checkbox, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type NotificationRulesView, type TellingView } from "../host/bindings";
import { keys } from "../host/keys";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { ErrorCard } from "../parts/NoticeCard";
import { Section } from "./Section";
import styles from "./settings.module.css";

const views: readonly TellingView[] = ["mine", "unassigned", "needs_reply", "unread"];

/** A time of the day as the program writes it. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Which new items are told, and when nothing is. */
export function NotificationsSection() {
  const t = useT();
  const client = useQueryClient();
  const rules = useQuery(queries.notificationRules);
  const change = useMutation({
    mutationFn: (next: NotificationRulesView) => commands.setNotificationRules(next),
    onMutate: (next) => client.setQueryData(keys.notificationRules, next),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notificationRules }),
  });
  const now = rules.data;
  const toggle = (view: TellingView, on: boolean) => {
    if (!now) return;
    change.mutate({ ...now, views: views.filter((each) => (each === view ? on : now.views.includes(each))) });
  };
  return (
    <Section title={t("settings.section.notifications")} text={t("settings.notify.why")} query={rules}>
      {now && (
        <div className={styles.column}>
          {change.error && <ErrorCard error={change.error} />}
          <Card title={t("settings.notify.views")} note={t("settings.notify.views.note")}>
            <div className={styles.choices}>
              {views.map((view) => (
                <Checkbox
                  key={view}
                  label={t(`settings.notify.view.${view}`)}
                  description={t(`settings.notify.view.${view}.text`)}
                  checked={now.views.includes(view)}
                  onChange={(event) => toggle(view, event.currentTarget.checked)}
                />
              ))}
            </div>
          </Card>
          <Card title={t("settings.notify.quiet")}>
            <div className={styles.choices}>
              <Switch
                label={t("settings.notify.quiet.label")}
                description={t("settings.notify.quiet.text")}
                checked={now.quiet}
                onChange={(event) => change.mutate({ ...now, quiet: event.currentTarget.checked })}
              />
              <div className={styles.pair}>
                <TimeField
                  label={t("settings.notify.quiet.from")}
                  time={now.quiet_from}
                  onChange={(quiet_from) => change.mutate({ ...now, quiet_from })}
                />
                <TimeField
                  label={t("settings.notify.quiet.until")}
                  time={now.quiet_until}
                  onChange={(quiet_until) => change.mutate({ ...now, quiet_until })}
                />
              </div>
              {now.quiet && now.quiet_from === now.quiet_until && (
                <p className={styles.text}>{t("settings.notify.quiet.always")}</p>
              )}
            </div>
          </Card>
          <Card title={t("settings.notify.always")}>
            <p className={styles.text}>{t("settings.notify.always.text")}</p>
          </Card>
        </div>
      )}
    </Section>
  );
}

type TimeProps = { label: string; time: string; onChange: (time: string) => void };

/** A time of the day; it counts once it is whole and the hand leaves the field. */
function TimeField({ label, time, onChange }: TimeProps) {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState(false);
  const finish = () => {
    if (typed === undefined) return;
    const whole = typed.length === 4 ? `0${typed}` : typed;
    if (!TIME.test(whole)) {
      setWrong(true);
      return;
    }
    setTyped(undefined);
    if (whole !== time) onChange(whole);
  };
  return (
    <TextInput
      label={label}
      value={typed ?? time}
      error={wrong && t("settings.notify.quiet.wrong")}
      inputMode="numeric"
      maxLength={5}
      onChange={(event) => {
        setWrong(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
      }}
    />
  );
}
