import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { FakeWorld } from "../host/fake/world";
import { expectAxeClean } from "../test/axe";
import {
  asked,
  freshInbox,
  listTotal,
  names,
  openWithRows,
  option,
  selected,
  selectedName,
  viewButton,
  world,
} from "./inbox-on-screen";

freshInbox();

/** The sample world with two follow-up questions under its oldest comment. */
function withFollowUps(): FakeWorld {
  const own = world();
  const top = own.comments.find(({ comment }) => comment === "c1");
  if (!top) throw new Error("no sample comment");
  const ask = (comment: string, username: string, text: string, minute: number) => ({
    ...top,
    comment,
    parent: "c1",
    username,
    text,
    written_at: new Date(Date.parse(top.written_at) + minute * 60_000).toISOString(),
  });
  own.comments.push(
    ask("f1", "second.voice", "Mine broke too.", 5),
    ask("f2", "third.voice", "And mine!", 9),
  );
  return own;
}

const thread = () => page.getByRole("list", { name: "Thread" });

describe("a thread", () => {
  it("is one row with its open count, shown by the comment that waits longest", async () => {
    await openWithRows({ world: withFollowUps() });
    expect(selectedName()).toBe("north.face.of.things");
    await expect.element(page.getByRole("option").first()).toHaveTextContent("3 open");
    expect(names()).not.toContain("second.voice");
    await expect.element(thread()).toHaveTextContent("And mine!");
  });

  it("lets another of its comments be chosen, and keys act on that one", async () => {
    const { host } = await openWithRows({ world: withFollowUps() });
    await page.getByRole("button", { name: "Choose the comment by second.voice" }).click();
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent("second.voice");
    expect(selectedName()).toBe("north.face.of.things");
    await userEvent.keyboard("h");
    await expect.poll(() => asked(host, "set_hidden")).toEqual([{ comments: ["f1"], hidden: true }]);
    expect(selected()?.textContent).not.toContain("Waiting");
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent("third.voice");
    await userEvent.keyboard("r");
    await expect.poll(() => document.activeElement?.tagName).toBe("TEXTAREA");
    await userEvent.keyboard("On our way{Control>}{Enter}{/Control}");
    await expect
      .poll(() => asked(host, "reply"))
      .toEqual([{ comment: "f2", text: "On our way", saved_reply: null }]);
  });

  it("begins at its face again when the hand comes back", async () => {
    await openWithRows({ world: withFollowUps() });
    await expect.element(thread()).toHaveTextContent("And mine!");
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent("second.voice");
    await userEvent.keyboard("jk");
    await expect.element(page.getByRole("heading", { level: 2 })).toHaveTextContent("north.face.of.things");
  });

  it("is done as a whole, and one undo opens all of it", async () => {
    const { host } = await openWithRows({ world: withFollowUps() });
    await userEvent.keyboard("e");
    await expect.poll(() => host.world.comments.filter(({ done }) => done).length).toBe(3);
    await userEvent.keyboard("z");
    await expect.poll(() => host.world.comments.filter(({ done }) => done).length).toBe(0);
    await expect.poll(() => selectedName()).toBe("north.face.of.things");
  });
});

describe("decisions about an item", () => {
  it("snoozes to a preset, leaves the list, shows until when, and z brings it back", async () => {
    const { host } = await openWithRows();
    const [name, next] = names();
    const total = listTotal();
    await userEvent.keyboard("b");
    const dialog = page.getByRole("dialog");
    await expect.element(dialog.getByRole("button", { name: /Next Monday/ })).toBeVisible();
    await dialog.getByRole("button", { name: /Next Monday/ }).click();
    await expect.poll(() => selectedName()).toBe(next);
    expect(listTotal()).toBe(total - 1);
    await expect.poll(() => asked(host, "snooze").length).toBe(1);
    await viewButton(/^Snoozed/).click();
    await expect.element(option(new RegExp(name ?? "?"))).toHaveTextContent(/Snoozed until (Mon|\d)/);
    await viewButton(/^Needs reply/).click();
    await expect.poll(() => listTotal()).toBe(total - 1);
    await userEvent.keyboard("z");
    await expect.poll(() => names()[0]).toBe(name);
    await expect.poll(() => host.world.items.some(({ snoozed_until }) => snoozed_until !== null)).toBe(false);
  });

  it("takes a day and time of one's own, and never one that has passed", async () => {
    const { host } = await openWithRows();
    await userEvent.keyboard("b");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabelText("Day").fill("2020-01-01");
    await expect.element(dialog.getByRole("button", { name: "Snooze", exact: true })).toBeDisabled();
    await dialog.getByLabelText("Day").fill("2100-05-17");
    await dialog.getByLabelText("Time").fill("10:30");
    await userEvent.keyboard("{Enter}");
    const until = new Date(2100, 4, 17, 10, 30).toISOString();
    await expect
      .poll(() => asked(host, "snooze"))
      .toEqual([{ items: [1], until, snapshot: expect.any(Number) }]);
  });

  it("mutes with m, and the item stays in All with its chip", async () => {
    await openWithRows();
    const name = selectedName() ?? "?";
    await userEvent.keyboard("m");
    await expect.poll(() => names()).not.toContain(name);
    await viewButton(/^All/).click();
    await expect.element(option(new RegExp(name))).toHaveTextContent("Muted");
    await userEvent.keyboard("z");
    await expect.element(option(new RegExp(name))).not.toHaveTextContent("Muted");
  });

  it("assigns with a and Shift+a, lists it under Mine, and a frees it again", async () => {
    const { host } = await openWithRows();
    const name = selectedName() ?? "?";
    await userEvent.keyboard("{Shift>}A{/Shift}");
    await expect.element(option(new RegExp(name))).toHaveTextContent("Front desk");
    await viewButton(/^Mine/).click();
    await expect.poll(() => names()).toEqual([name]);
    await userEvent.keyboard("a");
    await expect.element(page.getByText("Nothing of yours is waiting")).toBeVisible();
    await expect.poll(() => host.world.items.some(({ mine }) => mine)).toBe(false);
  });

  it("flags with s, in the list and from the menu", async () => {
    const { host } = await openWithRows();
    const name = selectedName() ?? "?";
    await userEvent.keyboard("s");
    await expect.element(option(new RegExp(name))).toHaveTextContent("Flagged");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: /Remove the flag/ }).click();
    await expect.element(option(new RegExp(name))).not.toHaveTextContent("Flagged");
    await expect.poll(() => asked(host, "set_flagged").length).toBe(2);
  });

  it("says why a decision was refused, and there is nothing to undo then", async () => {
    const { host } = await openWithRows();
    const order = names();
    host.disturb("set_muted", {
      code: "internal",
      message: "The database did not answer.",
      fix: null,
      retry_after_s: null,
      detail: null,
    });
    await userEvent.keyboard("m");
    await expect.element(page.getByRole("alert")).toHaveTextContent("The database did not answer.");
    await expect.poll(() => names()).toEqual(order);
    await userEvent.keyboard("z");
    expect(asked(host, "undo_decisions")).toEqual([]);
    expect(names()).toEqual(order);
  });

  it("goes back with [ after done", async () => {
    await openWithRows();
    const order = names();
    await userEvent.keyboard("jj[[");
    await expect.poll(() => selectedName()).toBe(order[1]);
    expect(names()).not.toContain(order[2]);
  });

  it("shows three chips at most and says how many more there are", async () => {
    const own = world();
    const answer = own.comments.find(({ comment }) => comment === "c1");
    if (answer) answer.done = true;
    await openWithRows({ world: own });
    await viewButton(/^All/).click();
    const row = option(/north\.face/);
    await row.click();
    await userEvent.keyboard("sma");
    await userEvent.keyboard("b");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Next Monday/ })
      .click();
    await expect.element(row).toHaveTextContent("+2");
    expect((row.element() as HTMLElement).getBoundingClientRect().height).toBe(64);
  });
});

describe.each(["light", "dark"] as const)("items in %s", (scheme) => {
  it("have no accessibility finding with every chip, nor has the snooze dialog", async () => {
    await openWithRows({ scheme, world: withFollowUps() });
    await userEvent.keyboard("sa");
    await viewButton(/^All/).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("All");
    await option(/third\.voice/).click();
    await expect.element(thread()).toHaveTextContent("And mine!");
    await expectAxeClean();
    await userEvent.keyboard("b");
    await expect.element(page.getByRole("dialog")).toBeVisible();
    await expect
      .poll(() => document.getAnimations().every((each) => Number(each.currentTime ?? 1000) > 400))
      .toBe(true);
    await expectAxeClean();
  });
});
