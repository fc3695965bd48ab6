/** Where the hand goes and stays: to what a notification is about, over a reload, and on a row that is still read. */
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { settle } from "../test/settle";
import { asked, field, freshInbox, names, openWithRows, selected, selectedName } from "./inbox-on-screen";

freshInbox();

/** The number of the item that is selected. */
const itemAt = (host: Awaited<ReturnType<typeof openWithRows>>["host"], index: number) => {
  const snapshot = [...host.world.snapshots.values()].at(-1);
  const item = snapshot?.rows[index];
  if (item === undefined) throw new Error("no such row");
  return item;
};

/** How much of a row can be seen in its list. */
function sightOf(row: Element | null | undefined): "whole" | "not wholly" {
  const [at, list] = [row, row?.closest("[role=listbox]")].map((element) => element?.getBoundingClientRect());
  return at && list && at.top >= list.top && at.bottom <= list.bottom ? "whole" : "not wholly";
}

describe("what a notification leads to", () => {
  it("is the item, chosen in its view, from any page", async () => {
    const { host, router } = await openWithRows();
    const order = names();
    const item = itemAt(host, 4);
    await router.navigate({ to: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    host.goTo({ kind: "item", item, view: "needs_reply" });
    await expect.poll(() => selectedName()).toBe(order[4]);
    expect(selected()?.getAttribute("aria-posinset")).toBe("5");
  });

  it("is brought into sight", async () => {
    const { host, router } = await openWithRows();
    const last = names().length - 1;
    const item = itemAt(host, last);
    await router.navigate({ to: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    host.goTo({ kind: "item", item, view: "needs_reply" });
    await expect.poll(() => selected()?.getAttribute("aria-posinset")).toBe(String(last + 1));
    await expect.poll(() => sightOf(selected())).toBe("whole");
  });

  it("is found among everything once it was handled meanwhile", async () => {
    const { host } = await openWithRows();
    const name = selectedName();
    const item = itemAt(host, 0);
    await userEvent.keyboard("e");
    await expect.poll(() => asked(host, "set_done").length).toBe(1);
    host.goTo({ kind: "item", item, view: "needs_reply" });
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("All");
    await expect.poll(() => selectedName()).toBe(name);
  });

  it("is a view, a post or an account where it is about those", async () => {
    const { host, router } = await openWithRows();
    host.goTo({ kind: "view", view: "unread" });
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Unread");
    host.goTo({ kind: "account", account: "17841400000000412" });
    await expect.poll(() => router.state.location.pathname).toBe("/accounts");
    host.goTo({ kind: "post", post: "p" });
    await expect.poll(() => router.state.location.pathname).toBe("/outbox");
    host.goTo({ kind: "composer" });
    await expect.poll(() => router.state.location.pathname).toBe("/composer");
  });
});

describe("a begun reply", () => {
  it("is kept by the program and there again at the next start", async () => {
    const { host } = await openWithRows();
    const item = itemAt(host, 0);
    await userEvent.keyboard("r");
    await userEvent.keyboard("On Sunday from ten.");
    await expect.poll(() => host.world.replyDrafts.get(item)?.text).toBe("On Sunday from ten.");
  });

  it("is handed over before the program ends", async () => {
    const { host } = await openWithRows();
    const item = itemAt(host, 0);
    await userEvent.keyboard("r");
    await userEvent.keyboard("On Sun");
    host.end();
    await expect.poll(() => asked(host, "page_is_done").length).toBe(1);
    expect(host.world.replyDrafts.get(item)?.text).toBe("On Sun");
  });

  it("stays with its item, and so does what undoing brings back", async () => {
    await openWithRows();
    const [first, second] = names();
    await userEvent.keyboard("r");
    await userEvent.keyboard("For the first only");
    await userEvent.keyboard("{Escape}j");
    await expect.poll(() => selectedName()).toBe(second);
    await expect.element(field()).toHaveValue("");
    await userEvent.keyboard("r");
    await expect.element(field()).toHaveFocus();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(field()).toHaveValue("");
    await userEvent.keyboard("{Escape}k");
    await expect.poll(() => selectedName()).toBe(first);
    await expect.element(field()).toHaveValue("For the first only");
  });

  it("gives the hand back to the list when it is sent and the next item comes", async () => {
    const { host } = await openWithRows();
    const [, second] = names();
    await userEvent.keyboard("r");
    await userEvent.keyboard("Thank you");
    await page.getByRole("button", { name: "Send, done, next" }).click();
    await expect.poll(() => asked(host, "reply").length).toBe(1);
    await expect.poll(() => selectedName()).toBe(second);
    await expect.element(page.getByRole("listbox", { name: "Items" })).toHaveFocus();
  });

  it("stands in its field after a start", async () => {
    await openWithRows({
      prepare: ({ world }) => {
        // The first item that is asked for gets the first number.
        for (let item = 0; item < 60; item += 1)
          world.replyDrafts.set(item, { text: "Begun yesterday", saved_reply: null });
      },
    });
    await expect.element(field()).toHaveValue("Begun yesterday");
  });
});

describe("no key is dropped", () => {
  it("while the rows are read again: it acts on the item that was focused", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("j");
    const focused = itemAt(host, 1);
    host.disturb("snapshot_rows", "hang");
    host.stale({ kind: "outbox" });
    await settle();
    await userEvent.keyboard("e");
    await expect
      .poll(() => asked(host, "set_done").at(-1))
      .toEqual(expect.objectContaining({ items: [focused], done: true }));
    host.disturb("snapshot_rows", undefined);
  });

  it("while a new list is opened: the hand goes on from where it moved meanwhile", async () => {
    const { host } = await openWithRows();
    const order = names();
    host.newItems = 2;
    host.stale({ kind: "inbox_counts" });
    await expect.element(page.getByRole("button", { name: /new/ }).first()).toBeVisible();
    await userEvent.keyboard(".jj");
    await expect.poll(() => selectedName()).toBe(order[2]);
    await settle();
    expect(selectedName()).toBe(order[2]);
  });

  it("while a list is asked for twice: the hand stays on its item", async () => {
    const { host } = await openWithRows();
    const order = names();
    host.newItems = 2;
    host.stale({ kind: "inbox_counts" });
    await expect.element(page.getByRole("button", { name: /new/ }).first()).toBeVisible();
    await userEvent.keyboard("jj");
    await expect.poll(() => selectedName()).toBe(order[2]);
    const before = asked(host, "open_view").length;
    const letGo = asked(host, "close_snapshot").length;
    host.disturb("open_view", "hang");
    await userEvent.keyboard(".");
    await expect.poll(() => asked(host, "open_view").length).toBe(before + 1);
    await userEvent.keyboard(".");
    await expect.poll(() => asked(host, "open_view").length).toBe(before + 2);
    host.disturb("open_view", undefined);
    await expect.poll(() => asked(host, "close_snapshot").length).toBe(letGo + 2);
    expect(selectedName()).toBe(order[2]);
  });
});
