import type {
  BackfillView,
  PauseBackfillForm,
  RateGaugeView,
  ReadBackToForm,
  SyncForm,
  SyncTaskName,
  SyncTaskView,
} from "../bindings";
import type { FakeHost } from "./host";

const DAY = 86_400_000;
const names: SyncTaskName[] = ["counts", "young", "daily", "old", "stories", "backfill"];
const none = { user: 0, fresh: 0, background: 0 };

/** The commands of the background reading. */
export function syncHandlers(host: FakeHost) {
  const { world } = host;
  const change = (account: string, fields: Partial<BackfillView>) => {
    const known = world.backfills.get(account);
    if (known) world.backfills.set(account, { ...known, ...fields });
    host.stale({ kind: "sync" });
    return null;
  };
  return {
    rate_gauges: (): RateGaugeView[] =>
      world.accounts.map(({ id, usage_percent: used }) => ({
        account: id,
        used_percent: used,
        pace: used === null || used < 70 ? "free" : used < 90 ? "slowed" : "people_only",
        resumes_at: null,
        lines: [{ allowance: "business", used_percent: used, left: null, resumes_at: null, waiting: none }],
      })),
    sync_tasks: (): SyncTaskView[] =>
      names.map((task, index) => ({
        task,
        standing: "waiting",
        last_run_at: new Date(Date.now() - 12_000 * (index + 1)).toISOString(),
        next_run_at: new Date(Date.now() + 48_000 * (index + 1)).toISOString(),
        calls: 1,
        calls_total: 40 + index,
      })),
    backfill: ({ account }: SyncForm) => world.backfills.get(account) ?? null,
    backfill_choices: () => [
      { days: 30, calls: 0 },
      { days: 90, calls: 24 },
      { days: 365, calls: 310 },
      { days: null, calls: 1_204 },
    ],
    read_back_to: ({ account, days }: ReadBackToForm) =>
      change(account, {
        phase: "reading",
        since: days === null ? null : new Date(Date.now() - days * DAY).toISOString(),
      }),
    pause_backfill: ({ account, paused }: PauseBackfillForm) =>
      change(account, { phase: paused ? "paused" : "reading" }),
    unreadable_comments: ({ account }: SyncForm) => world.unreadable.get(account) ?? [],
    set_window_visible: () => null,
  };
}
