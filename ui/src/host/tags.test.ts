import { afterEach, describe, expect, it, vi } from "vitest";
import { type FakeHost, installFakeHost } from "./fake/host";
import { keys } from "./keys";
import { createQueryClient } from "./query-client";
import { followStaleTags, staleKeys } from "./tags";

let host: FakeHost | undefined;
afterEach(() => host?.close());

describe("cache tags", () => {
  it("name a query key for every kind", () => {
    expect(staleKeys({ kind: "accounts" })).toEqual([["accounts"], ["preflight"]]);
    expect(staleKeys({ kind: "login" })).toEqual([["login"]]);
    expect(staleKeys({ kind: "app_state" })).toEqual([["app_state"]]);
    expect(staleKeys({ kind: "inbox_counts" })).toEqual([
      ["view_counts"],
      ["snapshot_news"],
      ["saved_counts"],
      ["label_counts"],
      ["last_posts"],
    ]);
    expect(staleKeys({ kind: "search" })).toEqual([["search_progress"]]);
    expect(staleKeys({ kind: "outbox" })).toContainEqual(["outbox"]);
    expect(staleKeys({ kind: "comments", media: "7" })).toContainEqual(["thread", "7"]);
    expect(staleKeys({ kind: "posts" })).toContainEqual(["posts"]);
    expect(staleKeys({ kind: "post", post: "p1" })).toEqual([
      ["post", "p1"],
      ["preflight", "p1"],
    ]);
    expect(staleKeys({ kind: "media_host" })).toContainEqual(["media_host"]);
    expect(staleKeys({ kind: "labels" })).toEqual([
      ["labels"],
      ["label_counts"],
      ["snapshot_rows"],
      ["thread"],
      ["conversation"],
      ["tagged_post"],
      ["author"],
    ]);
    expect(staleKeys({ kind: "members" })).toContainEqual(["app_state"]);
    expect(staleKeys({ kind: "people" })).toEqual([
      ["author"],
      ["thread"],
      ["conversation"],
      ["tagged_post"],
    ]);
    expect(staleKeys({ kind: "tagged_posts" })).toContainEqual(["tagged_post"]);
    expect(staleKeys({ kind: "saved_replies" })).toContainEqual(["offers"]);
    expect(staleKeys({ kind: "rate_gauge" })).toEqual([["rate_gauges"]]);
    expect(staleKeys({ kind: "sync" })).toEqual([["sync"], ["untold_tags"]]);
  });

  it("never touch the opened snapshot, so that no list jumps", () => {
    const all = (
      ["accounts", "login", "app_state", "inbox_counts", "search", "outbox", "labels", "members"] as const
    ).flatMap((kind) => staleKeys({ kind }));
    expect(all.map(([first]) => first)).not.toContain("snapshot");
    expect(staleKeys({ kind: "comments", media: "7" }).map(([first]) => first)).not.toContain("snapshot");
  });

  it("make the answers they name stale and leave the rest fresh", async () => {
    host = installFakeHost();
    const client = createQueryClient();
    client.setQueryData(keys.thread("7", "c1"), {});
    client.setQueryData(keys.thread("8", "c2"), {});
    client.setQueryData(keys.accounts, []);
    const stop = followStaleTags(client);
    await vi.waitFor(() => {
      host?.stale({ kind: "comments", media: "7" });
      expect(client.getQueryState(keys.thread("7", "c1"))?.isInvalidated).toBe(true);
    });
    expect(client.getQueryState(keys.thread("8", "c2"))?.isInvalidated).toBe(false);
    expect(client.getQueryState(keys.accounts)?.isInvalidated).toBe(false);
    stop();
  });

  it("ask once when several tags of one event name the same answers", async () => {
    host = installFakeHost();
    const client = createQueryClient();
    const invalidate = vi.spyOn(client, "invalidateQueries");
    const stop = followStaleTags(client);
    await Promise.resolve();
    host.stale({ kind: "outbox" }, { kind: "inbox_counts" });
    await vi.waitFor(() => expect(invalidate).toHaveBeenCalled());
    const asked = invalidate.mock.calls.map(([filter]) => JSON.stringify(filter?.queryKey));
    expect(new Set(asked).size).toBe(asked.length);
    stop();
  });
});
