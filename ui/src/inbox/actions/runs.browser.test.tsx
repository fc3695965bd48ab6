import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { expectAxeClean } from "../../test/axe";
import { asked, freshInbox, names, openWithRows, viewButton } from "../inbox-on-screen";

freshInbox();

const bar = () => page.getByRole("toolbar", { name: "Actions for the selected items" });
const sheet = () => page.getByRole("dialog");

async function everything() {
  const app = await openWithRows();
  await viewButton(/^All/).click();
  await expect.element(page.getByRole("heading", { level: 1, name: "All" })).toBeVisible();
  await page.getByRole("listbox").element().focus();
  await userEvent.keyboard("x");
  await bar()
    .getByRole("button", { name: /^Select all/ })
    .click();
  return app;
}

describe("many at once", () => {
  it("ticks what is on screen, everything in the view, and nothing", async () => {
    await openWithRows();
    await userEvent.keyboard("*a");
    await expect.element(bar().getByText(/selected/)).toBeVisible();
    expect(document.querySelectorAll('[role="option"][aria-checked="true"]').length).toBeGreaterThan(5);
    await userEvent.keyboard("*n");
    await expect.element(bar()).not.toBeInTheDocument();
  });

  it("shows what a run would do before it is done, and one toast takes it back", async () => {
    const { host } = await everything();
    await userEvent.keyboard("h");
    await expect.element(sheet().getByText(/calls? to Instagram/)).toBeVisible();
    const preview = asked(host, "preview_run").at(-1) as { kind: string; snapshot: number | null };
    expect(preview.snapshot).not.toBeNull();
    expect(asked(host, "start_run")).toEqual([]);
    const button = sheet().getByRole("button", { name: new RegExp(`^${preview.kind}`, "i") });
    await button.click();
    expect(asked(host, "start_run")).toEqual([preview]);
    await expect.element(sheet()).not.toBeInTheDocument();
    await userEvent.keyboard("z");
    await expect.poll(() => asked(host, "undo_run").length).toBe(1);
  });

  it("puts the hand on Cancel", async () => {
    const { host } = await everything();
    await userEvent.keyboard("#");
    await expect.element(sheet().getByRole("button", { name: "Cancel" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(sheet()).not.toBeInTheDocument();
    expect(asked(host, "start_run")).toEqual([]);
  });

  it("marks the whole view done and brings it back", async () => {
    const { host } = await openWithRows();
    const before = names().length;
    await userEvent.keyboard("x*w");
    await expect.element(bar().getByText(/selected/)).toBeVisible();
    await userEvent.keyboard("e");
    await expect.poll(() => names().length).toBe(0);
    await userEvent.keyboard("z");
    await expect.poll(() => names().length).toBe(before);
    expect(asked(host, "set_done").length).toBe(1);
  });

  it.each(["light", "dark"] as const)("has no finding in %s", async (scheme) => {
    await openWithRows({ scheme });
    await userEvent.keyboard("x*w");
    await userEvent.keyboard("#");
    await expect.element(sheet().getByText(/calls? to Instagram/)).toBeVisible();
    await expectAxeClean();
  });
});
