import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHost, installFakeHost } from "../../host/fake/host";
import { sampleWorld } from "../../host/fake/world";
import type { ListForm } from "./open-list";
import { PAGE_SIZE } from "./row-window";

const asked: ListForm = {
  view: "needs_reply",
  order: "oldest_first",
  grouping: "nothing",
  accounts: [],
  filter: "",
  search: "",
};

describe("the list that a start begins with", () => {
  let host: FakeHost;
  const forms = (command: string) =>
    host.calls.filter((call) => call.command === command).map((call) => call.form);
  // What was opened ahead belongs to one start.
  const start = () => import("./open-list");
  const install = (world = sampleWorld()) => {
    host = installFakeHost(world);
  };
  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers({ toFake: ["performance"] });
    install();
  });
  afterEach(() => {
    host.close();
    vi.useRealTimers();
  });

  it("is there with its rows, once", async () => {
    const { openAhead, takeAhead } = await start();
    await openAhead();
    const opened = takeAhead(asked);
    expect(opened?.total).toBeGreaterThan(5);
    expect(opened?.rows).toHaveLength(Math.min(opened?.total ?? 0, PAGE_SIZE));
    expect(takeAhead(asked)).toBeNull();
    expect(host.world.snapshots.size).toBe(1);
  });

  it("is put together as it was before", async () => {
    host.close();
    const world = sampleWorld();
    world.arrangements = [{ view: "needs_reply", order: "newest_first", grouping: "day" }];
    install(world);
    const { openAhead, takeAhead } = await start();
    await openAhead();
    expect(takeAhead({ ...asked, order: "newest_first", grouping: "day" })).not.toBeNull();
    await expect.poll(() => world.snapshots.size).toBe(1);
  });

  it("is let go where another one is asked for", async () => {
    const { openAhead, takeAhead } = await start();
    await openAhead();
    expect(takeAhead({ ...asked, search: "ship" })).toBeNull();
    await expect.poll(() => host.world.snapshots.size).toBe(0);
  });

  it("is let go when nobody looked at it for a while, as it may have changed", async () => {
    const { openAhead, takeAhead } = await start();
    await openAhead();
    vi.advanceTimersByTime(3_000);
    expect(takeAhead(asked)).toBeNull();
    await expect.poll(() => host.world.snapshots.size).toBe(0);
  });

  it("is let go when it comes behind the one that the page opened itself", async () => {
    const { openAhead, takeAhead } = await start();
    const opening = openAhead();
    expect(takeAhead(asked)).toBeNull();
    await opening;
    await expect.poll(() => host.world.snapshots.size).toBe(0);
    expect(forms("open_view")).toHaveLength(1);
  });

  it("is asked for again by the page where it cannot be opened", async () => {
    host.disturb("open_view", {
      code: "internal",
      message: "No.",
      fix: null,
      retry_after_s: null,
      detail: null,
    });
    const { openAhead, takeAhead } = await start();
    await expect(openAhead()).rejects.toMatchObject({ code: "internal" });
    expect(takeAhead(asked)).toBeNull();
  });
});
