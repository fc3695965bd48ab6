/** What waits for the limits of one account: its reading tasks, its actions and its posts, each with why and until when. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type {
  AccountView,
  ActionView,
  IpcError,
  OutboxView,
  RateGaugeView,
  SyncTaskView,
} from "../host/bindings";
import { queries } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { type Translate, useT } from "../i18n/useT";
import { actionTitle } from "../outbox/words";
import { ErrorCard } from "../parts/NoticeCard";
import { FRESH } from "./fresh";
import styles from "./Waits.module.css";

type Props = { account: AccountView; gauge: RateGaugeView | undefined };

export function Waits({ account, gauge }: Props) {
  const t = useT();
  const tasks = useQuery({ ...queries.syncTasks(account.id), ...FRESH });
  const outbox = useQuery(queries.outbox);
  const posts = useQuery(queries.posts);
  const error: IpcError | null = tasks.error ?? outbox.error ?? posts.error;
  const actions = held(outbox.data, account.id);
  const late = (posts.data ?? []).filter((post) => post.account === account.id && isOfRate(post.problem));
  const read = outbox.isSuccess && posts.isSuccess;
  return (
    <div className={styles.waits}>
      <h3 className={styles.title}>{t("rate.waits")}</h3>
      {error && <ErrorCard error={error} />}
      <ul className={styles.list}>
        {actions.map((action) => (
          <Wait key={action.action} why={action.problem?.message ?? ""} next={action.next_at}>
            <Link to="/outbox" search={{ action: action.action }} className={styles.link}>
              {actionTitle(t, action)}
            </Link>
          </Wait>
        ))}
        {late.map((post) => (
          <Wait key={post.post} why={post.problem?.message ?? ""} next={gauge?.resumes_at ?? null}>
            <Link to="/outbox" search={{ post: post.post }} className={styles.link}>
              {post.caption === "" ? t("rate.post.untitled") : t("rate.post", { caption: post.caption })}
            </Link>
          </Wait>
        ))}
        {read && actions.length + late.length === 0 && (
          <li className={styles.none}>{t("rate.actions.none")}</li>
        )}
        {(tasks.data ?? []).map((task) => (
          <Wait key={task.task} why={whyOf(t, task, gauge)} next={task.next_at}>
            {t(`accounts.tasks.name.${task.task}`)}
          </Wait>
        ))}
      </ul>
    </div>
  );
}

type WaitProps = {
  children: ReactNode;
  why: string;
  /** RFC 3339; null: nobody knows, or it is under way. */
  next: string | null;
};

function Wait({ children, why, next }: WaitProps) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  return (
    <li className={styles.wait}>
      <span className={styles.what}>{children}</span>
      <span className={styles.why}>{why}</span>
      <span className={styles.next}>
        {next === null ? t("rate.next.none") : t("rate.next", { time: inSentence(intl, next, now) })}
      </span>
    </li>
  );
}

const isOfRate = (problem: IpcError | null) => problem?.code === "rate_limited";

/** The actions of an account that the limits keep from leaving. */
function held(outbox: OutboxView | undefined, account: string): readonly ActionView[] {
  if (!outbox) return [];
  const live = [...outbox.waiting, ...outbox.checking];
  return live.filter((action) => action.account === account && isOfRate(action.problem));
}

function whyOf(t: Translate, task: SyncTaskView, gauge: RateGaugeView | undefined): string {
  if (task.standing === "failed") return task.problem?.message ?? "";
  if (task.standing !== "gives_way") return t(`rate.task.${task.standing}`);
  return t(`rate.task.gives_way.${gauge?.pace ?? "free"}`, { percent: gauge?.used_percent ?? 0 });
}
