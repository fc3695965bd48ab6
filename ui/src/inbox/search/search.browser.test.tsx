import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { failure } from "../../host/fake/inbox-handlers";
import { expectAxeClean } from "../../test/axe";
import {
  asked,
  freshInbox,
  listTotal,
  names,
  openWithRows,
  option,
  searchField,
  selected,
  selectedName,
  world,
} from "../inbox-on-screen";
import { useSearch } from "./search-state";

freshInbox();

const searches = (host: Parameters<typeof asked>[0]) =>
  asked(host, "open_view").map((form) => (form as { search: string }).search);
const marks = () => [...document.querySelectorAll('[role="option"] mark')].map((each) => each.textContent);

describe("search", () => {
  it("searches as one types, marks what is found, and Escape brings everything back", async () => {
    await openWithRows();
    const all = listTotal();
    await userEvent.keyboard("/");
    expect(document.activeElement).toBe(searchField().element());
    await userEvent.keyboard("ship");
    await expect.poll(() => marks()).toContain("ship");
    expect(listTotal()).toBeLessThan(all);
    expect(names().length).toBe(listTotal());
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => listTotal()).toBe(all);
    await expect.element(searchField()).toHaveValue("");
    expect(marks()).toEqual([]);
  });

  it("goes from the field to the list with Enter, and Escape there clears too", async () => {
    await openWithRows();
    const all = listTotal();
    await userEvent.keyboard("/sale");
    await expect.poll(() => marks()).toContain("sale");
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(page.getByRole("listbox").element());
    await userEvent.keyboard("j{Escape}");
    await expect.element(searchField()).toHaveValue("");
    await expect.poll(() => listTotal()).toBe(all);
  });

  it("clears with Escape also while the pointer rests on something that has a tooltip", async () => {
    await openWithRows();
    await userEvent.keyboard("/sale");
    await expect.poll(() => marks()).toContain("sale");
    await userEvent.keyboard("{Enter}");
    await userEvent.hover(page.getByRole("button", { name: /^(Synced|Not read|Reading)/ }));
    await expect.element(page.getByRole("tooltip")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(searchField()).toHaveValue("");
  });

  it("asks once for letters that come together and shows the answer to the last", async () => {
    const { host } = await openWithRows();
    const before = searches(host).length;
    // Within one moment: two presses of a real hand would have to be timed.
    for (const typed of ["pri", "pric", "price"]) useSearch.getState().setText(typed);
    await expect.poll(() => marks()).toEqual(["Price"]);
    expect(searches(host).slice(before)).toEqual(["price"]);
    await expect.poll(() => host.world.snapshots.size).toBe(1);
  });

  it("marks the author's name", async () => {
    await openWithRows();
    await searchField().fill("paints.and");
    await expect.poll(() => marks()).toEqual(["paints.and"]);
    expect(selected()?.querySelector("bdi")?.textContent).toBe("paints.and.pots");
  });

  it("finds an item by a note on it and says so", async () => {
    await openWithRows();
    const name = selectedName();
    await userEvent.keyboard("n");
    await expect.element(page.getByRole("textbox", { name: /Note on/ })).toHaveFocus();
    await userEvent.keyboard("Ask Solvej{Control>}{Enter}{/Control}");
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
    await searchField().fill("solvej");
    await expect.poll(() => names()).toEqual([name]);
    await expect.element(option(/Found in a note/)).toBeVisible();
  });

  it("finds threads by the caption above them, says that it was the caption, and marks it", async () => {
    const { host } = await openWithRows();
    const frost = host.world.media.find(({ caption }) => caption?.startsWith("First frost"));
    const under = host.world.comments.filter(({ media, ours }) => media === frost?.media && !ours);
    expect(under.length).toBeGreaterThan(0);
    await searchField().fill("eleven");
    await expect.poll(() => marks()).toContain("eleven");
    const rows = [...document.querySelectorAll('[role="option"]')];
    expect(rows.length).toBe(listTotal());
    for (const row of rows) {
      expect(row.textContent).toContain("In the caption:");
      expect([...row.querySelectorAll("mark")].map((each) => each.textContent)).toEqual(["eleven"]);
      expect(row.getBoundingClientRect().height).toBe(64);
      expect(under.some(({ username }) => row.textContent?.includes(username))).toBe(true);
    }
    await expectAxeClean();
  });

  it("keeps the mark of a caption in sight in a narrow window, from right to left as well", async () => {
    const foreign = world();
    for (const post of foreign.media) post.caption = `${"שלום עולם ".repeat(30)} כבשן הסתיו, סדרה ארבע`;
    const first = foreign.comments.find(({ comment }) => comment === "c1");
    if (!first) throw new Error("no sample comment");
    first.hidden = false;
    await page.viewport(900, 700);
    await openWithRows({ world: foreign });
    await searchField().fill("כבשן");
    await expect.poll(() => marks()).toContain("כבשן");
    for (const row of document.querySelectorAll('[role="option"]')) {
      const mark = row.querySelector("mark");
      const [inner, outer] = [mark?.getBoundingClientRect(), mark?.parentElement?.getBoundingClientRect()];
      expect(inner && outer && inner.left >= outer.left - 1 && inner.right <= outer.right + 1).toBe(true);
    }
  });

  it("shows the text and no caption where both hold the word", async () => {
    const both = world();
    for (const post of both.media) post.caption = "A price for everything";
    await openWithRows({ world: both });
    await searchField().fill("price");
    await expect.poll(() => marks()).toContain("Price");
    const price = [...document.querySelectorAll('[role="option"]')].find((row) =>
      row.querySelector("mark")?.textContent?.startsWith("P"),
    );
    expect(price?.textContent).not.toContain("In the caption:");
    await expect.poll(() => marks()).toContain("price");
  });

  it("says what was searched when nothing is found, and looks further", async () => {
    await openWithRows();
    await searchField().fill("900");
    await expect.element(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
    await expect.element(page.getByText(/“900” among what Needs reply shows/)).toBeVisible();
    await page.getByRole("button", { name: "Search all comments" }).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("All");
    await expect.poll(() => marks()).toEqual(["900"]);
  });

  it("keeps the words through another page", async () => {
    await openWithRows();
    await searchField().fill("price");
    await expect.poll(() => marks()).toEqual(["Price"]);
    await searchField().element().blur();
    await userEvent.keyboard("go");
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    await expect.element(searchField()).toHaveValue("price");
    await searchField().fill("prices");
    await searchField().fill("price");
    await expect.poll(() => marks()).toEqual(["Price"]);
  });

  it("says so while a part of the history is not searchable yet", async () => {
    const { host } = await openWithRows();
    host.searchProgress = { done: 430, total: 1000 };
    host.stale({ kind: "search" });
    await searchField().fill("price");
    await expect
      .element(page.getByText("Older comments are still being made searchable: 43 % so far."))
      .toBeVisible();
    host.searchProgress = null;
    host.stale({ kind: "search" });
    const before = searches(host).length;
    await page.getByRole("button", { name: "Search again" }).click();
    await expect.poll(() => searches(host).length).toBe(before + 1);
    await expect.element(page.getByText("Everything is searchable now.")).not.toBeInTheDocument();
  });

  it("says why when a search fails", async () => {
    const { host } = await openWithRows();
    host.disturb("open_view", failure("internal", "The database did not answer."));
    await searchField().fill("price");
    await expect.element(page.getByText("The database did not answer.")).toBeVisible();
    host.disturb("open_view", undefined);
    await searchField().fill("pri");
    await expect.poll(() => marks()).toEqual(["Pri"]);
  });

  it("renders what people wrote as text, marks or not", async () => {
    const hostile = world();
    const first = hostile.comments.find(({ comment }) => comment === "c1");
    if (!first) throw new Error("no sample comment");
    first.text = "<img src=x onerror=alert(1)> price \u202e<b>";
    await openWithRows({ world: hostile });
    await searchField().fill("img");
    await expect.poll(() => marks()).toEqual(["img"]);
    expect(document.querySelector('[role="option"] img[src="x"]')).toBeNull();
  });

  it.each(["light", "dark"] as const)("has no finding in %s, with hits and without", async (scheme) => {
    const { host } = await openWithRows({ scheme });
    host.searchProgress = { done: 430, total: 1000 };
    host.stale({ kind: "search" });
    await searchField().fill("price");
    await expect.poll(() => marks()).toEqual(["Price"]);
    await expectAxeClean();
    await searchField().fill("nobody wrote this");
    await expect.element(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
    await expectAxeClean();
  });
});
