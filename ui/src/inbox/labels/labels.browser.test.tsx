import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, names, openWithRows, option, selectedName, world } from "../inbox-on-screen";

freshInbox();

const dialog = () => page.getByRole("dialog");
const choice = (name: string | RegExp) => dialog().getByRole("option", { name });
const row = () => option(new RegExp(selectedName() ?? "?"));
const drawer = () => page.getByRole("complementary", { name: "Author" });

const refused = {
  code: "internal" as const,
  message: "The disk is full.",
  fix: null,
  retry_after_s: null,
  detail: null,
};

describe("labels", () => {
  it("are found by typing, put on by Enter, shown on row and header, and z takes them off", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("l");
    await expect.element(choice("Order issue")).toBeVisible();
    await userEvent.keyboard("who{Enter}");
    await expect.poll(() => asked(host, "set_label")).toEqual([{ items: [1], label: "l2", on: true }]);
    await expect.element(choice("Wholesale")).toHaveAttribute("aria-selected", "true");
    await userEvent.keyboard("{Escape}");
    await expect.element(row()).toHaveTextContent("Wholesale");
    await expect
      .element(page.getByRole("region", { name: "Item and its thread" }))
      .toHaveTextContent("Wholesale");
    await userEvent.keyboard("z");
    await expect.poll(() => host.world.items.find(({ item }) => item === 1)?.labels).toEqual([]);
    await expect.element(row()).not.toHaveTextContent("Wholesale");
  });

  it("are created where there is none of that name, by keys alone", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("l");
    await expect.element(choice("Press")).toBeVisible();
    await userEvent.keyboard("Frost");
    await expect.element(choice("Create “Frost”")).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => asked(host, "create_label")).toEqual([{ name: "Frost", colour: null }]);
    await expect.poll(() => host.world.items.find(({ item }) => item === 1)?.labels).toEqual(["l5"]);
    await userEvent.keyboard("PRESS");
    await expect.element(choice("Press")).toBeVisible();
    expect(choice(/Create/).elements()).toEqual([]);
  });

  it("go on every chosen row at once, and say which only some carry", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("l");
    await expect.element(choice("Press")).toBeVisible();
    await userEvent.keyboard("press{Enter}{Escape}");
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
    await userEvent.keyboard("xjxl");
    await expect.element(dialog()).toHaveTextContent("Label 2 items");
    await expect.element(choice(/Press/)).toHaveTextContent("on some");
    await userEvent.keyboard("press{Enter}");
    await expect.poll(() => asked(host, "set_label").length).toBe(2);
    await expect.element(choice("Press")).toHaveAttribute("aria-selected", "true");
    expect(host.world.items.filter(({ labels }) => labels.includes("l3")).length).toBe(2);
    await userEvent.keyboard("{ArrowUp}{Enter}");
    await expect.poll(() => asked(host, "set_label").length).toBe(3);
  });

  it("go on a whole view in one decision, and z takes them off", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("x*w");
    await expect.element(page.getByRole("toolbar", { name: /selected/ })).not.toHaveTextContent("Select all");
    await userEvent.keyboard("l");
    await expect.element(choice("Press")).toBeVisible();
    const title = dialog().element().textContent ?? "";
    await userEvent.keyboard("press{Enter}");
    await expect.poll(() => asked(host, "set_label").length).toBe(1);
    const { items } = asked(host, "set_label")[0] as { items: number[] };
    expect(items.length).toBeGreaterThan(5);
    expect(title).toContain(`Label ${items.length} items`);
    await expect.poll(() => dialog().elements().length).toBe(0);
    await expect.element(row()).toHaveTextContent("Press");
    await userEvent.keyboard("z");
    await expect.poll(() => host.world.items.some(({ labels }) => labels.includes("l3"))).toBe(false);
    await expect.element(row()).not.toHaveTextContent("Press");
  });

  it("stand beside the views with how many carry them, and open everything that does", async () => {
    const { host, router } = await openWithRows();
    const labels = () => page.getByRole("region", { name: "Labels" });
    await userEvent.keyboard("l");
    await expect.element(choice("Order issue")).toBeVisible();
    await userEvent.keyboard("order{Enter}{Escape}");
    const button = () => labels().getByRole("button", { name: /^Order issue/ });
    await expect.element(button()).toHaveTextContent("Order issue1");
    await button().click();
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({ view: "all", filter: 'label:"Order issue"' });
    await expect.element(button()).toHaveAttribute("aria-current", "true");
    await expect.poll(() => names().length).toBe(1);
    await expect.element(page.getByRole("button", { name: /Remove the filter label/ })).toBeVisible();
    await labels().getByRole("button", { name: "Add or change labels" }).click();
    await expect.poll(() => router.state.location.pathname).toBe("/settings");
  });

  it("and kept lists are in the menu where there is little room", async () => {
    await page.viewport(900, 640);
    const own = world();
    own.savedViews = [
      {
        saved: "0198f000-0000-7000-8000-d00000000001",
        name: "Sizing",
        shown: {
          view: "unread",
          order: "newest_first",
          grouping: "nothing",
          accounts: [],
          filter: "is:question",
        },
      },
    ];
    const { host } = await openWithRows({ world: own });
    await page.getByRole("button", { name: "Show views" }).click();
    await page.getByRole("menuitem", { name: "Press" }).click();
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({ view: "all", filter: 'label:"Press"' });
    await page.getByRole("button", { name: "Show views" }).click();
    await page.getByRole("menuitem", { name: "Sizing" }).click();
    await expect
      .poll(() => asked(host, "open_view").at(-1))
      .toMatchObject({ view: "unread", filter: "is:question" });
  });

  it("come back to what they were when the program refuses", async () => {
    const { host } = await openWithRows();
    host.disturb("set_label", {
      code: "not_found",
      message: "This label is no longer here.",
      fix: "Reload the page.",
      retry_after_s: null,
      detail: null,
    });
    await userEvent.keyboard("l");
    await expect.element(choice("Press")).toBeVisible();
    await userEvent.keyboard("press{Enter}{Escape}");
    await expect.element(page.getByRole("alert")).toHaveTextContent("no longer here");
    await expect.element(row()).not.toHaveTextContent("Press");
  });
});

describe("notes", () => {
  const note = () => page.getByRole("textbox", { name: /Note on/ });

  it("are written by key, stand in the thread as a card, and z takes them away", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveFocus();
    await userEvent.keyboard("Ask Solvej{Control>}{Enter}{/Control}");
    await expect.poll(() => asked(host, "write_note")).toEqual([{ items: [1], text: "Ask Solvej" }]);
    await expect.element(page.getByRole("list", { name: "Thread" })).toHaveTextContent("Note by Front desk");
    await expect.element(row()).toHaveTextContent("Note");
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
    expect(asked(host, "reply")).toEqual([]);
    await userEvent.keyboard("z");
    await expect.element(page.getByRole("list", { name: "Thread" })).not.toHaveTextContent("Note by");
  });

  it("keep what was typed when the hand goes elsewhere", async () => {
    await openWithRows();
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveFocus();
    await userEvent.keyboard("Half a{Escape}jk");
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveValue("Half a");
    await page.getByRole("tab", { name: /Public reply/ }).click();
    await expect.element(page.getByRole("textbox", { name: /Reply to/ })).toHaveValue("");
  });

  it("keep their words when the program refuses them", async () => {
    const { host } = await openWithRows();
    host.disturb("write_note", refused);
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveFocus();
    await userEvent.keyboard("Ask Solvej{Control>}{Enter}{/Control}");
    await expect.element(page.getByRole("alert")).toHaveTextContent("The disk is full.");
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveValue("Ask Solvej");
    await expect.poll(() => host.world.noteDrafts.get(1)).toBe("Ask Solvej");
  });

  it("that were begun stand in their field after a start", async () => {
    await openWithRows({
      prepare: ({ world }) => {
        // The first item that is asked for gets the first number.
        for (let item = 0; item < 60; item += 1) world.noteDrafts.set(item, "Begun yesterday");
      },
    });
    await expect.element(page.getByRole("tab", { name: /Note.*begun/ })).toBeVisible();
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveValue("Begun yesterday");
  });

  it("can be written where nothing can be answered", async () => {
    const own = world();
    for (const comment of own.comments) comment.hidden = comment.comment === "c1";
    const { host } = await openWithRows({ world: own });
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("button", { name: /^Hidden/ })
      .click();
    await expect.element(page.getByText(/does not take replies to a hidden/)).toBeVisible();
    await page.getByRole("button", { name: "Note", exact: false }).last().click();
    await userEvent.keyboard("Spam{Control>}{Enter}{/Control}");
    await expect.poll(() => asked(host, "write_note").length).toBe(1);
  });

  it("are removed from the card and come back by z", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("n");
    await expect.element(note()).toHaveFocus();
    await userEvent.keyboard("Gone soon{Control>}{Enter}{/Control}");
    await page.getByRole("button", { name: "Remove the note" }).click();
    await expect.poll(() => asked(host, "remove_note")).toEqual([{ note: "n1" }]);
    await expect.element(page.getByRole("list", { name: "Thread" })).not.toHaveTextContent("Gone soon");
    await userEvent.keyboard("z");
    await expect.element(page.getByRole("list", { name: "Thread" })).toHaveTextContent("Gone soon");
  });
});

describe("the card of an author", () => {
  it("opens and closes by key and tells what is known, with their other threads", async () => {
    const own = world();
    const [first, second] = own.comments.filter(({ ours, parent }) => !ours && parent === null);
    if (!first || !second) throw new Error("no sample comments");
    second.username = first.username;
    await openWithRows({ world: own });
    await userEvent.keyboard("i");
    await expect.element(drawer()).toHaveTextContent(first.username);
    await expect.element(drawer()).toHaveTextContent("Other threads 1");
    await drawer()
      .getByRole("button", { name: new RegExp((second.text ?? "?").slice(0, 12)) })
      .click();
    await expect.element(drawer().getByRole("list").last()).toHaveTextContent(second.text ?? "?");
    await expectAxeClean();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => drawer().elements().length).toBe(0);
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
  });

  it("takes labels and notes, which then stand in the header of every thread of theirs", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("i");
    await drawer().getByRole("textbox", { name: "Note on this person" }).fill("Bought twice");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(drawer()).toHaveTextContent("Note by Front desk");
    await drawer().getByRole("button", { name: "Label", exact: true }).click();
    await expect.element(choice("Customer")).toBeVisible();
    await userEvent.keyboard("cust{Enter}{Escape}");
    await expect.poll(() => asked(host, "set_person_label").length).toBe(1);
    await expect.element(page.getByText("note: Bought twice", { exact: false })).toBeVisible();
    await expect.element(drawer()).toHaveTextContent("Customer");
  });

  it("keeps a note that was begun, over closing it and over a start", async () => {
    const { host } = await openWithRows({
      prepare: ({ world }) => {
        for (const { username } of world.comments) world.personNoteDrafts.set(username, "Whole");
      },
    });
    const note = () => drawer().getByRole("textbox", { name: "Note on this person" });
    await userEvent.keyboard("i");
    await expect.element(note()).toHaveValue("Whole");
    await note().fill("Wholesale");
    await expect.poll(() => asked(host, "save_person_note_draft").length).toBe(1);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => drawer().elements().length).toBe(0);
    await userEvent.keyboard("i");
    await expect.element(note()).toHaveValue("Wholesale");
    host.disturb("write_person_note", refused);
    await note().click();
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await expect.element(page.getByRole("alert")).toHaveTextContent("The disk is full.");
    await expect.element(note()).toHaveValue("Wholesale");
  });

  it("says so when Instagram does not tell who it is", async () => {
    const own = world();
    const top = own.comments.find(({ comment }) => comment === "c1");
    if (top) top.username = "";
    await openWithRows({ world: own });
    await userEvent.keyboard("i");
    await expect.element(drawer()).toHaveTextContent("Unknown person");
    await expect.element(drawer()).toHaveTextContent("nothing can be kept about them");
    expect(drawer().getByRole("textbox").elements()).toEqual([]);
  });
});
