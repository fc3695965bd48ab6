import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { failure } from "../../host/fake/inbox-handlers";
import type { FakeWorld } from "../../host/fake/world";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, openWithRows, viewButton, world } from "../inbox-on-screen";

freshInbox();

const section = () => page.getByRole("region", { name: "Saved views" });
const namesOfSaved = () =>
  [...document.querySelectorAll('section[aria-label="Saved views"] li bdi')].map((each) => each.textContent);

function withTwo(): FakeWorld {
  const kept = world();
  const shown = {
    view: "all" as const,
    order: "newest_first" as const,
    grouping: "nothing" as const,
    accounts: [],
  };
  kept.savedViews = [
    {
      saved: "0198f000-0000-7000-8000-d00000000001",
      name: "Questions",
      shown: { ...shown, filter: "is:question" },
    },
    { saved: "0198f000-0000-7000-8000-d00000000002", name: "Everything", shown: { ...shown, filter: "" } },
  ];
  return kept;
}

describe("saved views", () => {
  it("keeps the list on screen under a name", async () => {
    const { host } = await openWithRows();
    await page.getByRole("combobox", { name: "Add a filter" }).click();
    await userEvent.keyboard("is:question{Enter}");
    await section().getByRole("button", { name: "Save this list as a view" }).click();
    await userEvent.keyboard("Sizing{Enter}");
    await expect.poll(namesOfSaved).toEqual(["Sizing"]);
    expect(asked(host, "save_view")).toEqual([
      {
        name: "Sizing",
        shown: {
          view: "needs_reply",
          order: "oldest_first",
          grouping: "nothing",
          accounts: [],
          filter: "is:question",
        },
      },
    ]);
    await expect
      .element(section().getByRole("button", { name: /^Sizing/ }))
      .toHaveAttribute("aria-current", "true");
    await viewButton(/^Unread/).click();
    await section()
      .getByRole("button", { name: /^Sizing/ })
      .click();
    await expect.element(page.getByRole("button", { name: "Remove the filter is: question" })).toBeVisible();
  });

  it("opens one with its filter and order, moves it by key, and lets it go with a way back", async () => {
    const { host } = await openWithRows({ world: withTwo() });
    await section()
      .getByRole("button", { name: /^Questions/ })
      .click();
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({
        view: "all",
        order: "newest_first",
        grouping: "nothing",
        filter: "is:question",
      });
    await section()
      .getByRole("button", { name: /^Questions/ })
      .element()
      .focus();
    await userEvent.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
    await expect.poll(namesOfSaved).toEqual(["Everything", "Questions"]);
    await section().getByRole("button", { name: "More for Questions" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await expect.poll(namesOfSaved).toEqual(["Everything"]);
    await userEvent.keyboard("{Escape}");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(namesOfSaved).toEqual(["Everything", "Questions"]);
  });

  it("keeps the dialog open and says why a name is refused", async () => {
    const { host } = await openWithRows({ world: withTwo() });
    host.disturb("rename_view", failure("precondition", "This name is too long."));
    await section().getByRole("button", { name: "More for Everything" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    const field = page.getByRole("textbox", { name: "Name" });
    await expect.element(field).toHaveValue("Everything");
    await field.fill("Long");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("This name is too long.")).toBeVisible();
    await expect.element(field).toBeVisible();
  });

  it.each(["light", "dark"] as const)("has no finding in %s", async (scheme) => {
    await openWithRows({ scheme, world: withTwo() });
    await expect.element(section().getByRole("button", { name: /^Questions/ })).toBeVisible();
    await expectAxeClean();
    await section().getByRole("button", { name: "Save this list as a view" }).click();
    await expect.element(page.getByRole("textbox", { name: "Name" })).toBeVisible();
    await expectAxeClean();
  });
});
