import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { useKeyMap } from "../shell/key-map";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";

const path = "/settings?section=%22keys%22";

async function openKeys(options: Partial<Parameters<typeof renderApp>[0]> = {}) {
  const app = await renderApp({ path, ...options });
  await expect.element(page.getByRole("heading", { level: 2, name: "Keys" })).toBeVisible();
  await settle();
  return app;
}

const change = (name: string) => page.getByRole("button", { name: `Change the keys of “${name}”` });
const take = () => page.getByRole("button", { name: "Use these keys" });

describe("keys of one's own", () => {
  beforeEach(async () => {
    await page.viewport(1440, 900);
  });
  afterEach(() => useKeyMap.setState({ singleLetters: true, own: {} }));

  it("are recorded, kept, and do it at once", async () => {
    const { host } = await openKeys();
    await change("Composer").click();
    await expect.element(page.getByRole("dialog", { name: "Keys for “Composer”" })).toBeVisible();
    await userEvent.keyboard("{Alt>}q{/Alt}");
    await expect.element(page.getByLabelText("Press the new keys")).toHaveValue("Alt q");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => host.world.keyMap.own).toEqual({ "go.composer": "Alt+q" });
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    await userEvent.keyboard("{Alt>}q{/Alt}");
    await expect
      .element(page.getByRole("link", { name: "Composer" }))
      .toHaveAttribute("aria-current", "page");
  });

  it("name what they clash with and are not taken then", async () => {
    const { host } = await openKeys();
    await change("Flag, or remove the flag").click();
    await userEvent.keyboard("#");
    await expect.element(page.getByText(/Already used for: Delete the comment \(Inbox\)/)).toBeVisible();
    await expect.element(take()).toBeDisabled();
    await userEvent.keyboard("{Backspace}z");
    await expect.element(page.getByText(/Undo the last action \(Everywhere\)/)).toBeVisible();
    await userEvent.keyboard("{Backspace}w");
    await expect.element(take()).toBeEnabled();
    await take().click();
    await expect.poll(() => host.world.keyMap.own).toEqual({ "inbox.flag": "w" });
  });

  it("may be two keys one after the other, and never those that move in lists", async () => {
    await openKeys();
    await change("Reply").click();
    await userEvent.keyboard("yr");
    await expect.element(page.getByLabelText("Press the new keys")).toHaveValue("y then r");
    await expect.element(take()).toBeEnabled();
    await userEvent.keyboard("{ArrowDown}");
    await expect.element(page.getByText(/These keys move in lists/)).toBeVisible();
    await expect.element(take()).toBeDisabled();
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("are reset one by one, unless another command has the keys now, and all at once", async () => {
    const { host } = await openKeys({
      prepare: ({ world }) => {
        world.keyMap = { single_letters: true, own: { "inbox.flag": "y", "inbox.mute": "s" } };
      },
    });
    await page.getByRole("button", { name: "Reset the keys of “Flag, or remove the flag”" }).click();
    await expect.element(page.getByText("s is used for: Mute or unmute the thread.")).toBeVisible();
    expect(Object.keys(host.world.keyMap.own)).toHaveLength(2);
    await page.getByRole("button", { name: "Reset the keys of “Mute or unmute the thread”" }).click();
    await expect.poll(() => host.world.keyMap.own).toEqual({ "inbox.flag": "y" });
    await page.getByRole("button", { name: "Reset 1 key…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reset all keys" }).click();
    await expect.poll(() => host.world.keyMap.own).toEqual({});
  });

  it("stand on every cap and in the key sheet", async () => {
    await renderApp({
      path: "/inbox",
      prepare: ({ world }) => {
        world.keyMap = { single_letters: true, own: { "inbox.done_next": "d" } };
      },
    });
    await expect
      .poll(() => [...document.querySelectorAll("button")].map((each) => each.textContent))
      .toContain("Doned");
    await userEvent.keyboard("?");
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await expect.element(sheet.getByText("Done, and next")).toBeVisible();
    const rowOf = sheet.getByText("Done, and next").element().closest("div");
    expect(rowOf?.querySelector("kbd")?.textContent).toBe("d");
  });

  it("do nothing as single letters once those are switched off, and everything stays in reach", async () => {
    const { host } = await openKeys();
    await page.getByRole("switch").click();
    await expect.poll(() => host.world.keyMap.single_letters).toBe(false);
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard("go");
    await userEvent.keyboard("?");
    expect(page.getByRole("dialog").elements()).toHaveLength(0);
    await expect.element(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.keyboard("outbox{Enter}");
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  });

  it("go back to what they were when they cannot be kept", async () => {
    await openKeys({
      prepare: (host) =>
        host.disturb("set_key_map", {
          code: "internal",
          message: "The disk is full.",
          fix: null,
          retry_after_s: null,
          detail: null,
        }),
    });
    await page.getByRole("switch").click();
    await expect.element(page.getByText("The disk is full.")).toBeVisible();
    await expect.element(page.getByRole("switch")).toBeChecked();
  });

  it("are found by their name", async () => {
    await openKeys();
    await page.getByLabelText("Find a command").fill("snooze");
    await expect.element(change("Snooze")).toBeVisible();
    expect(page.getByRole("button", { name: /^Change the keys/ }).elements()).toHaveLength(1);
  });
});
