import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { renderApp } from "../test/render-app";

const KETTLE = "17841400000000410";
const HARROW = "17841400000000412";

describe("the history of an account", () => {
  it("says what is done and left, stops when told and goes on", async () => {
    const { host } = await renderApp({ path: `/accounts?account=%22${KETTLE}%22` });
    const card = page.getByRole("region", { name: "History" });
    await expect.element(card.getByText(/812 calls done, 38,210 comments · 1,204 calls left/)).toBeVisible();
    await expect.element(card.getByText(/about 10 minutes/)).toBeVisible();
    await card.getByRole("button", { name: "Pause" }).click();
    await card.getByRole("button", { name: "Go on" }).click();
    await expect.element(card.getByRole("button", { name: "Pause" })).toBeVisible();
    const asked = host.calls.filter((call) => call.command === "pause_backfill").map((call) => call.form);
    expect(asked).toEqual([
      { account: KETTLE, paused: true },
      { account: KETTLE, paused: false },
    ]);
  });

  it("asks how far back and names the price of each choice", async () => {
    const { host } = await renderApp({ path: `/accounts?account=%22${KETTLE}%22` });
    const choice = page.getByRole("combobox", { name: "How far back" });
    await expect.element(choice).toHaveValue("Everything · 1,204 calls");
    await choice.click();
    await page.getByRole("option", { name: "90 days · 24 calls" }).click();
    await expect.element(choice).toHaveValue("90 days · 24 calls");
    expect(host.calls).toContainEqual({ command: "read_back_to", form: { account: KETTLE, days: 90 } });
  });
});

describe("the background reading of an account", () => {
  it("shows every task with its last and next run and its calls", async () => {
    await renderApp({ path: `/accounts?account=%22${KETTLE}%22` });
    const tasks = page.getByRole("region", { name: "Reads by itself" }).getByRole("listitem");
    await expect.element(tasks.first()).toHaveTextContent(/What moved.*next.*ago, 1 call/);
    await expect.element(tasks.filter({ hasText: "Posts that tag you" })).toBeVisible();
    expect(tasks.elements()).toHaveLength(8);
  });

  it("says what Instagram counts and does not hand out, and why", async () => {
    await renderApp({ path: `/accounts?account=%22${HARROW}%22` });
    await expect.element(page.getByText("96 comments not readable under 1 post")).toBeVisible();
    await expect.element(page.getByText(/the Meta app lacks the access level/)).toBeVisible();
  });
});
