/** Runs of the fake host: seen before they are done, stopped and taken back. */
import type { RunForm, RunIdForm, RunPreviewView, RunSkip, RunView, SnapshotForm } from "../bindings";
import { talkOf } from "./conversations";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { itemsOf, rowOf } from "./items";
import type { FakeComment } from "./world";

const MOST = 5_000;
let nextRun = 1;

export function runHandlers(host: FakeHost) {
  const { world } = host;
  const snapshotOf = (id: number) => {
    const found = world.snapshots.get(id);
    if (!found) throw failure("snapshot_gone", "The list was closed.");
    return found;
  };
  const commentOf = (id: string) => world.comments.find((each) => each.comment === id);
  const chosen = (form: RunForm): FakeComment[] => {
    if (form.snapshot === null) return form.comments.flatMap((id) => commentOf(id) ?? []);
    const { form: shown, rows, removed } = snapshotOf(form.snapshot);
    return itemsOf(world)
      .filter(({ item }) => rows.includes(item) && !removed.has(item))
      .flatMap((item) => rowOf(world, shown, item))
      .flatMap(({ face }) => (face.kind === "comment" ? (commentOf(face.comment) ?? []) : []));
  };
  /** Rows of a list that show a message. */
  const messages = (form: RunForm): number => {
    if (form.snapshot === null) return 0;
    const { rows, removed } = snapshotOf(form.snapshot);
    const shown = itemsOf(world).filter(({ item }) => rows.includes(item) && !removed.has(item));
    return shown.filter((item) => talkOf(world, item)).length;
  };
  const skipped = (form: RunForm, comment: FakeComment) => {
    if (comment.gone) return "gone" as const;
    if (form.kind === "hide" && comment.ours) return "ours" as const;
    if (form.kind === "hide" && comment.hidden) return "already_so" as const;
    if (form.kind === "unhide" && !comment.hidden) return "already_so" as const;
    return undefined;
  };
  const runOf = (id: string): RunView => {
    const found = world.outbox.runs.find(({ run }) => run === id);
    if (!found) throw failure("not_found", "This run is no longer here.");
    return found;
  };
  return {
    preview_run: (form: RunForm): RunPreviewView => {
      const all = chosen(form);
      const left = all.filter((each) => skipped(form, each) === undefined);
      const whose = [...new Set(left.map(({ account }) => account))];
      const reasons: RunSkip[] = ["gone", "ours", "already_so"];
      return {
        count: left.length,
        accounts: whose.map((account) => ({
          account,
          count: left.filter((each) => each.account === account).length,
        })),
        samples: left.slice(0, 10).map(({ account, username, text }) => ({ account, username, text })),
        skipped: reasons
          .map((why) => ({ why, count: all.filter((each) => skipped(form, each) === why).length }))
          .concat({ why: "message", count: messages(form) })
          .filter(({ count }) => count > 0),
        seconds: Math.max(1, left.length),
      };
    },
    start_run: (form: RunForm) => {
      const about = chosen(form).filter((each) => skipped(form, each) === undefined);
      const run = `0198f000-0000-7000-8000-b${String(nextRun++).padStart(11, "0")}`;
      const grace_ms = form.kind === "delete" ? 30_000 : 10_000;
      world.outbox.runs.unshift({
        run,
        kind: form.kind,
        total: about.length,
        decided_at: new Date().toISOString(),
        stopped: null,
        closed: false,
        waiting: about.length,
        under_way: 0,
        sent: 0,
        failed: 0,
        given_up: 0,
        grace_left_ms: grace_ms,
        problem: null,
      });
      host.stale({ kind: "outbox" }, { kind: "inbox_counts" });
      return { run, count: about.length, grace_ms };
    },
    stop_run: ({ run }: RunIdForm) => {
      Object.assign(runOf(run), { stopped: "by_person" });
      host.stale({ kind: "outbox" });
      return null;
    },
    resume_run: ({ run }: RunIdForm) => {
      Object.assign(runOf(run), { stopped: null });
      host.stale({ kind: "outbox" });
      return null;
    },
    undo_run: ({ run }: RunIdForm) => {
      const found = runOf(run);
      const undone = { withdrawn: found.waiting, reversed: found.kind === "delete" ? 0 : found.sent };
      Object.assign(found, {
        closed: true,
        stopped: null,
        grace_left_ms: null,
        given_up: found.given_up + found.waiting,
        waiting: 0,
      });
      host.stale({ kind: "outbox" }, { kind: "inbox_counts" });
      return undone;
    },
    snapshot_items: ({ snapshot }: SnapshotForm) => {
      const { rows, removed } = snapshotOf(snapshot);
      return { items: rows.filter((row) => !removed.has(row)).slice(0, MOST), most: MOST };
    },
  };
}
