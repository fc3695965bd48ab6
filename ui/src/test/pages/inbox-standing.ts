/** How the inbox can stand: empty, at work, and in trouble. The pictures of it are taken of these, too. */
import { vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { withConversations } from "../../host/fake/sample-conversations";
import { emptyOutbox } from "../../host/fake/sample-outbox";
import type { FakeComment, FakeWorld } from "../../host/fake/world";
import { useSearch } from "../../inbox/search/search-state";
import { inInbox, writtenWorld } from "./inbox";
import { type App, alertText, dialog, heading, offline, PATIENCE, type PageState } from "./state";

const HOUR = 3_600_000;

/** Everything is answered, and nothing is under way. */
function answeredWorld(): FakeWorld {
  const world = withConversations(writtenWorld());
  for (const comment of world.comments) Object.assign(comment, { done: true, read: true });
  for (const { messages } of world.conversations)
    for (const message of messages) Object.assign(message, { done: true, read: true });
  return { ...world, outbox: emptyOutbox };
}

/** Just connected: the first reading goes on and has brought nothing yet. */
function newbornWorld(): FakeWorld {
  const world = writtenWorld();
  world.accounts = world.accounts
    .slice(0, 2)
    .map((account) => ({ ...account, state: "syncing" as const, last_sync_at: null }));
  return { ...world, comments: [], items: [], media: [], outbox: emptyOutbox };
}

/** A busy morning: a run is on its way, the history is read, people write, and the team is at it. */
export function busyWorld(): FakeWorld {
  const world = withConversations(writtenWorld());
  const [first, second] = world.accounts;
  if (first) first.state = "syncing";
  if (second) second.usage_percent = 82;
  const [run] = world.outbox.runs;
  if (run) Object.assign(run, { total: 1_204, waiting: 870, under_way: 3, sent: 331, failed: 0 });
  const theirs = world.comments.filter(({ ours, parent, hidden }) => !ours && parent === null && !hidden);
  const [, snoozed, sending] = theirs;
  const wake = new Date(Date.now() + 30 * HOUR).toISOString();
  const item = { snoozed_until: null, muted: false, flagged: false, mine: false, labels: [] };
  if (snoozed) world.items.push({ ...item, item: 2, top: snoozed.comment, snoozed_until: wake });
  const [waiting] = world.outbox.waiting;
  if (sending && waiting) sending.action = { ...waiting, delivery: "sending", comment: sending.comment };
  theirs.slice(3, 6).forEach(({ comment: top }, index) => {
    const labels = index === 0 ? ["l1", "l2", "l3", "l4"] : ["l4"];
    world.items.push({ ...item, item: 3 + index, top, flagged: index === 1, mine: index === 2, labels });
  });
  world.savedViews.push(
    {
      saved: "0198f000-0000-7000-8000-0000000000a1",
      name: "Wholesale this week",
      shown: {
        view: "all",
        order: "newest_first",
        grouping: "author",
        accounts: [],
        filter: "label:wholesale",
      },
    },
    {
      saved: "0198f000-0000-7000-8000-0000000000a2",
      name: "Questions in Ukrainian",
      shown: {
        view: "needs_reply",
        order: "oldest_first",
        grouping: "nothing",
        accounts: [],
        filter: "lang:uk",
      },
    },
  );
  return world;
}

/** The logins of two accounts have ended. */
function loggedOutWorld(): FakeWorld {
  const world = withConversations(writtenWorld());
  for (const account of world.accounts.slice(1, 3)) {
    Object.assign(account, {
      state: "attention" as const,
      days_left: 0,
      problem: {
        code: "reconnect",
        message: "Instagram has ended the login of this account.",
        fix: "Connect it again. Everything that is here stays.",
        retry_after_s: null,
        detail: "190/463",
      } as const,
    });
  }
  return world;
}

/** No network, and what was decided waits for it. */
function offlineWorld(): FakeWorld {
  const world = busyWorld();
  for (const account of world.accounts) account.state = "well";
  world.app.offline = true;
  return world;
}

const refusal = {
  code: "refused",
  message: "Instagram did not accept this reply.",
  fix: "Change its words and send it again.",
  retry_after_s: null,
  detail: "POST /{comment}/replies · 400 · code 100 · trace AbC1d2E3f4",
} as const;

/** The comment that waits longest has a reply that was refused. */
function refusedWorld(): FakeWorld {
  const world = withConversations(writtenWorld());
  const [failed] = world.outbox.needs_you;
  const [oldest] = world.comments.filter(({ ours, parent }) => !ours && parent === null);
  const refuse = (comment: FakeComment) => {
    if (failed)
      comment.action = {
        ...failed,
        kind: "reply",
        delivery: "failed",
        comment: comment.comment,
        problem: refusal,
      };
  };
  if (oldest) refuse(oldest);
  for (const item of world.items) Object.assign(item, { labels: [], mine: false });
  return world;
}

export const rows = (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole("option").elements().length < 3) throw new Error("no rows yet");
  }, PATIENCE);

/** Opens the conversation of a person. */
const open = (username: string) => async (app: App) => {
  await rows(app);
  await userEvent.click(app.screen.getByRole("option", { name: new RegExp(username) }).first());
};

export const standingStates: readonly PageState[] = [
  {
    name: "inbox, all answered",
    path: "/inbox",
    world: answeredWorld,
    ready: heading(2),
  },
  { name: "inbox, first reading", path: "/inbox", world: newbornWorld, ready: heading(2) },
  {
    name: "inbox, nothing found",
    path: "/inbox",
    world: writtenWorld,
    prepare: (host) => {
      host.searchProgress = { done: 612_000, total: 1_000_000 };
    },
    arrange: async () => useSearch.setState({ text: "isotopes" }),
    ready: alertText("isotopes"),
  },
  {
    name: "inbox at work",
    path: "/inbox",
    world: busyWorld,
    prepare: (host) => {
      host.newItems = 12;
    },
    arrange: open("north.face"),
    ready: rows,
  },
  {
    name: "inbox at work, several ticked",
    path: "/inbox",
    world: busyWorld,
    arrange: inInbox("xjxjx"),
    ready: (app) =>
      vi.waitFor(() => {
        if (app.screen.getByRole("toolbar").elements().length === 0) throw new Error("nothing ticked yet");
      }, PATIENCE),
  },
  {
    name: "inbox, before a run",
    path: "/inbox",
    world: writtenWorld,
    arrange: async () => {
      await inInbox("x")();
      await userEvent.click(page.getByRole("toolbar").getByRole("button").first());
      await userEvent.keyboard("h");
    },
    ready: dialog,
  },
  {
    name: "inbox, searching while the history is read",
    path: "/inbox",
    world: busyWorld,
    prepare: (host) => {
      host.searchProgress = { done: 612_000, total: 1_000_000 };
    },
    arrange: async () => useSearch.setState({ text: "the" }),
    ready: rows,
  },
  {
    name: "inbox, a conversation",
    path: "/inbox",
    world: busyWorld,
    arrange: open("tomasz"),
    ready: alertText("The slider came off"),
  },
  { name: "inbox, logins ended", path: "/inbox", world: loggedOutWorld, ready: rows },
  { name: "inbox, offline", path: "/inbox", world: offlineWorld, ready: rows },
  {
    name: "inbox, a refused reply",
    path: "/inbox",
    world: refusedWorld,
    arrange: open("north.face"),
    ready: alertText(refusal.message),
  },
  {
    name: "inbox, a decision that failed",
    path: "/inbox",
    world: busyWorld,
    prepare: (host) => host.disturb("set_hidden", { ...offline, code: "internal" }),
    arrange: inInbox("jjjh"),
    ready: alertText(offline.message),
  },
  {
    name: "inbox whose list cannot be read",
    path: "/inbox",
    world: busyWorld,
    prepare: (host) => host.disturb("open_view", { ...offline, code: "internal" }),
    ready: alertText(offline.message),
  },
];
