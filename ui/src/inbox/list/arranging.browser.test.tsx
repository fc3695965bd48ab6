import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { failure } from "../../host/fake/inbox-handlers";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, names, openWithRows, viewButton, world } from "../inbox-on-screen";
import { useInboxState } from "../inbox-state";

const arrange = () => page.getByRole("button", { name: /Sort order/ });
const choose = async (name: string) => {
  await arrange().click();
  await page.getByRole("menuitemradio", { name, exact: true }).click();
};
const labels = () =>
  [...document.querySelectorAll('[role="option"]')].flatMap(
    (row) => row.textContent?.match(/^New group:(.*?)(\d+)/)?.[0] ?? [],
  );

describe("how a list is put together", () => {
  freshInbox();

  it("is sorted by post and by author from the header", async () => {
    const { host } = await openWithRows();
    const oldest = names();
    await choose("By author");
    await expect.poll(() => names()).not.toEqual(oldest);
    expect([...names()].sort()).toEqual(names());
    await choose("Newest post first");
    await expect.poll(() => asked(host, "open_view").at(-1)).toMatchObject({ order: "post" });
    expect(labels()).toEqual([]);
  });

  it("groups by key, with the name and size of each group on the line above it, and every row as high as before", async () => {
    await openWithRows();
    await userEvent.keyboard("{Shift>}G{/Shift}");
    await expect.element(arrange()).toHaveTextContent("Oldest first · Grouped by post");
    await expect.poll(() => labels().length).toBeGreaterThan(2);
    const rows = [...document.querySelectorAll('[role="option"]')];
    for (const [index, row] of rows.entries()) {
      expect(row.getBoundingClientRect().height).toBe(64);
      const before = rows[index - 1];
      if (before) {
        expect(row.getBoundingClientRect().top).toBeGreaterThanOrEqual(before.getBoundingClientRect().bottom);
      }
    }
    await userEvent.keyboard("{Shift>}G{/Shift}");
    await expect.element(arrange()).toHaveTextContent("Grouped by author");
    await userEvent.keyboard("{Shift>}G{/Shift}");
    await expect.poll(() => labels()[0]).toMatch(/New group:\w{3}, \w+ \d+/);
    await userEvent.keyboard("{Shift>}G{/Shift}");
    await expect.poll(() => labels()).toEqual([]);
  });

  it("sorts in the next way by key and keeps each view as it was", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("{Shift>}O{/Shift}");
    await expect.element(arrange()).toHaveTextContent("Newest first");
    await viewButton(/^All/).click();
    await expect.element(arrange()).toHaveTextContent("Oldest first");
    await choose("Grouped by day");
    await viewButton(/^Needs reply/).click();
    await expect.element(arrange()).toHaveTextContent("Newest first");
    await viewButton(/^All/).click();
    await expect.element(arrange()).toHaveTextContent("Oldest first · Grouped by day");
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({ view: "all", order: "oldest_first", grouping: "day" });
  });

  it("comes back as it was left, and its list is opened once", async () => {
    const kept = world();
    kept.arrangements = [{ view: "needs_reply", order: "newest_first", grouping: "post" }];
    const { host } = await openWithRows({ world: kept });
    await expect.element(arrange()).toHaveTextContent("Newest first · Grouped by post");
    expect(asked(host, "open_view")).toEqual([
      expect.objectContaining({ view: "needs_reply", order: "newest_first", grouping: "post" }),
    ]);
    await userEvent.keyboard("{Shift>}O{/Shift}{Shift>}G{/Shift}");
    await expect
      .poll(() => host.world.arrangements)
      .toEqual([{ view: "needs_reply", order: "post", grouping: "author" }]);
  });

  it("is not kept for the view when a kept list is put together in another way", async () => {
    const { host } = await openWithRows();
    useInboxState.getState().openSaved("kept", "all", { order: "newest_first", grouping: "nothing" }, []);
    await expect.element(arrange()).toHaveTextContent("Newest first");
    await choose("By author");
    await expect.poll(() => asked(host, "open_view").at(-1)).toMatchObject({ view: "all", order: "author" });
    expect(asked(host, "arrange_view")).toEqual([]);
  });

  it("says when it cannot be kept", async () => {
    const full = failure("internal", "The disk is full.");
    await openWithRows({ prepare: (host) => host.disturb("arrange_view", full) });
    await choose("By author");
    await expect.element(page.getByText("The disk is full.").first()).toBeVisible();
    await expect.element(arrange()).toHaveTextContent("By author");
  });

  it("is as it comes where it cannot be read", async () => {
    const { host } = await openWithRows({
      prepare: (each) => each.disturb("arrangements", failure("internal", "The database did not answer.")),
    });
    expect(asked(host, "open_view")).toEqual([expect.objectContaining({ order: "oldest_first" })]);
  });

  it.each(["light", "dark"] as const)("is clean for assistive technology, %s", async (scheme) => {
    await openWithRows({ scheme });
    await userEvent.keyboard("{Shift>}G{/Shift}");
    await expect.poll(() => labels().length).toBeGreaterThan(2);
    await expectAxeClean();
  });
});

describe("the list as a file", () => {
  freshInbox();

  it("is written whole, by the menu and by key, and says how many items it has", async () => {
    const { host } = await openWithRows();
    const [snapshot] = host.world.snapshots.keys();
    await arrange().click();
    await page.getByRole("menuitem", { name: /Export this list/ }).click();
    const total = host.world.snapshots.get(snapshot ?? 0)?.rows.length;
    await expect.element(page.getByText(`${total} items written into the file`)).toBeVisible();
    expect(asked(host, "export_list")).toEqual([{ snapshot }]);
    host.picksFile = false;
    await userEvent.keyboard("{Shift>}X{/Shift}");
    await expect.poll(() => asked(host, "export_list")).toHaveLength(2);
  });

  it("says what went wrong and what to do", async () => {
    await openWithRows({
      prepare: (host) =>
        host.disturb("export_list", {
          code: "internal",
          message: "The file could not be written.",
          fix: "Check that there is room on the disk.",
          retry_after_s: null,
          detail: null,
        }),
    });
    await userEvent.keyboard("{Shift>}X{/Shift}");
    await expect.element(page.getByRole("alert")).toHaveTextContent(/could not be written.*room on the disk/);
  });
});
