/** Every state of a page that the sweeping tests look at: accessibility, language, layout. */
import { expect, vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { FakeHost } from "../host/fake/host";
import { emptyOutbox, sampleOutbox } from "../host/fake/sample-outbox";
import { noMediaHost, samplePostId } from "../host/fake/sample-posts";
import { type FakeWorld, newWorld, readyApp, sampleWorld } from "../host/fake/world";
import type { renderApp } from "./render-app";
import { settle } from "./settle";

type App = Awaited<ReturnType<typeof renderApp>>;

export type PageState = {
  name: string;
  path: string;
  world?: () => FakeWorld;
  prepare?: (host: FakeHost) => void;
  /** Brings the page into the state, once something is drawn. */
  arrange?: (app: App) => Promise<void>;
  /** Text that shows that the state is reached, untranslated data or a role the page must have. */
  ready: (app: App) => Promise<unknown>;
};

const offline = {
  code: "offline",
  message: "Instagram cannot be reached.",
  fix: "Check the connection.",
  retry_after_s: null,
  detail: "dns",
} as const;

const withApp = (app: Partial<FakeWorld["app"]>) => (): FakeWorld => ({
  ...sampleWorld(),
  app: { ...readyApp, ...app },
});

const withLogin = (login: FakeWorld["login"]) => (): FakeWorld => ({ ...sampleWorld(), login });

/** A page that is loaded lazily takes its time the first time. */
const PATIENCE = { timeout: 10_000 };

const heading = (level: number) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole("heading", { level }).elements().length === 0) throw new Error("no heading yet");
  }, PATIENCE);
/** Presses a key once the page that answers it is there. */
const press = (keys: string, level: number) => async (app: App) => {
  await heading(level)(app);
  await settle();
  await userEvent.keyboard(keys);
};
const alertText = (text: string) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByText(text, { exact: false }).elements().length === 0) throw new Error("not yet");
  }, PATIENCE);
const dialog = (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole("dialog").elements().length === 0) throw new Error("no dialog yet");
  }, PATIENCE);

function heldWorld(): FakeWorld {
  const world = withApp({ held_actions: 1, clock_skew_s: 74, foreign_hosts: true, offline: true })();
  const [held] = sampleOutbox(Date.now()).waiting;
  if (held) {
    world.outbox = { ...emptyOutbox, held: [{ ...held, delivery: "held", grace_left_ms: null }] };
  }
  return world;
}

const accountStates: readonly PageState[] = [
  { name: "accounts", path: "/accounts", ready: heading(2) },
  {
    name: "account with a problem",
    path: "/accounts?account=%2217841400000000412%22",
    ready: alertText("hands out none of them"),
  },
  {
    name: "accounts that cannot be read",
    path: "/accounts?connect=true",
    prepare: (host) => host.disturb("login_state", offline),
    ready: alertText(offline.message),
  },
  { name: "connect", path: "/accounts?connect=true", ready: heading(3) },
  {
    name: "connect, waiting",
    path: "/accounts?connect=true",
    world: withLogin({
      state: "waiting",
      authorize_url: "https://www.instagram.com/oauth/authorize?client_id=1",
      expires_at: new Date(Date.now() + 600_000).toISOString(),
    }),
    ready: heading(3),
  },
  {
    name: "connect, fetching",
    path: "/accounts?connect=true",
    world: withLogin({ state: "exchanging" }),
    ready: heading(3),
  },
  {
    name: "connect, confirm",
    path: "/accounts?connect=true",
    world: withLogin(sampleWorld().nextLogin),
    ready: alertText("lumaknit"),
  },
  {
    name: "connect, denied",
    path: "/accounts?connect=true",
    world: withLogin({ state: "denied" }),
    ready: heading(2),
  },
  {
    name: "connect, failed",
    path: "/accounts?connect=true",
    world: withLogin({ state: "failed", error: { ...offline, code: "login_refused" } }),
    ready: alertText(offline.message),
  },
  {
    name: "connect, connected",
    path: "/accounts?connect=true",
    world: withLogin({ state: "connected", account: "17841400000000410" }),
    ready: heading(3),
  },
  {
    name: "account whose login has ended",
    path: "/accounts",
    world: () => {
      const world = sampleWorld();
      const [first] = world.accounts;
      if (first)
        Object.assign(first, { days_left: 0, token_expires_at: "2026-01-01T00:00:00Z", usage_percent: null });
      return world;
    },
    ready: heading(2),
  },
  { name: "first screen of the demo", path: "/inbox", world: newWorld, ready: heading(1) },
  {
    name: "first screen",
    path: "/inbox",
    world: () => ({ ...newWorld(), app: { ...readyApp, demo: false } }),
    ready: heading(1),
  },
];

const outboxStates: readonly PageState[] = [
  { name: "outbox", path: "/outbox", ready: heading(2) },
  ...(["03", "04", "07", "08"] as const).map((number) => ({
    name: `outbox, action ${number}`,
    path: `/outbox?action=%220198e000-0000-7000-8000-0000000000${number}%22`,
    ready: heading(2),
  })),
  {
    name: "empty outbox",
    path: "/outbox",
    world: () => ({ ...sampleWorld(), outbox: emptyOutbox, posts: [] }),
    ready: heading(2),
  },
  ...([2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const).map((number) => ({
    name: `outbox, post ${number}`,
    path: `/outbox?post=%22${samplePostId(number)}%22`,
    ready: heading(2),
  })),
  {
    name: "outbox, a decision about a post that was refused",
    path: `/outbox?post=%22${samplePostId(7)}%22`,
    prepare: (host) => host.disturb("retry_post", offline),
    arrange: press("r", 2),
    ready: alertText(offline.message),
  },
  {
    name: "outbox, post again",
    path: `/outbox?post=%22${samplePostId(8)}%22`,
    arrange: press("{Shift>}P{/Shift}", 2),
    ready: dialog,
  },
  {
    name: "outbox whose posts cannot be read",
    path: "/outbox",
    prepare: (host) => host.disturb("posts", offline),
    ready: alertText(offline.message),
  },
  {
    name: "outbox that cannot be read",
    path: "/outbox",
    prepare: (host) => host.disturb("outbox", offline),
    ready: alertText(offline.message),
  },
  {
    name: "outbox that is slow",
    path: "/outbox",
    prepare: (host) => host.disturb("outbox", "hang"),
    ready: heading(1),
  },
  { name: "held actions and every banner", path: "/outbox", world: heldWorld, ready: heading(2) },
];

const hostRefusal = { ...offline, code: "refused", message: "The bucket refused the upload." } as const;

/** The sample world with another media host. */
const withMediaHost = (mediaHost: Partial<FakeWorld["mediaHost"]>) => (): FakeWorld => {
  const world = sampleWorld();
  return { ...world, mediaHost: { ...world.mediaHost, ...mediaHost } };
};

const settingsStates: readonly PageState[] = [
  { name: "media host", path: "/settings", ready: heading(3) },
  {
    name: "media host that is not set up",
    path: "/settings",
    world: withMediaHost(noMediaHost),
    ready: heading(3),
  },
  {
    name: "media host of the demo",
    path: "/settings",
    world: withMediaHost({ ...noMediaHost, kind: "demo" }),
    ready: heading(3),
  },
  {
    name: "media host without its secret",
    path: "/settings",
    world: withMediaHost({ has_secret: false, last_test: null }),
    ready: heading(3),
  },
  {
    name: "media host that failed its test",
    path: "/settings",
    world: withMediaHost({
      last_test: {
        tested_at: "2026-01-01T00:00:00Z",
        passed: false,
        steps: [{ step: "upload", passed: false, took_ms: 1_204, problem: hostRefusal }],
      },
    }),
    ready: alertText(hostRefusal.message),
  },
  {
    name: "media host under test",
    path: "/settings",
    prepare: (host) => host.disturb("test_media_host", "hang"),
    arrange: press("t", 3),
    ready: heading(3),
  },
  {
    name: "media host with a form that cannot be saved",
    path: "/settings",
    arrange: async (app) => {
      await heading(3)(app);
      for (const field of app.screen.getByRole("textbox").all()) await field.fill("?");
      await userEvent.keyboard("{Control>}{Enter}{/Control}");
    },
    ready: async () =>
      vi.waitFor(() => {
        if (!document.querySelector("[aria-invalid=true]")) throw new Error("nothing said yet");
      }, PATIENCE),
  },
  {
    name: "media host that cannot be read",
    path: "/settings",
    prepare: (host) => host.disturb("media_host", offline),
    ready: alertText(offline.message),
  },
  {
    name: "media host that is slow",
    path: "/settings",
    prepare: (host) => host.disturb("media_host", "hang"),
    ready: heading(2),
  },
  {
    name: "remove media host",
    path: "/settings",
    arrange: press("#", 3),
    ready: dialog,
  },
];

const section = (name: string) => `/settings?section=%22${name}%22`;

const sectionStates: readonly PageState[] = [
  { name: "notifications", path: section("notifications"), ready: heading(3) },
  {
    name: "notifications in quiet hours that never end",
    path: section("notifications"),
    world: () => ({
      ...sampleWorld(),
      notificationRules: { views: [], quiet: true, quiet_from: "08:00", quiet_until: "08:00" },
    }),
    ready: heading(3),
  },
  {
    name: "notifications with a time that is none",
    path: section("notifications"),
    arrange: async (app) => {
      await heading(3)(app);
      await app.screen.getByRole("textbox").first().fill("?");
      await userEvent.keyboard("{Enter}");
    },
    ready: () =>
      vi.waitFor(() => expect(document.querySelector("[aria-invalid=true]")).not.toBeNull(), PATIENCE),
  },
  {
    name: "notifications that cannot be read",
    path: section("notifications"),
    prepare: (host) => host.disturb("notification_rules", offline),
    ready: alertText(offline.message),
  },
  { name: "keys", path: section("keys"), ready: heading(3) },
  {
    name: "keys of one's own, with single letters off",
    path: section("keys"),
    world: () => ({ ...sampleWorld(), keyMap: { single_letters: false, own: { "inbox.flag": "y" } } }),
    ready: heading(3),
  },
  {
    name: "keys that are recorded and clash",
    path: section("keys"),
    arrange: async (app) => {
      await heading(3)(app);
      const buttons = app.screen.getByRole("listitem").getByRole("button").all();
      await buttons[0]?.click();
      await dialog(app);
      await userEvent.keyboard("z");
    },
    ready: () =>
      vi.waitFor(() => expect(document.querySelector("[aria-invalid=true]")).not.toBeNull(), PATIENCE),
  },
  { name: "this computer", path: section("desktop"), ready: heading(3) },
  {
    name: "this computer without a tray, reading paused",
    path: section("desktop"),
    world: () => ({
      ...withApp({ paused: true })(),
      desktop: { start_at_login: true, in_tray: false },
    }),
    ready: heading(3),
  },
];

const draftPath = `/composer?post=%22${samplePostId(1)}%22`;

const composerStates: readonly PageState[] = [
  { name: "composer", path: "/composer", ready: alertText("202 / 2,200") },
  ...([2, 3, 6, 7, 8, 10, 11] as const).map((number) => ({
    name: `composer, post ${number}`,
    path: `/composer?post=%22${samplePostId(number)}%22`,
    ready: heading(2),
  })),
  {
    name: "composer without posts",
    path: "/composer",
    world: () => ({ ...sampleWorld(), posts: [] }),
    ready: heading(2),
  },
  {
    name: "draft without slides that is kept back",
    path: draftPath,
    world: () => {
      const world = { ...sampleWorld(), mediaHost: noMediaHost };
      const [draft] = world.posts;
      if (draft) Object.assign(draft, { slides: [], caption: "" });
      return world;
    },
    ready: alertText("There is no slide yet."),
  },
  {
    name: "composer that cannot be read",
    path: "/composer",
    prepare: (host) => host.disturb("posts", offline),
    ready: alertText(offline.message),
  },
  {
    name: "draft that cannot be read",
    path: "/composer?post=%22nowhere%22",
    prepare: (host) => host.disturb("post", offline),
    ready: alertText(offline.message),
  },
  {
    name: "composer that is slow",
    path: "/composer",
    prepare: (host) => host.disturb("posts", "hang"),
    ready: heading(1),
  },
  {
    name: "preflight that cannot be read",
    path: draftPath,
    prepare: (host) => host.disturb("preflight", offline),
    arrange: press("p", 2),
    ready: alertText(offline.message),
  },
  {
    name: "refused files and a draft that is not saved",
    path: draftPath,
    prepare: (host) => {
      host.disturb("save_draft", offline);
      host.world.files = [{ file_name: "scan.heic", problem: offline }];
    },
    arrange: press("r{Control>}o{/Control}", 2),
    ready: alertText("scan.heic"),
  },
  {
    name: "composer while files hover",
    path: draftPath,
    arrange: async (app) => {
      await heading(2)(app);
      app.host.dragFiles(true);
    },
    ready: () => vi.waitFor(() => expect(document.querySelector("[data-drop]")).not.toBeNull(), PATIENCE),
  },
  {
    name: "time to publish",
    path: draftPath,
    arrange: async (app) => {
      await press("w", 2)(app);
      await app.screen.getByRole("dialog").getByRole("radio").last().click();
    },
    ready: dialog,
  },
  {
    name: "delete draft",
    path: draftPath,
    arrange: press("#", 2),
    ready: dialog,
  },
];

/** The program asks about its end once the page listens. */
const asked = (waiting: number, closing?: boolean) => async (app: App) => {
  await heading(1)(app);
  app.host.askToQuit(waiting, closing);
};

const shellStates: readonly PageState[] = [
  {
    name: "palette",
    path: "/outbox",
    arrange: async () => void (await userEvent.keyboard("{Control>}k{/Control}")),
    ready: dialog,
  },
  {
    name: "key sheet",
    path: "/outbox",
    arrange: async () => void (await userEvent.keyboard("?")),
    ready: dialog,
  },
  { name: "quit dialog", path: "/outbox", arrange: asked(3), ready: dialog },
  {
    name: "closing without a tray",
    path: "/outbox",
    arrange: asked(0, true),
    ready: dialog,
  },
  {
    name: "locked keychain",
    path: "/inbox",
    world: withApp({ keychain: "locked", keychain_hint: "seahorse" }),
    ready: heading(1),
  },
  {
    name: "missing keychain",
    path: "/inbox",
    world: withApp({ keychain: "missing", keychain_hint: "gnome-keyring-daemon" }),
    ready: heading(1),
  },
  {
    name: "start problem",
    path: "/inbox",
    world: withApp({ start_problem: { ...offline, code: "internal" } }),
    prepare: (host) => host.disturb("list_accounts", { ...offline, code: "internal" }),
    ready: heading(1),
  },
  { name: "missing page", path: "/nowhere", ready: heading(1) },
];

/** Opens something in the inbox by a key, once its list has the hand. */
const inInbox = (keys: string) => async () => {
  await vi.waitFor(() => {
    if (document.activeElement?.getAttribute("role") !== "listbox") throw new Error("no list yet");
  }, PATIENCE);
  await userEvent.keyboard(keys);
};
const part = (role: "listbox" | "complementary" | "article", count: number) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole(role).elements().length < count) throw new Error("not there yet");
  }, PATIENCE);

/** The sample world with everything a team writes down. */
function writtenWorld(): FakeWorld {
  const world = sampleWorld();
  world.accounts = world.accounts.map((account) => ({ ...account, problem: null, state: "well" as const }));
  const [first] = world.comments;
  const author = { name: "Maya", colour: 4 };
  const note = { author, removed: false, written_at: new Date().toISOString() };
  world.items.push({
    item: 1,
    top: first?.comment ?? "",
    snoozed_until: null,
    muted: false,
    flagged: false,
    mine: true,
    labels: ["l1", "l2"],
  });
  world.notes.push(
    { ...note, note: "n1", text: "The workshop has a new slider for it.", item: 1, person: null },
    {
      ...note,
      note: "n2",
      text: "Wholesale customer, be generous.",
      item: null,
      person: first?.username ?? "",
    },
  );
  world.personLabels.set(first?.username ?? "", ["l4"]);
  return world;
}

const writtenStates: readonly PageState[] = [
  { name: "labels and notes", path: "/inbox", world: writtenWorld, ready: part("article", 1) },
  {
    name: "inbox grouped by post",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("{Shift>}G{/Shift}"),
    ready: () =>
      vi.waitFor(() => {
        const rows = [...document.querySelectorAll('[role="option"]')];
        if (!rows.some((row) => row.textContent?.includes("Sunday rice bowl")))
          throw new Error("not grouped yet");
      }, PATIENCE),
  },
  { name: "label picker", path: "/inbox", world: writtenWorld, arrange: inInbox("l"), ready: dialog },
  {
    name: "author card",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("i"),
    ready: part("complementary", 1),
  },
  {
    name: "note being written",
    path: "/inbox",
    world: writtenWorld,
    arrange: inInbox("n"),
    ready: part("article", 1),
  },
  {
    name: "saved replies",
    path: "/inbox",
    // Without variables what is offered stands in the world as it is shown.
    world: () => {
      const world = writtenWorld();
      for (const reply of world.savedReplies) reply.text = reply.text.replace(/ ?\{[^}]*\}/g, "");
      return world;
    },
    arrange: inInbox(";"),
    ready: part("listbox", 2),
  },
  ...(["profile", "labels", "replies", "keywords"] as const).map((section) => ({
    name: `settings, ${section}`,
    path: `/settings?section=%22${section}%22`,
    ready: heading(3),
  })),
  ...(["replies", "keywords"] as const).map((section) => ({
    name: `settings, ${section}, being written`,
    path: `/settings?section=%22${section}%22`,
    arrange: async (app: App) => {
      await heading(3)(app);
      document.querySelector<HTMLElement>("section li button")?.click();
    },
    ready: () =>
      vi.waitFor(() => {
        if (!document.querySelector("section textarea")) throw new Error("not there yet");
      }, PATIENCE),
  })),
];

/** The sample world in which Instagram asked an account for a pause, and an action waits for it. */
function pausedWorld(): FakeWorld {
  const world = sampleWorld();
  const [first] = world.accounts;
  const resumes = new Date(Date.now() + 42 * 60_000).toISOString();
  if (first) world.pauses.set(first.id, resumes);
  const [waiting] = world.outbox.waiting;
  if (waiting && first) {
    const pause = { ...offline, code: "rate_limited", message: "Instagram asks for a pause." } as const;
    Object.assign(waiting, { account: first.id, next_at: resumes, grace_left_ms: 0, problem: pause });
  }
  return world;
}

const rateStates: readonly PageState[] = [
  { name: "limits", path: "/rate", ready: heading(2) },
  { name: "limits with a pause", path: "/rate", world: pausedWorld, ready: alertText("asks for a pause") },
  {
    name: "limits of which nothing is known",
    path: "/rate",
    world: () => {
      const world = sampleWorld();
      for (const account of world.accounts) account.usage_percent = null;
      return world;
    },
    ready: heading(2),
  },
  {
    name: "limits that cannot be read",
    path: "/rate",
    prepare: (host) => host.disturb("rate_gauges", offline),
    ready: alertText(offline.message),
  },
  {
    name: "limits that are slow",
    path: "/rate",
    prepare: (host) => host.disturb("rate_gauges", "hang"),
    ready: heading(1),
  },
];

export const allStates: readonly PageState[] = [
  ...rateStates,
  ...writtenStates,
  ...accountStates,
  ...outboxStates,
  ...settingsStates,
  ...sectionStates,
  ...composerStates,
  ...shellStates,
];
