/** The states of the settings, but for what a team writes down. */
import { expect, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { noMediaHost } from "../../host/fake/sample-posts";
import { type FakeWorld, sampleWorld } from "../../host/fake/world";
import { alertText, dialog, heading, offline, PATIENCE, type PageState, press, withApp } from "./state";

const hostRefusal = { ...offline, code: "refused", message: "The bucket refused the upload." } as const;

/** The sample world with another media host. */
const withMediaHost = (mediaHost: Partial<FakeWorld["mediaHost"]>) => (): FakeWorld => {
  const world = sampleWorld();
  return { ...world, mediaHost: { ...world.mediaHost, ...mediaHost } };
};

export const settingsStates: readonly PageState[] = [
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

export const sectionStates: readonly PageState[] = [
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
