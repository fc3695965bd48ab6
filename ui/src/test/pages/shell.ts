/** The states of what lies around and over every page. */
import { userEvent } from "vitest/browser";
import { type App, dialog, heading, offline, type PageState, withApp } from "./state";

/** The program asks about its end once the page listens. */
const asked = (waiting: number, closing?: boolean) => async (app: App) => {
  await heading(1)(app);
  app.host.askToQuit(waiting, closing);
};

export const shellStates: readonly PageState[] = [
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
