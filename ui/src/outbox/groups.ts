/** What stands where on the page: actions and posts in one order, what needs a person first. */
import type { ActionView, OutboxView, PostState, PostView, RunView } from "../host/bindings";

export const outboxGroups = [
  "needs_you",
  "held",
  "checking",
  "waiting",
  "sending",
  "next",
  "done_today",
] as const;
export type OutboxGroup = (typeof outboxGroups)[number];

/** A row of the page; `id` is unique among both kinds. */
export type Entry =
  | { kind: "action"; id: string; action: ActionView }
  | { kind: "post"; id: string; post: PostView }
  | { kind: "run"; id: string; run: RunView };

/** Where a run stands: a stopped one needs a person, whatever is left of it. */
export function groupOfRun(run: RunView): OutboxGroup {
  if (run.waiting === 0 && run.under_way === 0) return "done_today";
  if (run.stopped !== null) return "needs_you";
  return run.grace_left_ms === null ? "sending" : "waiting";
}

/** Drafts wait in the composer, and what was given up is gone. */
const groupOf: Record<PostState, OutboxGroup | undefined> = {
  draft: undefined,
  scheduled: "next",
  preparing: "sending",
  ready: "next",
  publishing: "sending",
  checking: "checking",
  failed: "needs_you",
  needs_you: "needs_you",
  held: "needs_you",
  missed: "needs_you",
  live: "done_today",
  discarded: undefined,
};

/** What needs a person most comes first: a doubt before a failure, a failure before what only waits for a word. */
const urgency: readonly PostState[] = ["needs_you", "failed", "missed", "held"];

/** In their group: by urgency, then by the time they go out, then by age. */
function before(a: PostView, b: PostView): number {
  return (
    urgency.indexOf(a.state) - urgency.indexOf(b.state) ||
    // Without a time a post goes out as soon as it is ready.
    (a.due_at ?? "").localeCompare(b.due_at ?? "") ||
    a.created_at.localeCompare(b.created_at) ||
    a.post.localeCompare(b.post)
  );
}

function postsOf(group: OutboxGroup, posts: readonly PostView[]): PostView[] {
  return posts.filter((post) => groupOf[post.state] === group).sort(before);
}

function endOf(entry: Entry): string {
  switch (entry.kind) {
    case "action":
      return entry.action.finished_at ?? "";
    case "post":
      return entry.post.live_at ?? entry.post.updated_at;
    case "run":
      return entry.run.decided_at;
  }
}

/** The rows of a group: runs, then posts before actions, and what is done with the newest first. */
export function entriesOf(group: OutboxGroup, outbox: OutboxView, posts: readonly PostView[]): Entry[] {
  const actions = group === "next" ? [] : outbox[group];
  const entries: Entry[] = [
    ...outbox.runs
      .filter((run) => groupOfRun(run) === group)
      .map((run): Entry => ({ kind: "run", id: run.run, run })),
    ...postsOf(group, posts).map((post): Entry => ({ kind: "post", id: post.post, post })),
    ...actions.map((action): Entry => ({ kind: "action", id: action.action, action })),
  ];
  return group === "done_today" ? entries.sort((a, b) => endOf(b).localeCompare(endOf(a))) : entries;
}

/** All rows in the order of the page. */
export function inOrder(outbox: OutboxView, posts: readonly PostView[]): Entry[] {
  return outboxGroups.flatMap((group) => entriesOf(group, outbox, posts));
}

/** How many a group stands for: of what is done today only the newest actions are listed. */
export function totalOf(group: OutboxGroup, outbox: OutboxView, posts: readonly PostView[]): number {
  const listed = entriesOf(group, outbox, posts).length;
  return group === "done_today" ? listed - outbox.done_today.length + outbox.done_today_total : listed;
}

/** Whether nothing is on its way any more. */
export function isQuiet(outbox: OutboxView, posts: readonly PostView[]): boolean {
  return inOrder(outbox, posts).length === entriesOf("done_today", outbox, posts).length;
}

/** Posts that something is done with at this moment, the oldest first: each shows how far it has come. */
export function underWay(posts: readonly PostView[]): PostView[] {
  return [...postsOf("checking", posts), ...postsOf("sending", posts)];
}
