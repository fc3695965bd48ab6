import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { emptyOutbox, sampleOutbox } from "../host/fake/sample-outbox";
import { type FakeWorld, sampleWorld } from "../host/fake/world";
import { expectAxeClean } from "../test/axe";
import { renderApp } from "../test/render-app";

const title = () => page.getByRole("heading", { level: 2, name: "Hide 214 comments" });

/** One run on the way, and nothing else. */
function runAlone(change: object = {}): FakeWorld {
  const [run] = sampleOutbox(Date.now()).runs;
  if (!run) throw new Error("no sample run");
  return { ...sampleWorld(), posts: [], outbox: { ...emptyOutbox, runs: [{ ...run, ...change }] } };
}

describe("a run in the outbox", () => {
  it("shows how far it has come, stops, goes on and is taken back", async () => {
    const { host } = await renderApp({ path: "/outbox", world: runAlone() });
    await expect.element(title()).toBeVisible();
    await expect.element(page.getByText("120 of 214 done · 1 failed")).toBeVisible();
    await userEvent.keyboard("t");
    await expect.element(page.getByText("Stopped", { exact: true }).first()).toBeVisible();
    await userEvent.keyboard("y");
    await expect.element(page.getByRole("button", { name: /^Stop/ })).toBeVisible();
    await userEvent.keyboard("u");
    await expect.element(page.getByText(/92 taken back, 120 turned round/).first()).toBeVisible();
    const asked = host.calls.map(({ command }) => command).filter((command) => command.endsWith("_run"));
    expect(asked).toEqual(["stop_run", "resume_run", "undo_run"]);
  });

  it.each(["light", "dark"] as const)("says what stopped it, without a finding in %s", async (scheme) => {
    const problem = {
      code: "refused" as const,
      message: "Instagram does not allow it.",
      fix: "Look at the permissions of the account.",
      retry_after_s: null,
      detail: "code 10",
    };
    const world = runAlone({ stopped: "same_error", failed: 3, under_way: 0, problem });
    await renderApp({ path: "/outbox", world, scheme });
    await expect.element(page.getByText("Instagram does not allow it.")).toBeVisible();
    await expect.element(page.getByText(/Three of them failed in the same way/)).toBeVisible();
    await expectAxeClean();
  });
});
