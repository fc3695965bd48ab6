/** What a state of a page is, and the ways to get into one. */
import { vi } from "vitest";
import { userEvent } from "vitest/browser";
import type { FakeHost } from "../../host/fake/host";
import { type FakeWorld, readyApp, sampleWorld } from "../../host/fake/world";
import type { renderApp } from "../render-app";
import { settle } from "../settle";

export type App = Awaited<ReturnType<typeof renderApp>>;

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

export const offline = {
  code: "offline",
  message: "Instagram cannot be reached.",
  fix: "Check the connection.",
  retry_after_s: null,
  detail: "dns",
} as const;

export const withApp = (app: Partial<FakeWorld["app"]>) => (): FakeWorld => ({
  ...sampleWorld(),
  app: { ...readyApp, ...app },
});

export const withLogin = (login: FakeWorld["login"]) => (): FakeWorld => ({ ...sampleWorld(), login });

/** A page that is loaded lazily takes its time the first time. */
export const PATIENCE = { timeout: 10_000 };

export const heading = (level: number) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole("heading", { level }).elements().length === 0) throw new Error("no heading yet");
  }, PATIENCE);
/** Presses a key once the page that answers it is there. */
export const press = (keys: string, level: number) => async (app: App) => {
  await heading(level)(app);
  await settle();
  await userEvent.keyboard(keys);
};
export const alertText = (text: string) => (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByText(text, { exact: false }).elements().length === 0) throw new Error("not yet");
  }, PATIENCE);
export const dialog = (app: App) =>
  vi.waitFor(() => {
    if (app.screen.getByRole("dialog").elements().length === 0) throw new Error("no dialog yet");
  }, PATIENCE);
