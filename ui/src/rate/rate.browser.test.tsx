import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";

const card = (name: RegExp) => page.getByRole("region", { name });

describe("the page of the limits", () => {
  it("is behind the gauge, its key and the palette", async () => {
    const { router } = await renderApp({ path: "/outbox" });
    await page.getByRole("link", { name: /calls of this hour used/ }).click();
    await expect.element(page.getByRole("heading", { level: 1, name: "API limits" })).toBeVisible();
    await router.navigate({ to: "/outbox" });
    await expect.element(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
    await userEvent.keyboard("gl");
    await expect.element(page.getByRole("heading", { level: 1, name: "API limits" })).toBeVisible();
    await router.navigate({ to: "/outbox" });
    await userEvent.keyboard("{Control>}k{/Control}");
    await page.getByRole("dialog", { name: "Commands" }).getByText("API limits").click();
    await expect.element(page.getByRole("heading", { level: 1, name: "API limits" })).toBeVisible();
  });

  it("says of each counter what is used, left and free again when", async () => {
    await renderApp({ path: "/rate" });
    const harrow = card(/Harrow Trail/);
    await expect.element(harrow.getByText("Reading slowed")).toBeVisible();
    const comments = harrow.getByRole("row", { name: /Posts, comments, publishing/ });
    await expect.element(comments).toHaveTextContent(/74 %.*26 %.*looked at again by \d\d:\d\d.*none/);
    const conversations = harrow.getByRole("row", { name: /Conversations/ });
    await expect.element(conversations).toHaveTextContent(/not told yet.*1 call at once.*2 of reading/);
  });

  it("says what every task waits for and when it goes on", async () => {
    await renderApp({ path: "/rate" });
    const tasks = card(/Harrow Trail/).getByRole("listitem");
    await expect.element(tasks.filter({ hasText: /^What moved/ })).toHaveTextContent(/its turn.*next/);
    await expect
      .element(tasks.filter({ hasText: /^Older posts/ }))
      .toHaveTextContent(/gives way: 74 % are used, and from 70 % on only what moved is read.*next/);
    await expect.element(tasks.filter({ hasText: "No action or post" })).toBeVisible();
  });

  it("lists the actions that a pause keeps, with its end, and leads to them", async () => {
    const world = sampleWorld();
    const [kettle] = world.accounts;
    const [waiting, other] = world.outbox.waiting;
    if (!kettle || !waiting || !other) throw new Error("the sample world lacks them");
    const resumes = new Date(Date.now() + 42 * 60_000).toISOString();
    world.pauses.set(kettle.id, resumes);
    Object.assign(waiting, {
      account: kettle.id,
      next_at: resumes,
      grace_left_ms: 0,
      problem: {
        code: "rate_limited",
        message: "Instagram asks for a pause. Nothing was sent.",
        fix: null,
        retry_after_s: null,
        detail: null,
      },
    });
    other.account = kettle.id;
    const { router } = await renderApp({ path: "/rate", world });
    const region = card(/Kettle & Fern/);
    await expect.element(region.getByText("Paused by Instagram")).toBeVisible();
    await expect
      .element(region.getByRole("row", { name: /Posts, comments/ }))
      .toHaveTextContent(/in 4[12]:\d\d/);
    const kept = region.getByRole("listitem").filter({ hasText: "Instagram asks for a pause" });
    await expect
      .element(kept)
      .toHaveTextContent(/Hide comment of deal.finder.4419.*next (\d+ \w+, )?\d\d:\d\d/);
    expect(region.getByRole("link").elements()).toHaveLength(1);
    await kept.getByRole("link").click();
    expect(router.state.location.search).toEqual({ action: waiting.action });
    await expect.element(page.getByText(/next try (\d+ \w+, )?\d\d:\d\d/)).toBeVisible();
  });

  it("says honestly that nothing is known yet", async () => {
    const world = sampleWorld();
    for (const account of world.accounts) account.usage_percent = null;
    await renderApp({ path: "/rate", world });
    await expect.element(page.getByRole("link", { name: /– %.*calls of this hour/ })).toBeVisible();
    const row = card(/Luma Knit/).getByRole("row", { name: /Posts, comments/ });
    await expect.element(row).toHaveTextContent(/not told yet.*not known.*no reset was told/);
  });
});
