import { describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { emptyOutbox } from "../host/fake/sample-outbox";
import { type FakeWorld, sampleWorld } from "../host/fake/world";
import { renderApp } from "../test/render-app";
import { settle } from "../test/settle";

const title = (name: string) => page.getByRole("heading", { level: 2, name });

/** No post of ours on the way. */
const actionsAlone = (): FakeWorld => ({ ...sampleWorld(), posts: [] });

describe("outbox", () => {
  it("opens at what needs a person and walks on with j and k", async () => {
    await renderApp({ path: "/outbox", world: actionsAlone() });
    await expect.element(title("Reply to hollow.reed")).toBeVisible();
    await userEvent.keyboard("j");
    await expect.element(title("Hide comment of deal.finder.4419")).toBeVisible();
    await userEvent.keyboard("k");
    await expect.element(title("Reply to hollow.reed")).toBeVisible();
  });

  it("takes a waiting action back", async () => {
    const { host } = await renderApp({ path: "/outbox", world: actionsAlone() });
    await page
      .getByRole("listitem")
      .filter({ hasText: "Reply to plaza.plants" })
      .getByRole("button", { name: "Undo" })
      .click();
    await vi.waitFor(() => expect(host.world.outbox.waiting).toHaveLength(2));
    await expect.element(page.getByText("Reply to plaza.plants")).not.toBeInTheDocument();
    expect(host.calls.map((call) => call.command)).toContain("withdraw_action");
  });

  it("says in a toast when it is too late to take it back", async () => {
    const { host } = await renderApp({ path: "/outbox", world: actionsAlone() });
    await settle();
    host.world.outbox.waiting = [];
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect.element(page.getByText("This action has moved on in the meantime.").first()).toBeVisible();
    await expect.element(page.getByText("Reply to plaza.plants")).not.toBeInTheDocument();
  });

  it("sends again only when a person says so", async () => {
    const { host } = await renderApp({ path: "/outbox", world: actionsAlone() });
    await expect.element(title("Reply to hollow.reed")).toBeVisible();
    expect(host.calls.map((call) => call.command)).not.toContain("retry_action");
    await page.getByRole("button", { name: "Try again" }).click();
    await vi.waitFor(() => expect(host.world.outbox.sending).toHaveLength(2));
  });

  it("answers the keys that stand on the buttons of the card", async () => {
    const { host } = await renderApp({ path: "/outbox", world: actionsAlone() });
    await expect.element(title("Reply to hollow.reed")).toBeVisible();
    await userEvent.keyboard("r");
    await vi.waitFor(() => expect(host.world.outbox.sending).toHaveLength(2));
    await expect.element(title("Hide comment of deal.finder.4419")).toBeVisible();
    await userEvent.keyboard("#");
    await vi.waitFor(() => expect(host.world.outbox.needs_you).toHaveLength(0));
    await expect.element(title("Reply to kiln.and.kettle")).toBeVisible();
    await userEvent.keyboard("f");
    await vi.waitFor(() => expect(host.calls.map((call) => call.command)).toContain("check_action"));
    await userEvent.keyboard("j");
    await expect.element(page.getByRole("article").getByRole("button", { name: "Undo" })).toBeVisible();
    await userEvent.keyboard("u");
    await vi.waitFor(() => expect(host.world.outbox.waiting).toHaveLength(2));
  });

  it("offers no second try while it checks", async () => {
    const { host } = await renderApp({
      path: "/outbox?action=%220198e000-0000-7000-8000-000000000003%22",
      world: actionsAlone(),
    });
    await expect.element(page.getByText(/before anything is sent again/)).toBeVisible();
    await expect
      .element(page.getByRole("listitem").filter({ hasText: /^Checking/ }))
      .toHaveAttribute("aria-current", "step");
    expect(page.getByRole("button", { name: "Try again" }).elements()).toHaveLength(0);
    await page.getByRole("button", { name: "Check now" }).click();
    expect(host.calls.map((call) => call.command)).toContain("check_action");
  });

  it("switches the automatic second try off, and back when the program refuses", async () => {
    const { host } = await renderApp({ path: "/outbox", world: actionsAlone() });
    const tries = page.getByRole("switch", { name: "Try a second time by itself" });
    await tries.click();
    await vi.waitFor(() => expect(host.world.app.automatic_second_tries).toBe(false));
    await expect.element(tries).not.toBeChecked();
    host.disturb("set_automatic_second_tries", {
      code: "internal",
      message: "The setting could not be stored.",
      fix: null,
      retry_after_s: null,
      detail: null,
    });
    await tries.click();
    await expect.element(page.getByText("The setting could not be stored.")).toBeVisible();
    await expect.element(tries).not.toBeChecked();
  });

  it("says how much was sent when nothing is waiting", async () => {
    const world = { ...actionsAlone(), outbox: { ...emptyOutbox, done_today_total: 46 } };
    await renderApp({ path: "/outbox", world });
    await expect.element(title("Nothing is waiting")).toBeVisible();
    await expect.element(page.getByText(/46 were sent today/)).toBeVisible();
  });

  it("marks no row of what is done until one is asked for", async () => {
    const world = actionsAlone();
    world.outbox = { ...emptyOutbox, done_today: world.outbox.done_today, done_today_total: 46 };
    await renderApp({ path: "/outbox", world });
    await expect.element(title("Nothing is waiting")).toBeVisible();
    expect(document.querySelector("li button[aria-current]")).toBeNull();
    await userEvent.keyboard("j");
    await expect.element(title("Hid comment of deal.finder.4419")).toBeVisible();
    expect(document.querySelector("li button[aria-current]")).not.toBeNull();
  });

  it("keeps the times of what is done in one column", async () => {
    await renderApp({ path: "/outbox", world: actionsAlone() });
    const done = page.getByRole("region", { name: /^Done today/ });
    await expect.element(done.getByRole("listitem").first()).toHaveTextContent(/Done \d\d:\d\d$/);
    await settle();
    const ends = done
      .getByRole("listitem")
      .elements()
      .map((row) => row.querySelector("button > span:last-child")?.getBoundingClientRect().right);
    expect(ends.length).toBeGreaterThan(1);
    expect(new Set(ends).size).toBe(1);
  });

  it.each([1440, 1920])(
    "gives its cards one width at %i, 24 from the edge where there is room for one",
    async (width) => {
      await page.viewport(width, 900);
      await renderApp({ path: "/outbox", world: actionsAlone() });
      await expect.element(page.getByRole("article")).toBeVisible();
      await expect.element(page.getByRole("switch", { name: "Try a second time by itself" })).toBeVisible();
      const action = document.querySelector("article")?.getBoundingClientRect();
      const tries = document.querySelector('[role="switch"]')?.closest("section")?.getBoundingClientRect();
      await page.viewport(1440, 900);
      expect(tries?.width).toBe(action?.width);
      expect(tries?.left).toBe(action?.left);
      if (width === 1440) expect(action?.right).toBe(width - 24);
    },
  );
});
