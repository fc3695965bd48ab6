/** Every menu of the window, opened: where the hand is, and the rules of accessibility. */
import { afterAll, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { samplePostId } from "../host/fake/sample-posts";
import { sampleWorld } from "../host/fake/world";
import { useDrafts } from "../inbox/detail/drafts";
import { useInboxState } from "../inbox/inbox-state";
import { expectAxeClean } from "./axe";
import { renderApp } from "./render-app";
import { settle } from "./settle";

const menuButtons = () =>
  [...document.querySelectorAll<HTMLButtonElement>('button[aria-haspopup="menu"]')].filter(
    (button) => !button.disabled && button.getBoundingClientRect().width > 0,
  );
const nameOf = (button: HTMLElement) => button.ariaLabel ?? button.textContent ?? "";

/** The sample world with a kept list and more accounts than the top bar shows. */
function world() {
  const full = sampleWorld();
  const [first] = full.accounts;
  if (first) {
    for (let more = 0; more < 10; more += 1) full.accounts.push({ ...first, id: `1784140000000090${more}` });
  }
  full.savedViews.push({
    saved: "0198f000-0000-7000-8000-0000000000a1",
    name: "Press",
    shown: { view: "all", order: "newest_first", grouping: "nothing", accounts: [], filter: "" },
  });
  return full;
}

type Place = { name: string; path: string; size: [number, number]; menus: readonly (string | RegExp)[] };

const places: readonly Place[] = [
  {
    name: "the inbox",
    path: "/inbox",
    size: [1440, 900],
    menus: [/more accounts/, /^Sort order/, "More for Press", "More actions"],
  },
  {
    name: "the inbox in a small window",
    path: "/inbox",
    size: [900, 600],
    menus: [/more accounts/, "Show views", /^Sort order/, "More actions", "More ways to send"],
  },
  {
    name: "the outbox",
    path: `/outbox?post=%22${samplePostId(2)}%22`,
    size: [900, 600],
    menus: [/^More$/],
  },
  {
    name: "the composer",
    path: `/composer?post=%22${samplePostId(1)}%22`,
    size: [1440, 900],
    menus: [/^Account/],
  },
  { name: "saved replies", path: "/settings?section=%22replies%22", size: [1440, 900], menus: ["Export"] },
];

afterAll(() => page.viewport(1440, 900));

describe.each(["light", "dark"] as const)("menus, %s", (scheme) => {
  it.each(places)("of $name", async ({ path, size, menus }) => {
    await page.viewport(...size);
    await renderApp({ path, scheme, world: world() });
    await expect.poll(() => menuButtons().length, { timeout: 10_000 }).toBeGreaterThan(0);
    const item = document.querySelector('[role="option"][aria-selected="true"]');
    if (item) {
      useInboxState.getState().setReading(true);
      for (const each of Array.from({ length: 40 }, (_, index) => index + 1))
        useDrafts.getState().write(each, "Yes.");
    }
    await settle();
    const opened: string[] = [];
    for (let at = 0; at < menuButtons().length; at += 1) {
      const button = menuButtons()[at];
      if (!button) continue;
      button.focus();
      button.click();
      await expect.element(page.getByRole("menu")).toBeVisible();
      await expect.poll(() => document.activeElement?.getAttribute("role")).toMatch(/^menuitem/);
      await settle();
      await expectAxeClean();
      opened.push(nameOf(button));
      await userEvent.keyboard("{Escape}");
      await expect.element(page.getByRole("menu")).not.toBeInTheDocument();
      await expect.poll(() => document.activeElement === button, { message: nameOf(button) }).toBe(true);
    }
    for (const menu of menus) expect(opened).toContainEqual(expect.stringMatching(menu));
  });
});

it("the menu of a list's order opens with the hand on the order in force", async () => {
  await page.viewport(1440, 900);
  await renderApp({ path: "/inbox", world: world() });
  useInboxState.getState().setOrder("post");
  await page.getByRole("button", { name: /^Sort order/ }).click();
  await expect.element(page.getByRole("menuitemradio", { name: "Newest post first" })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.element(page.getByRole("button", { name: /^Sort order: By author/ })).toBeVisible();
});
