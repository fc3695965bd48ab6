import type {
  AccountView,
  BackfillView,
  PaceView as Pace,
  PauseBackfillForm,
  RateGaugeView,
  ReadBackToForm,
  SyncForm,
  SyncTaskName,
  SyncTaskView,
} from "../bindings";
import type { FakeHost } from "./host";
import type { FakeWorld } from "./world";

const DAY = 86_400_000;
const names: SyncTaskName[] = [
  "counts",
  "young",
  "daily",
  "old",
  "stories",
  "backfill",
  "conversations",
  "tags",
];
const none = { user: 0, fresh: 0, background: 0 };

const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

function paceOf(world: FakeWorld, { id, usage_percent: used }: AccountView): Pace {
  if (world.pauses.has(id)) return "stopped";
  return used === null || used < 70 ? "free" : used < 90 ? "slowed" : "people_only";
}

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
      world.accounts.map((account) => {
        const used = account.usage_percent;
        const resumes_at = world.pauses.get(account.id) ?? null;
        const known_until = used === null ? null : ahead(9 * 60_000);
        return {
          account: account.id,
          used_percent: used,
          pace: paceOf(world, account),
          resumes_at,
          lines: [
            { allowance: "business", used_percent: used, known_until, left: null, resumes_at, waiting: none },
            {
              allowance: "conversations",
              used_percent: null,
              known_until: null,
              left: 1,
              resumes_at: null,
              waiting: { ...none, background: 2 },
            },
          ],
        };
      }),
    sync_tasks: ({ account: id }: SyncForm): SyncTaskView[] => {
      const account = world.accounts.find((each) => each.id === id);
      const pace = account ? paceOf(world, account) : "free";
      return names.map((task, index) => {
        const waits = pace === "free" || (pace === "slowed" && task === "counts");
        return {
          task,
          standing: waits ? "waiting" : "gives_way",
          last_run_at: ahead(-12_000 * (index + 1)),
          next_at: waits ? ahead(48_000 * (index + 1)) : (world.pauses.get(id) ?? ahead(9 * 60_000)),
          problem: null,
          calls: 1,
          calls_total: 40 + index,
        };
      });
    },
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
