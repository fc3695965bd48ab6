import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import type { Delivery, PostState } from "../host/bindings";
import { emptyOutbox, sampleOutbox } from "../host/fake/sample-outbox";
import { samplePosts } from "../host/fake/sample-posts";
import { english } from "../i18n/messages";
import { type Entry, entriesOf, inOrder, isQuiet, totalOf, underWay } from "./groups";
import { dueWords, elsewhere, standing, timeUntil } from "./post-facts";
import { ladder } from "./steps";
import { graceSeconds } from "./words";

const now = Date.parse("2026-11-21T12:00:00Z");

const posts = samplePosts(now);
function words(entry: Entry): string {
  switch (entry.kind) {
    case "action":
      return entry.action.delivery;
    case "post":
      return `post ${entry.post.state}`;
    case "run":
      return `run of ${entry.run.total}`;
  }
}

describe("order of the outbox", () => {
  it("begins with what needs a person and ends with what is done", () => {
    expect(inOrder(sampleOutbox(now), posts).map(words)).toEqual([
      "post needs_you",
      "post failed",
      "post missed",
      "post held",
      "needs_you",
      "failed",
      "post checking",
      "checking",
      "waiting",
      "waiting",
      "waiting",
      "run of 214",
      "post publishing",
      "post preparing",
      "sending",
      "post ready",
      "post scheduled",
      "sent",
      "sent",
      "post live",
      "sent",
    ]);
  });

  it("leaves drafts to the composer and forgets what was given up", () => {
    const [draft] = posts.filter((post) => post.state === "draft");
    if (!draft) throw new Error("the sample has no draft");
    expect(inOrder(emptyOutbox, [draft, { ...draft, state: "discarded" }])).toEqual([]);
  });

  it("shows every post that is neither, in one place", () => {
    const shown = inOrder(emptyOutbox, posts).map((entry) => entry.id);
    expect(shown.toSorted()).toEqual(
      posts
        .filter((post) => post.state !== "draft")
        .map((post) => post.post)
        .toSorted(),
    );
  });

  it("lists what comes next by its time, what goes out when ready first", () => {
    const [ready] = posts.filter((post) => post.state === "ready");
    if (!ready) throw new Error("the sample has no post that is ready");
    const at = (post: string, due_at: string | null) => ({ ...ready, post, due_at });
    const next = entriesOf("next", emptyOutbox, [
      at("c", "2026-11-22T09:00:00Z"),
      at("b", "2026-11-21T18:00:00Z"),
      at("a", null),
    ]);
    expect(next.map((entry) => entry.id)).toEqual(["a", "b", "c"]);
  });

  it("mixes what is done by time, newest first, and counts more than it lists", () => {
    const done = entriesOf("done_today", sampleOutbox(now), posts);
    const ends = done.map((entry) =>
      entry.kind === "post"
        ? (entry.post.live_at ?? "")
        : entry.kind === "action"
          ? entry.action.finished_at
          : "",
    );
    expect(ends).toEqual(ends.toSorted().toReversed());
    expect(totalOf("done_today", sampleOutbox(now), posts)).toBe(47);
    expect(totalOf("needs_you", sampleOutbox(now), posts)).toBe(6);
  });

  it("is quiet when only done actions and live posts are left", () => {
    expect(isQuiet(emptyOutbox, [])).toBe(true);
    const live = posts.filter((post) => post.state === "live" || post.state === "draft");
    expect(isQuiet({ ...emptyOutbox, done_today: sampleOutbox(now).done_today }, live)).toBe(true);
    expect(isQuiet(sampleOutbox(now), [])).toBe(false);
    expect(isQuiet(emptyOutbox, posts)).toBe(false);
  });

  it("keeps the ladders of posts under way in sight, doubts first", () => {
    expect(underWay(posts).map((post) => post.state)).toEqual(["checking", "publishing", "preparing"]);
  });
});

describe("what is said of a post", () => {
  const intl = createIntl({ locale: "en", messages: english, timeZone: "UTC" });
  const of = (state: PostState) => {
    const post = posts.find((each) => each.state === state);
    if (!post) throw new Error(`the sample has no ${state} post`);
    return post;
  };

  it.each([
    ["2026-11-21T12:00:40Z", "in 40 s"],
    ["2026-11-21T12:12:30Z", "in 12 min"],
    ["2026-11-21T13:54:00Z", "in 1 h 54 min"],
    ["2026-11-21T14:00:20Z", "in 2 h"],
    ["2026-11-24T16:30:00Z", "in 3 d 4 h"],
    ["2026-11-21T12:00:00Z", undefined],
    ["2026-11-20T12:00:00Z", undefined],
  ])("counts down to %s: %s", (due, said) => {
    expect(timeUntil(intl, due, now)).toBe(said);
  });

  it("tells how far it has come, when it is due, or what became of the call", () => {
    expect(standing(intl, of("preparing"), now)).toBe("processing 3 of 6");
    expect(standing(intl, of("ready"), now)).toBe("due 12:18");
    expect(standing(intl, of("missed"), now)).toBe("was due 08:50");
    expect(standing(intl, of("checking"), now)).toBe("being read back");
    expect(standing(intl, of("needs_you"), now)).toBe("it may be live");
    expect(standing(intl, of("publishing"), now)).toBeUndefined();
    expect(standing(intl, { ...of("live"), due_at: "2026-11-21T10:00:00Z" }, now)).toBeUndefined();
  });

  it("tells no time of a post that goes out at once, nor of one that was missed", () => {
    const atOnce = { due_at: null, wall_time: null, zone: null };
    for (const state of [
      "preparing",
      "ready",
      "publishing",
      "checking",
      "held",
      "failed",
      "missed",
    ] as const) {
      const post = { ...of(state), ...atOnce };
      expect(dueWords(intl, post, now)).toBeUndefined();
      expect(elsewhere(intl, post)).toBeUndefined();
      expect(standing(intl, post, now) ?? "").not.toMatch(/due/);
    }
  });

  it("names the wall clock it was scheduled by, where that is another one", () => {
    const post = { ...of("ready"), wall_time: "2026-11-21T21:18", zone: "America/New_York" };
    expect(elsewhere(intl, post)).toBe("21:18 in America/New York");
    expect(elsewhere(intl, of("ready"))).toBeUndefined();
    expect(elsewhere(intl, of("failed"))).toBeUndefined();
  });
});

describe("grace time", () => {
  const [waiting] = sampleOutbox(now).waiting;
  if (!waiting) throw new Error("the sample has no waiting action");

  it("counts down from the moment the answer arrived and ends at zero", () => {
    expect(graceSeconds(waiting, now, now)).toBe(4);
    expect(graceSeconds(waiting, now, now + 1_500)).toBe(3);
    expect(graceSeconds(waiting, now, now + 60_000)).toBe(0);
  });
});

describe("ladder", () => {
  const states = (delivery: Delivery) => ladder({ delivery }).map((step) => `${step.name} ${step.state}`);

  it("shows checking as a step of its own, never as a failure", () => {
    expect(states("checking")).toEqual([
      "queued done",
      "grace done",
      "sent done",
      "checking checking",
      "done waiting",
    ]);
  });

  it("says unclear, not refused, when two tries were lost", () => {
    expect(states("needs_you")).toContain("unclear failed");
    expect(states("failed")).toContain("refused failed");
  });

  it("has exactly one step that is now while an action is alive", () => {
    for (const delivery of ["waiting", "held", "sending", "checking", "needs_you", "failed"] as const) {
      const now = ladder({ delivery }).filter((step) => !["done", "waiting"].includes(step.state));
      expect(now).toHaveLength(1);
    }
  });

  it("is done throughout once it is sent", () => {
    expect(ladder({ delivery: "sent" }).every((step) => step.state === "done")).toBe(true);
  });
});
