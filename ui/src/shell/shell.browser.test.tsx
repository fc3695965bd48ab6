import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readyApp, sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";
import { useAccountFilter } from "./account-filter";
import { useUndoToasts } from "./undo-toasts";

const path = (app: Awaited<ReturnType<typeof renderApp>>) => app.router.state.location.pathname;

describe("the frame", () => {
  it("goes from page to page by keys", async () => {
    const app = await renderApp({ path: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    await userEvent.keyboard("ga");
    await expect.element(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
    await userEvent.keyboard("go");
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    expect(path(app)).toBe("/outbox");
  });

  it("runs a command from the palette", async () => {
    await renderApp({ path: "/outbox" });
    await page.getByRole("button", { name: "Open the command palette" }).click();
    await userEvent.keyboard("acc{Enter}");
    await expect.element(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  it("says so when the palette finds nothing", async () => {
    await renderApp({ path: "/outbox" });
    await settle();
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.keyboard("zzz");
    await expect.element(page.getByText("Nothing is called “zzz”.")).toBeVisible();
  });

  it("lists what is at hand first, then pages, accounts and the program", async () => {
    await renderApp({ path: "/accounts" });
    await expect.element(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await userEvent.keyboard("{Control>}k{/Control}");
    const palette = page.getByRole("dialog", { name: "Commands" });
    await expect.element(palette).toBeVisible();
    const groups = [...document.querySelectorAll(".mantine-Spotlight-actionsGroup")].map((group) => ({
      name: getComputedStyle(group, "::before").content.replaceAll('"', ""),
      commands: group.textContent,
    }));
    expect(groups.map((group) => group.name)).toEqual(["Go to", "Accounts", "Postroom"]);
    expect(groups[1]?.commands).toContain("Connect an account");
    expect(groups[1]?.commands).toContain("Read all accounts now");
    expect(groups[2]?.commands).not.toContain("Read all accounts now");
    await palette.getByText("Connect an account").click();
    await expect.element(page.getByRole("heading", { name: "Connect an account" })).toBeVisible();
  });

  it.each([
    [1440, 900],
    [900, 600],
  ])("keeps the palette's footer in sight at %i × %i however long the list is", async (width, height) => {
    await page.viewport(width, height);
    await renderApp({ path: "/inbox" });
    await expect.element(page.getByRole("option").first()).toBeVisible();
    await userEvent.keyboard("{Control>}k{/Control}");
    const palette = page.getByRole("dialog", { name: "Commands" });
    await expect.element(palette.getByText("Delete the comment")).toBeVisible();
    const box = palette.element().getBoundingClientRect();
    const footer = document.querySelector(".mantine-Spotlight-footer")?.getBoundingClientRect();
    await page.viewport(1440, 900);
    expect(footer?.height).toBe(40);
    expect(footer?.bottom).toBeLessThanOrEqual(box.bottom);
    expect(box.bottom).toBeLessThanOrEqual(height);
    if (height === 900) expect(box.top).toBe(118);
  });

  it("shows the palette opaque from its first frame", async () => {
    await renderApp({ path: "/outbox", env: "default" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    const parts = [".mantine-Spotlight-content", ".mantine-Spotlight-overlay"] as const;
    const opacities = new Set<string>();
    let frames = 0;
    const look = () => {
      const found = parts.map((part) => document.querySelector(part));
      for (const part of found) if (part) opacities.add(getComputedStyle(part).opacity);
      if (found.every((part) => part !== null)) frames += 1;
      if (frames < 20) requestAnimationFrame(look);
    };
    look();
    await userEvent.keyboard("{Control>}k{/Control}");
    await expect.poll(() => frames).toBe(20);
    expect([...opacities]).toEqual(["1"]);
  });

  it("filters by several accounts and goes back to all", async () => {
    await renderApp({ path: "/outbox" });
    await page.getByRole("button", { name: "KF, Kettle & Fern" }).click();
    await page.getByRole("button", { name: "LK, Luma Knit" }).click();
    expect(useAccountFilter.getState().selected).toEqual(["17841400000000410", "17841400000000414"]);
    await page.getByRole("button", { name: "All", exact: true }).click();
    expect(useAccountFilter.getState().selected).toEqual([]);
  });

  it("moves between panes with F6, in both directions", async () => {
    await renderApp({ path: "/outbox" });
    await settle();
    const seen: (string | undefined)[] = [];
    const pane = () => document.activeElement?.closest("[data-pane]");
    await userEvent.keyboard("{F6}");
    const first = pane();
    for (let step = 0; step < 3; step++) {
      seen.push(pane()?.tagName);
      await userEvent.keyboard("{F6}");
    }
    expect(new Set(seen).size).toBeGreaterThan(1);
    expect(pane()).toBe(document.querySelectorAll("[data-pane]")[3]);
    await userEvent.keyboard("{F6}");
    expect(pane()).toBe(first);
    await userEvent.keyboard("{Shift>}{F6}{/Shift}");
    expect(pane()).not.toBe(first);
  });

  it("shows the keys of the page that is open", async () => {
    await renderApp({ path: "/outbox" });
    await settle();
    await userEvent.keyboard("?");
    const sheet = page.getByRole("dialog", { name: "Keys" });
    await expect.element(sheet.getByText("Next in the outbox")).toBeVisible();
    await expect.element(sheet.getByText("Undo the last action")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(sheet).not.toBeInTheDocument();
  });

  it("undoes with z and tells screen readers once", async () => {
    await renderApp({ path: "/outbox" });
    await settle();
    const undo = vi.fn();
    useUndoToasts.getState().show({ message: (left) => `Hiding 3 in ${left} s`, durationMs: 5_000, undo });
    await expect.element(page.getByText("Hiding 3 in 5 s").first()).toBeVisible();
    expect(document.querySelector('[role="status"]')?.textContent).toBe("Hiding 3 in 5 s");
    await userEvent.keyboard("z");
    expect(undo).toHaveBeenCalledTimes(1);
    await expect
      .element(page.getByRole("button", { name: "Undo", exact: true }).first())
      .not.toHaveTextContent("z");
  });
});

describe("screens that stand in for the frame", () => {
  it("shows the locked keychain and goes on once it is unlocked", async () => {
    const world = { ...sampleWorld(), app: { ...readyApp, keychain: "locked" as const } };
    const { host } = await renderApp({ path: "/outbox", world });
    await expect.element(page.getByRole("heading", { name: "The keychain is locked" })).toBeVisible();
    await page.getByRole("button", { name: "Check again" }).click();
    await expect.element(page.getByText("Not yet: the keychain still does not answer.")).toBeVisible();
    host.world.app = { ...readyApp };
    await page.getByRole("button", { name: "Check again" }).click();
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  });

  it("says why the program cannot work, and looks again when asked", async () => {
    const problem = {
      code: "internal" as const,
      message: "The data was written by a newer Postroom.",
      fix: "Install the newer version.",
      retry_after_s: null,
      detail: null,
    };
    const world = { ...sampleWorld(), app: { ...readyApp, start_problem: problem } };
    const { host } = await renderApp({
      path: "/outbox",
      world,
      prepare: (fake) => fake.disturb("list_accounts", problem),
    });
    await expect.element(page.getByText(problem.message)).toBeVisible();
    host.world.app = { ...readyApp };
    host.disturb("list_accounts", undefined);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  });

  it("asks what becomes of waiting actions and passes the answer on", async () => {
    const { host } = await renderApp({ path: "/outbox" });
    await settle();
    host.askToQuit(3);
    const dialog = page.getByRole("dialog", { name: "3 things wait to leave this computer" });
    await expect.element(dialog.getByText(/Posts go out only while Postroom runs/)).toBeVisible();
    await dialog.getByRole("button", { name: "Keep and quit" }).click();
    expect(host.calls).toContainEqual({ command: "answer_quit", form: { choice: "keep" } });
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() =>
      expect(host.calls).toContainEqual({ command: "answer_quit", form: { choice: "stay" } }),
    );
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it("says what a wrong clock means for posts with a set time", async () => {
    const world = { ...sampleWorld(), app: { ...readyApp, clock_skew_s: -95 } };
    await renderApp({ path: "/outbox", world });
    const banner = page.getByText(/^The clock of this machine is 95 s off Instagram’s\./);
    await expect
      .element(banner)
      .toHaveTextContent("Posts with a set time are held until the clock is right.");
  });

  it("lets held actions go or be discarded only by a person", async () => {
    const world = { ...sampleWorld(), app: { ...readyApp, held_actions: 2 } };
    const { host } = await renderApp({ path: "/accounts", world });
    await page.getByRole("button", { name: "Send all 2" }).click();
    expect(host.calls).toContainEqual({ command: "answer_hold", form: { release: true } });
    await expect.element(page.getByRole("button", { name: "Send all 2" })).not.toBeInTheDocument();
  });
});

describe("closing where there is no tray", () => {
  it("asks even where nothing waits: quit, make it small, or stay", async () => {
    const { host } = await renderApp({ path: "/outbox" });
    await settle();
    host.askToQuit(0, true);
    const dialog = page.getByRole("dialog", { name: "Close Postroom?" });
    await expect.element(dialog.getByText(/shows no tray icons/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Discard actions and quit" }).elements()).toHaveLength(0);
    await dialog.getByRole("button", { name: "Make it small" }).click();
    await vi.waitFor(() =>
      expect(host.calls.at(-1)).toEqual({ command: "answer_quit", form: { choice: "minimize" } }),
    );
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it("still asks what becomes of what waits", async () => {
    const { host } = await renderApp({ path: "/outbox" });
    await settle();
    host.askToQuit(2, true);
    const dialog = page.getByRole("dialog", { name: "2 things wait to leave this computer" });
    for (const name of [
      "Send actions and quit",
      "Keep and quit",
      "Discard actions and quit",
      "Make it small",
      "Stay",
    ]) {
      await expect.element(dialog.getByRole("button", { name })).toBeVisible();
    }
  });
});
