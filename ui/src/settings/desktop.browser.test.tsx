import { beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { renderApp } from "../test/render-app";

const notifications = "/settings?section=%22notifications%22";
const desktop = "/settings?section=%22desktop%22";

beforeEach(async () => {
  await page.viewport(1440, 900);
});

describe("notifications", () => {
  it("are told of the views a person chooses", async () => {
    const { host } = await renderApp({ path: notifications });
    await expect.element(page.getByLabelText("Needs reply")).toBeChecked();
    await page.getByLabelText("Mine").click();
    await page.getByLabelText("Needs reply").click();
    await expect.poll(() => host.world.notificationRules.views).toEqual(["mine"]);
    await page.getByLabelText("Mine").click();
    await expect.poll(() => host.world.notificationRules.views).toEqual([]);
  });

  it("keep quiet in the hours a person sets", async () => {
    const { host } = await renderApp({ path: notifications });
    await page.getByRole("switch").click();
    await expect.poll(() => host.world.notificationRules.quiet).toBe(true);
    await page.getByLabelText("From").fill("20:30");
    await page.getByLabelText("Until").fill("6:15");
    await userEvent.keyboard("{Enter}");
    await expect
      .poll(() => host.world.notificationRules)
      .toEqual({ views: ["needs_reply"], quiet: true, quiet_from: "20:30", quiet_until: "06:15" });
  });

  it("say what is wrong with a time and keep the one before", async () => {
    const { host } = await renderApp({ path: notifications });
    await page.getByLabelText("From").fill("25:00");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText("Write it like 22:00.")).toBeVisible();
    expect(host.world.notificationRules.quiet_from).toBe("22:00");
  });
});

describe("this computer", () => {
  it("starts Postroom at login only when told to", async () => {
    const { host } = await renderApp({ path: desktop });
    const start = page.getByLabelText("Start when I log in");
    await expect.element(start).not.toBeChecked();
    await start.click();
    await expect.poll(() => host.world.desktop.start_at_login).toBe(true);
    await expect.element(start).toBeChecked();
  });

  it("says what closing does where there is no tray", async () => {
    await renderApp({
      path: desktop,
      prepare: ({ world }) => {
        world.desktop = { ...world.desktop, in_tray: false };
      },
    });
    await expect.element(page.getByText("No tray here")).toBeVisible();
    await expect.element(page.getByText(/closing the window asks/)).toBeVisible();
  });

  it("pauses the reading, says so on every page, and goes on from there", async () => {
    const { host } = await renderApp({ path: desktop });
    await page.getByLabelText("Pause reading").click();
    const banner = page.getByText("Reading is paused.", { exact: false });
    await expect.element(banner).toBeVisible();
    await page.getByRole("button", { name: "Go on reading" }).click();
    await expect.poll(() => host.world.app.paused).toBe(false);
    await expect.element(banner).not.toBeInTheDocument();
  });

  it("goes from section to section by keys", async () => {
    await renderApp({ path: "/settings" });
    await expect.element(page.getByRole("heading", { level: 2, name: "Media host" })).toBeVisible();
    for (const name of [
      "Profile",
      "Labels",
      "Saved replies",
      "Keywords",
      "Notifications",
      "Keys",
      "This computer",
    ]) {
      await userEvent.keyboard("j");
      await expect.element(page.getByRole("heading", { level: 2, name })).toBeVisible();
    }
    await userEvent.keyboard("k");
    await expect.element(page.getByRole("heading", { level: 2, name: "Keys" })).toBeVisible();
  });
});
