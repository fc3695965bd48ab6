import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { failure } from "../host/fake/inbox-handlers";
import { sampleWorld } from "../host/fake/world";
import { settle } from "../test/settle";
import {
  asked,
  field,
  freshInbox,
  listTotal,
  names,
  openInbox,
  openWithRows,
  option,
  selected,
  selectedName,
  viewButton,
  world,
} from "./inbox-on-screen";
import { PAGE_SIZE } from "./list/row-window";

freshInbox();

describe("the list", () => {
  it("opens what needs a reply, oldest first, with the first item chosen", async () => {
    await openWithRows();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Needs reply");
    expect(selected()?.getAttribute("aria-posinset")).toBe("1");
    expect(page.getByRole("listbox").element().getAttribute("aria-activedescendant")).toBe(selected()?.id);
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent(selectedName() ?? "?");
  });

  it("moves with j and k and keeps the focus on the list", async () => {
    await openWithRows();
    const order = names();
    await userEvent.keyboard("jjj");
    expect(selectedName()).toBe(order[3]);
    await userEvent.keyboard("k");
    expect(selectedName()).toBe(order[2]);
    expect(document.activeElement).toBe(page.getByRole("listbox").element());
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent(order[2] ?? "?");
  });

  it("lets a done item leave at once, chooses the next, and z puts it back", async () => {
    const { host } = await openWithRows();
    const order = names();
    const total = listTotal();
    await userEvent.keyboard("je");
    expect(selectedName()).toBe(order[2]);
    expect(listTotal()).toBe(total - 1);
    expect(names()).not.toContain(order[1]);
    await expect.poll(() => asked(host, "set_done").length).toBe(1);
    await userEvent.keyboard("z");
    await expect.poll(() => selectedName()).toBe(order[1]);
    expect(listTotal()).toBe(total);
    await expect.poll(() => host.world.comments.some(({ done }) => done)).toBe(false);
  });

  it("undoes several done items one after the other", async () => {
    const { host } = await openWithRows();
    const order = names();
    await userEvent.keyboard("eee");
    expect(selectedName()).toBe(order[3]);
    await userEvent.keyboard("z");
    await userEvent.keyboard("z");
    await userEvent.keyboard("z");
    await expect.poll(() => names().slice(0, 4)).toEqual(order.slice(0, 4));
    await expect.poll(() => host.world.comments.filter(({ done }) => done).length).toBe(0);
  });

  it("puts the item back and says why when done is refused", async () => {
    const { host } = await openWithRows();
    const order = names();
    host.disturb("set_done", failure("internal", "The database did not answer."));
    await userEvent.keyboard("e");
    await expect.element(page.getByRole("alert")).toHaveTextContent("The database did not answer.");
    expect(selectedName()).toBe(order[0]);
  });

  it("keeps a done item in the list with Shift+e", async () => {
    await openWithRows();
    const total = listTotal();
    const name = selectedName() ?? "?";
    await userEvent.keyboard("{Shift>}E{/Shift}");
    await expect.element(option(new RegExp(name))).toHaveTextContent("Done");
    expect(selectedName()).toBe(name);
    expect(listTotal()).toBe(total);
  });

  it("loads new items with the pill's key and stays on the item at hand", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("jj");
    const name = selectedName();
    const first = host.world.comments.find(({ comment }) => comment === "c1");
    if (!first) throw new Error("no sample comment");
    host.world.comments.push({
      ...first,
      comment: "older",
      username: "first.of.all",
      written_at: "2026-01-01T00:00:00Z",
    });
    host.newItems = 1;
    host.stale({ kind: "inbox_counts" });
    await expect.element(page.getByRole("button", { name: "Load 1 new item" })).toBeVisible();
    expect(names()).not.toContain("first.of.all");
    expect(selectedName()).toBe(name);
    host.newItems = 0;
    await userEvent.keyboard(".");
    await expect.poll(() => names()).toContain("first.of.all");
    expect(selectedName()).toBe(name);
    expect(selected()?.getAttribute("aria-posinset")).toBe("4");
    await expect.poll(() => host.world.snapshots.size).toBe(1);
  });

  it("opens a closed snapshot again at the item at hand", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("jjj");
    const name = selectedName();
    const before = asked(host, "open_view").length;
    host.world.snapshots.clear();
    host.stale({ kind: "outbox" });
    await expect.poll(() => asked(host, "open_view").length).toBe(before + 1);
    await expect.poll(() => host.world.snapshots.size).toBe(1);
    await expect.poll(() => selectedName()).toBe(name);
  });

  it("opens a closed snapshot again when only the pill notices", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("jj");
    const name = selectedName();
    host.world.snapshots.clear();
    host.stale({ kind: "inbox_counts" });
    await expect.poll(() => host.world.snapshots.size).toBe(1);
    await expect.poll(() => selectedName()).toBe(name);
  });

  it("gives up reopening a snapshot that is always gone, and says so", async () => {
    const { host } = await openWithRows();
    host.disturb("snapshot_rows", failure("snapshot_gone", "The list was closed."));
    host.stale({ kind: "outbox" });
    await expect.element(page.getByText("The list was closed.")).toBeVisible();
    expect(asked(host, "open_view").length).toBeLessThan(6);
  });

  it("closes its snapshot when the page is left", async () => {
    const { host, router } = await openWithRows();
    await router.navigate({ to: "/outbox" });
    await expect.poll(() => host.world.snapshots.size).toBe(0);
  });

  it("opens another order and another view as another snapshot, each view in its own order", async () => {
    const { host } = await openWithRows();
    const oldest = names()[0];
    await page.getByRole("button", { name: /Sort order/ }).click();
    await page.getByRole("menuitemradio", { name: "Newest first" }).click();
    await expect.poll(() => names()[0]).not.toBe(oldest);
    await viewButton(/^Hidden/).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("Hidden");
    await expect.poll(() => host.world.snapshots.size).toBe(1);
    expect(asked(host, "open_view").at(-1)).toEqual({
      view: "hidden",
      accounts: [],
      order: "oldest_first",
      grouping: "nothing",
      filter: "",
      search: "",
      rows: PAGE_SIZE,
    });
  });

  it("marks an item as read once a person has looked at it, and unread by key", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("j");
    const name = selectedName() ?? "?";
    await expect.poll(() => asked(host, "set_read").length, { timeout: 3000 }).toBe(1);
    await expect.element(option(new RegExp(name))).not.toHaveTextContent("Unread");
    await userEvent.keyboard("{Shift>}U{/Shift}");
    await expect.element(option(new RegExp(name))).toHaveTextContent("Unread");
  });
});

describe("actions", () => {
  it("hides without asking, shows the grace time, and undo withdraws the action", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("jh");
    await expect.element(page.getByText(/^Hiding 1 in \d s$/)).toBeVisible();
    await expect.poll(() => selected()?.textContent).toContain("Waiting");
    await userEvent.keyboard("z");
    await expect.poll(() => asked(host, "withdraw_action").length).toBe(1);
    await expect.poll(() => selected()?.textContent).not.toContain("Waiting");
    expect(host.world.comments.filter(({ hidden }) => hidden).length).toBe(
      world().comments.filter(({ hidden }) => hidden).length,
    );
  });

  it("asks before deleting, names the count, and Enter means Cancel", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("x");
    await userEvent.keyboard("{Shift>}J{/Shift}");
    await userEvent.keyboard("#");
    const dialog = page.getByRole("dialog");
    await expect.element(dialog).toHaveTextContent("Delete 2 comments?");
    await expect.poll(() => document.activeElement?.textContent).toBe("Cancel");
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog).not.toBeInTheDocument();
    expect(asked(host, "delete_comments")).toEqual([]);
    await userEvent.keyboard("#");
    await expect.poll(() => document.activeElement?.textContent).toBe("Cancel");
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.element(page.getByText(/^Deleting 2 in (30|29) s$/)).toBeVisible();
    expect(asked(host, "delete_comments")).toEqual([{ comments: ["c1", expect.any(String)] }]);
  });

  it("acts on everything ticked from the bar", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("x");
    await userEvent.keyboard("jx");
    const bar = page.getByRole("toolbar");
    await expect.element(bar).toHaveTextContent("2 selected");
    const total = listTotal();
    await bar.getByRole("button", { name: "Done" }).click();
    expect(listTotal()).toBe(total - 2);
    await expect.element(bar).not.toBeInTheDocument();
    await expect.poll(() => host.world.comments.filter(({ done }) => done).length).toBe(2);
  });

  it("clears the ticks with Escape", async () => {
    await openWithRows();
    await userEvent.keyboard("x");
    await expect.element(page.getByRole("toolbar")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("toolbar")).not.toBeInTheDocument();
  });

  it("asks before closing the comments of a post", async () => {
    const { host } = await openWithRows();
    await expect.element(page.getByRole("switch")).toBeChecked();
    (page.getByRole("switch").element() as HTMLElement).focus();
    await userEvent.keyboard(" ");
    await expect.element(page.getByRole("dialog")).toHaveTextContent("Close comments on this post?");
    expect(asked(host, "set_comments_enabled")).toEqual([]);
    await expect.poll(() => document.activeElement?.textContent).toBe("Cancel");
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.poll(() => asked(host, "set_comments_enabled").length).toBe(1);
  });

  it("puts its commands into the palette and the key sheet", async () => {
    await openWithRows();
    await userEvent.keyboard("?");
    const sheet = page.getByRole("dialog");
    for (const words of ["Done, and next", "Hide or unhide", "Delete the comment", "Load new items"]) {
      await expect.element(sheet.getByText(words)).toBeVisible();
    }
    await userEvent.keyboard("{Escape}");
    await expect.element(sheet).not.toBeInTheDocument();
  });
});

describe("the reply", () => {
  it("is written with r, sent with Ctrl+Enter, echoed at once, and comes back with undo", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("r");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("jk is typed, not a step");
    expect(selected()?.getAttribute("aria-posinset")).toBe("1");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "reply"))
      .toEqual([{ comment: "c1", text: "jk is typed, not a step", saved_reply: null }]);
    await expect.element(field()).toHaveValue("");
    const thread = page.getByRole("list", { name: "Thread" });
    await expect.element(thread).toHaveTextContent("jk is typed, not a step");
    await expect.element(thread).toHaveTextContent("Waiting");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => asked(host, "withdraw_action").length).toBe(1);
    await expect.element(field()).toHaveValue("jk is typed, not a step");
  });

  it("goes on to the next item with Ctrl+Shift+Enter", async () => {
    const { host } = await openWithRows();
    const order = names();
    await userEvent.keyboard("r");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("Thank you");
    await userEvent.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
    await expect.poll(() => selectedName()).toBe(order[1]);
    expect(asked(host, "reply").length).toBe(1);
    await expect.poll(() => asked(host, "set_done").length).toBe(1);
  });

  it("keeps what was typed for its thread while others are looked at", async () => {
    await openWithRows();
    await field().fill("Half an answer");
    await userEvent.keyboard("{Escape}");
    await userEvent.keyboard("j");
    await expect.element(field()).toHaveValue("");
    await userEvent.keyboard("k");
    await expect.element(field()).toHaveValue("Half an answer");
  });

  it("keeps what was typed when sending is refused", async () => {
    const { host } = await openWithRows();
    host.disturb("reply", failure("refused", "Instagram refused the reply."));
    await field().fill("Half an answer");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect.element(page.getByRole("alert")).toHaveTextContent("Instagram refused the reply.");
    await expect.element(field()).toHaveValue("Half an answer");
  });

  it("is not offered for a hidden comment, which says why and can be unhidden first", async () => {
    const { host } = await openWithRows();
    await viewButton(/^Hidden/).click();
    await expect
      .element(page.getByText("Instagram does not take replies to a hidden comment."))
      .toBeVisible();
    expect(document.querySelector("main section textarea")).toBeNull();
    await page.getByRole("button", { name: "Unhide and reply" }).click();
    await expect
      .poll(() => asked(host, "set_hidden"))
      .toEqual([{ comments: [expect.any(String)], hidden: false }]);
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("Thank you");
    await expect.element(page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
  });
});

describe("states", () => {
  it("says that all is clear with true numbers", async () => {
    const own = world();
    for (const comment of own.comments) comment.done = !comment.ours;
    await openInbox({ world: own });
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent("All clear");
    const threads = own.comments.filter(({ ours }) => !ours).map(({ parent, comment }) => parent ?? comment);
    const count = new Set(threads).size;
    await expect
      .element(page.getByText(new RegExp(`${count} done and \\d+ hidden of ${count} items`)))
      .toBeVisible();
  });

  it("shows why the list cannot be read and tries again", async () => {
    const { host } = await openInbox({
      prepare: (fake) => fake.disturb("open_view", failure("internal", "The database did not answer.")),
    });
    await expect.element(page.getByText("The database did not answer.")).toBeVisible();
    host.disturb("open_view", undefined);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => names().length).toBeGreaterThan(5);
  });

  it("shows the comment at hand while its thread cannot be read", async () => {
    await openWithRows({
      prepare: (fake) => fake.disturb("thread", failure("internal", "The database did not answer.")),
    });
    await expect.element(page.getByText("The database did not answer.")).toBeVisible();
    await expect.element(page.getByRole("list", { name: "Thread" })).toHaveTextContent(selectedName() ?? "?");
  });

  it("names the account that needs attention", async () => {
    await openInbox({ world: sampleWorld() });
    await expect.element(page.getByRole("region", { name: "Account problem" })).toBeVisible();
  });
});

describe("a narrow window", () => {
  it("folds the views into a menu and slides the detail over, with every action", async () => {
    await page.viewport(900, 600);
    await openWithRows();
    // As in a wide window the first item is chosen and shown.
    await expect.element(field()).toBeVisible();
    expect(selected()?.getAttribute("aria-posinset")).toBe("1");
    const list = page.getByRole("region", { name: "Item list" }).element();
    const detail = field().element().closest("[data-pane]");
    expect(list.getBoundingClientRect().width).toBe(364);
    // A pane that slides is measured in fractions.
    expect(detail?.getBoundingClientRect().width).toBeCloseTo(480, 1);
    expect(detail && getComputedStyle(detail).boxShadow).not.toBe("none");
    await userEvent.keyboard("u");
    await expect.element(field()).not.toBeInTheDocument();
    await userEvent.keyboard("jo");
    await expect.element(field()).toBeVisible();
    for (const name of [
      "Label",
      "Assign to me",
      "Snooze",
      "Open on Instagram",
      "More actions",
      "Done",
      "More ways to send",
    ]) {
      await expect.element(page.getByRole("button", { name, exact: true })).toBeVisible();
    }
    await userEvent.keyboard("u");
    await expect.element(field()).not.toBeInTheDocument();
    expect(selected()?.getAttribute("aria-posinset")).toBe("2");
    await page.getByRole("button", { name: "Show views" }).click();
    await page.getByRole("menuitem", { name: /^All/ }).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("All");
  });
});

describe("the time of a row", () => {
  it("has a column of its own, wide enough for a date with its year", async () => {
    const old = world();
    const dates = ["2025-09-30", "2024-12-28", "2024-08-28", "2024-05-28", "2024-03-28"].map(
      (day) => `${day}T20:48:00Z`,
    );
    for (const [index, comment] of old.comments.entries()) {
      const date = dates[index % 6];
      if (date) comment.written_at = date;
    }
    await openWithRows({ world: old });
    await settle();
    const times = [...document.querySelectorAll<HTMLElement>('[role="option"] time')];
    const words = times.map((time) => time.textContent);
    expect(words).toContain("30 Sep 2025");
    expect(words.some((each) => !each.includes("20"))).toBe(true);
    expect(new Set(times.map((time) => time.getBoundingClientRect().left)).size).toBe(1);
    expect(new Set(times.map((time) => time.getBoundingClientRect().right)).size).toBe(1);
    for (const time of times)
      expect(time.scrollWidth, time.textContent).toBeLessThanOrEqual(time.clientWidth);
    const pointed = page.getByRole("option").getByText("30 Sep 2025").first();
    await pointed.hover();
    await expect.element(pointed).toHaveAttribute("title", "30 Sep 2025, 20:48");
  });
});
