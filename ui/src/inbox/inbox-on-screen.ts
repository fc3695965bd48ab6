/** The inbox on screen, for tests in a real browser. */
import { beforeEach, expect } from "vitest";
import { page } from "vitest/browser";
import { type FakeWorld, sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";

type Options = Partial<Parameters<typeof renderApp>[0]>;
type Host = Awaited<ReturnType<typeof renderApp>>["host"];

/** Every test begins in a wide window with nothing chosen and nothing typed. */
export function freshInbox(): void {
  beforeEach(async () => {
    await page.viewport(1440, 900);
  });
}

/** The sample world without troubled accounts: what the inbox shows is then its own. */
export function world(): FakeWorld {
  const fresh = sampleWorld();
  fresh.accounts = fresh.accounts.map((account) => ({ ...account, problem: null, state: "well" as const }));
  return fresh;
}

export function openInbox(options: Options = {}) {
  return renderApp({ path: "/inbox", world: world(), ...options });
}

/** Opens the inbox and waits until rows are there and the hand is on the list. */
export async function openWithRows(options: Options = {}) {
  const app = await openInbox(options);
  await expect.element(page.getByRole("listbox")).toBeVisible();
  await expect.poll(() => names().length).toBeGreaterThan(5);
  await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
  await whole();
  return app;
}

/** Waits for what comes behind the first picture. */
export async function whole(): Promise<void> {
  await expect.poll(() => document.querySelector("[data-coming]")).toBeNull();
}

/** The forms a command was called with, in order. */
export const asked = (host: Host, command: string) =>
  host.calls.filter((call) => call.command === command).map((call) => call.form);

export const option = (name: string | RegExp) => page.getByRole("option", { name });
export const viewButton = (name: RegExp) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name });
export const field = () => page.getByRole("textbox");
export const searchField = () =>
  page.getByRole("searchbox", { name: "Search comments, people, captions and notes" });
export const selected = () => document.querySelector('[role="option"][aria-selected="true"]');
export const selectedName = () => selected()?.querySelector("bdi")?.textContent;
/** Rows stand in the document as they came, and say which place in the list they have. */
const place = (row: Element) => Number(row.getAttribute("aria-posinset"));
export const names = () =>
  [...document.querySelectorAll('[role="option"]:not([aria-busy])')]
    .sort((one, other) => place(one) - place(other))
    .flatMap((row) => [...row.querySelectorAll("bdi")])
    .map((each) => each.textContent);
export const listTotal = () => Number(selected()?.getAttribute("aria-setsize"));
