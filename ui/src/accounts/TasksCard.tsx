import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import type { AccountView, SyncTaskView } from "../host/bindings";
import { queries } from "../host/queries";
import { clockTime, shortAge } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import styles from "./Cards.module.css";

/** What is read by itself: when each task ran last and runs next, and what it costs. */
export function TasksCard({ account }: { account: AccountView }) {
  const t = useT();
  const tasks = useQuery(queries.syncTasks(account.id)).data ?? [];
  if (tasks.length === 0) return null;
  return (
    <Card title={t("accounts.tasks")}>
      <ul className={styles.permissions}>
        {tasks.map((task) => (
          <Task key={task.task} task={task} />
        ))}
      </ul>
    </Card>
  );
}

function Task({ task }: { task: SyncTaskView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const last =
    task.last_run_at === null
      ? t("accounts.tasks.never")
      : t("accounts.tasks.last", { age: shortAge(intl, task.last_run_at, now), calls: task.calls });
  const next =
    task.standing === "waiting" && task.next_at !== null
      ? t("accounts.tasks.next", { time: clockTime(intl, task.next_at) })
      : t(`accounts.tasks.standing.${task.standing}`);
  return (
    <li className={styles.task}>
      <span>{t(`accounts.tasks.name.${task.task}`)}</span>
      <span className={styles.quiet}>{next}</span>
      <span className={styles.taskFacts}>
        {last} · {t("accounts.tasks.total", { calls: task.calls_total })}
      </span>
    </li>
  );
}
