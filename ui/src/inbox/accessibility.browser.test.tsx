import pseudo from "virtual:pseudo-locale";
import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { failure } from "../host/fake/inbox-handlers";
import { sampleWorld } from "../host/fake/world";
import { expectAxeClean } from "../test/axe";
import { field, freshInbox, names, openInbox, openWithRows, viewButton } from "./inbox-on-screen";

freshInbox();

/** Runs the rules once everything that floats has faded in: half-faded text has half its contrast. */
async function expectClean(): Promise<void> {
  await expect
    .poll(() =>
      document.getAnimations().every((each) => each.currentTime === null || Number(each.currentTime) > 200),
    )
    .toBe(true);
  await expectAxeClean();
}

describe.each(["light", "dark"] as const)("accessibility in %s", (scheme) => {
  it("has no finding with list, detail, chips and ticks", async () => {
    await openWithRows({ scheme, world: sampleWorld() });
    await userEvent.keyboard("jh");
    await userEvent.keyboard("jx");
    await expect.element(page.getByRole("toolbar")).toBeVisible();
    await expectClean();
  });

  it("has no finding in the views Hidden and All", async () => {
    await openWithRows({ scheme });
    await viewButton(/^Hidden/).click();
    await expect
      .element(page.getByText("Instagram does not take replies to a hidden comment."))
      .toBeVisible();
    await expectClean();
    await viewButton(/^All/).click();
    await expect.element(page.getByRole("heading", { level: 1 })).toHaveTextContent("All");
    await userEvent.keyboard("jjj");
    await expectClean();
  });

  it("has no finding when empty, failing, or asking", async () => {
    const { host } = await openWithRows({ scheme });
    await userEvent.keyboard("#");
    await expect.element(page.getByRole("dialog")).toBeVisible();
    await expectClean();
    await userEvent.keyboard("{Enter}");
    await viewButton(/^Done/).click();
    await expect.element(page.getByText("Nothing is done yet")).toBeVisible();
    await expectClean();
    host.disturb("open_view", failure("internal", "The database did not answer."));
    await viewButton(/^Unread/).click();
    await expect.element(page.getByText("The database did not answer.")).toBeVisible();
    await expectClean();
  });

  it("has no finding at 900 × 600, open and closed", async () => {
    await page.viewport(900, 600);
    await openWithRows({ scheme });
    await expectClean();
    await userEvent.keyboard("jo");
    await expect.element(field()).toBeVisible();
    await expectClean();
  });
});

describe("a longer language", () => {
  it.each([
    [1440, 900],
    [900, 600],
  ])("fits at %i × %i", async (width, height) => {
    await page.viewport(width, height);
    await openInbox({ messages: pseudo });
    await expect.poll(() => names().length).toBeGreaterThan(3);
    await userEvent.keyboard("jo");
    await userEvent.keyboard("x");
    await expect.poll(() => document.querySelector("main section textarea")).not.toBeNull();
    for (const part of document.querySelectorAll<HTMLElement>(
      'main header, main section, main nav, [role="toolbar"]',
    )) {
      expect(part.scrollWidth, part.className).toBeLessThanOrEqual(part.clientWidth + 1);
    }
    for (const row of document.querySelectorAll('[role="option"]')) {
      expect(row.getBoundingClientRect().height).toBe(64);
    }
    await expectClean();
  });
});
