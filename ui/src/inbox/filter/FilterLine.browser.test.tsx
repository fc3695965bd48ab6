import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, names, openWithRows, option, viewButton } from "../inbox-on-screen";

freshInbox();

const line = () => page.getByRole("combobox", { name: "Add a filter" });
const chips = () =>
  [...document.querySelectorAll('ul[aria-label="Filters of this list"] bdi')].map((each) => each.textContent);
const filters = (host: Parameters<typeof asked>[0]) =>
  asked(host, "open_view").map((form) => (form as { filter: string }).filter);
const offered = () =>
  [...document.querySelectorAll("[data-combobox-option]")].map((each) => each.firstChild?.textContent);

async function type(text: string): Promise<void> {
  await line().click();
  await userEvent.keyboard(text);
}

describe("the filter line", () => {
  it("makes chips of what is typed and narrows the list to them", async () => {
    const { host } = await openWithRows();
    const before = names().length;
    await type("is:question plaza{Enter}");
    await expect.poll(chips).toEqual(["is: question", "plaza"]);
    await expect.poll(() => filters(host).at(-1)).toBe("is:question plaza");
    await expect.element(line()).toHaveValue("");
    await expect.poll(() => names().length).toBeLessThan(before);
  });

  it("takes chips away one by one, and the last one back into the field", async () => {
    const { host } = await openWithRows();
    await type("is:question is:unread{Enter}");
    await page.getByRole("button", { name: "Remove the filter is: question" }).click();
    await expect.poll(chips).toEqual(["is: unread"]);
    await expect.element(line()).toHaveFocus();
    await userEvent.keyboard("{Backspace}");
    await expect.element(line()).toHaveValue("is:unread");
    await expect.poll(() => filters(host).at(-1)).toBe("");
  });

  it("offers what may come next, by keyboard alone", async () => {
    const { host } = await openWithRows();
    await type("i");
    await expect.poll(offered).toEqual(["is:"]);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.element(line()).toHaveValue("is:");
    await expect.poll(() => offered()[0]).toBe("open");
    await userEvent.keyboard("h");
    await expect.poll(offered).toEqual(["hidden", "human"]);
    await userEvent.keyboard("i");
    await expect.poll(offered).toEqual(["hidden"]);
    await userEvent.keyboard("{ArrowDown}");
    await expect
      .poll(() => line().element().getAttribute("aria-activedescendant"))
      .toBe(document.querySelector("[data-combobox-option]")?.id);
    await userEvent.keyboard("{Enter}");
    await expect.poll(chips).toEqual(["is: hidden"]);
    await expect.poll(() => filters(host).at(-1)).toBe("is:hidden");
  });

  it("says what each suggestion is for", async () => {
    await openWithRows();
    await type("is:u");
    await expect.element(option(/unread Nobody here has read it/)).toBeVisible();
    await line().fill("is:hum");
    await expect.element(option(/human Words in it call for a person/)).toBeVisible();
    await line().fill("is:cl");
    await expect.element(option(/closing Less than a day left to answer/)).toBeVisible();
  });

  it("underlines the spot that cannot be used, says why, and puts it right", async () => {
    const { host } = await openWithRows();
    await type("is:opne");
    // Of what is still being typed nobody complains.
    expect(document.querySelector("mark")).toBeNull();
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("alert")).toHaveTextContent("“is:” does not know “opne”.");
    await expect.element(line()).toHaveAttribute("aria-invalid", "true");
    await expect.element(line()).toHaveAccessibleDescription("“is:” does not know “opne”.");
    const spot = document.querySelector("mark");
    expect(spot?.textContent).toBe("opne");
    expect(spot && getComputedStyle(spot).textDecorationLine).toBe("underline");
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await expect.element(line()).toHaveValue("is:open");
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => filters(host).at(-1)).toBe("is:open");
  });

  it("complains about a spot the hand has left, while the rest is being typed", async () => {
    await openWithRows();
    await type("fron:anna is");
    await expect.poll(() => document.querySelector("mark")?.textContent).toBe("fron");
  });

  it("keeps keys out of the list while typing, and gives the hand back on Escape", async () => {
    const { host } = await openWithRows();
    await type("e");
    await userEvent.keyboard("{Escape}{Escape}");
    await expect.poll(() => document.activeElement?.getAttribute("role")).toBe("listbox");
    expect(asked(host, "set_done")).toEqual([]);
  });

  it("is left behind with its view", async () => {
    const { host } = await openWithRows();
    await type("is:question{Enter}");
    await expect.poll(chips).toEqual(["is: question"]);
    await viewButton(/^All/).click();
    await expect.poll(chips).toEqual([]);
    await expect.poll(() => filters(host).at(-1)).toBe("");
  });

  it("says that nothing fits and offers to remove the filters", async () => {
    const { host } = await openWithRows();
    await type("xylophone{Enter}");
    await expect
      .element(page.getByRole("heading", { level: 2 }))
      .toHaveTextContent("Nothing fits these filters");
    await page.getByRole("button", { name: "Remove the filters" }).click();
    await expect.poll(() => filters(host).at(-1)).toBe("");
    await expect.poll(() => names().length).toBeGreaterThan(5);
  });

  it("never grows over a row, however many chips there are, and keeps the pill in sight", async () => {
    await page.viewport(900, 600);
    const { host } = await openWithRows({
      prepare: (fake) => {
        fake.newItems = 12;
      },
    });
    await type("is:question is:unread -is:hidden -is:done has:link from:somebody.with.a.long.name{Enter}");
    await expect.poll(() => chips().length).toBe(6);
    host.stale({ kind: "inbox_counts" });
    await expect.element(page.getByRole("button", { name: "Load 12 new items" })).toBeVisible();
    expect(line().element().closest("div[class]")?.parentElement?.getBoundingClientRect().height).toBe(34);
    const pane = page.getByRole("region", { name: "Item list" }).element();
    expect(pane.scrollWidth).toBeLessThanOrEqual(pane.clientWidth);
  });
});

describe.each(["light", "dark"] as const)("accessibility in %s", (scheme) => {
  it("has no finding with more suggestions than fit", async () => {
    await openWithRows({ scheme });
    await line().click();
    await expect.poll(() => offered().length).toBeGreaterThan(10);
    await expectAxeClean();
  });

  it("has no finding with chips, suggestions and a complaint", async () => {
    await openWithRows({ scheme });
    await type("is:question{Enter}");
    await expect.poll(() => chips().length).toBe(1);
    await type("is:");
    await expect.poll(() => offered().length).toBeGreaterThan(3);
    await expectAxeClean();
    await userEvent.keyboard("opne{Enter}");
    await expect.element(page.getByRole("alert")).toBeVisible();
    await expectAxeClean();
  });
});
