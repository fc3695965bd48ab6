import { describe, expect, it } from "vitest";
import type { PostState, StepState } from "../host/bindings";
import { ladderAt, ladderSteps, samplePosts } from "../host/fake/sample-posts";
import { failedSlides, neverCalled, rungs } from "./post-ladder";

const now = Date.parse("2026-11-21T12:00:00Z");

function sample(state: PostState) {
  const post = samplePosts(now).find((each) => each.state === state);
  if (!post) throw new Error(`the sample has no ${state} post`);
  return post;
}

const drawn = (state: PostState) => rungs(sample(state)).map((rung) => `${rung.name} ${rung.state}`);

describe("the ladder of a post", () => {
  it("lies before a draft that was never published", () => {
    expect(rungs(sample("draft")).map((rung) => rung.name)).toEqual(ladderSteps);
    expect(rungs(sample("draft")).every((rung) => rung.state === "waiting" && !rung.atHand)).toBe(true);
  });

  it("shows a lost answer as a step of its own, with the call behind it and the proof to come", () => {
    expect(drawn("checking").slice(3)).toEqual([
      "processing done",
      "publish done",
      "checking checking",
      "live waiting",
    ]);
  });

  it("says unclear, not refused, where only a person can tell what became of the call", () => {
    expect(drawn("needs_you").slice(4)).toEqual(["publish done", "unclear failed", "live waiting"]);
  });

  it("does not claim a call that another copy of the data may have made", () => {
    const problem = {
      code: "held",
      message: "Another copy of this data may have posted it already.",
      fix: null,
      retry_after_s: null,
      detail: null,
    } as const;
    expect(rungs({ ...sample("checking"), problem }).slice(4)).toMatchObject([
      { name: "publish", state: "checking", atHand: true },
      { name: "live", state: "waiting" },
    ]);
  });

  it("never shows a doubt as a failure", () => {
    expect(drawn("checking").some((rung) => rung.endsWith("failed"))).toBe(false);
  });

  it.each([
    ["held", "publish held"],
    ["missed", "publish missed"],
    ["failed", "containers failed"],
    ["publishing", "publish current"],
    ["preparing", "processing current"],
  ] as const)("puts a %s post at one step: %s", (state, rung) => {
    const atHand = rungs(sample(state)).filter((each) => each.atHand);
    expect(atHand.map((each) => `${each.name} ${each.state}`)).toEqual([rung]);
  });

  it.each(["draft", "scheduled", "ready", "live"] as const)("has no step at hand while %s", (state) => {
    expect(rungs(sample(state)).filter((rung) => rung.atHand)).toEqual([]);
  });

  it("always shows where a failed post stopped, even if no step says so", () => {
    const post = { ...sample("failed"), ladder: [] };
    expect(rungs(post).find((rung) => rung.atHand)).toMatchObject({ name: "prepared", state: "failed" });
  });

  it("is done throughout once the post is live", () => {
    expect(rungs(sample("live")).every((rung) => rung.state === "done")).toBe(true);
  });

  it("keeps one step at hand wherever a post under way stands", () => {
    const post = sample("preparing");
    const states: StepState[] = ["waiting", "running", "done", "failed", "checking"];
    for (const step of ladderSteps)
      for (const state of states) {
        const ladder = ladderAt(post.slides, step, state, now);
        expect(rungs({ ...post, ladder }).filter((rung) => rung.atHand).length).toBeLessThanOrEqual(1);
      }
  });
});

describe("the slides of a step", () => {
  it("carry the numbers a person sees, in the order of the post", () => {
    const post = sample("failed");
    const shuffled = post.ladder.map((step) => ({ ...step, slides: [...step.slides].reverse() }));
    const atHand = rungs({ ...post, ladder: shuffled }).find((rung) => rung.atHand);
    expect(atHand?.slides.map((slide) => slide.number)).toEqual([1, 2, 3, 4, 5]);
    expect(failedSlides(post).map((slide) => slide.number)).toEqual([4]);
  });

  it("leave out a slide the post no longer has", () => {
    const post = sample("failed");
    const fewer = { ...post, slides: post.slides.slice(0, 3) };
    expect(failedSlides(fewer)).toEqual([]);
    expect(rungs(fewer).find((rung) => rung.atHand)?.slides).toHaveLength(3);
  });
});

describe("whether anything can be on Instagram", () => {
  it("is out of the question until the call has been made", () => {
    expect(neverCalled(sample("failed"))).toBe(true);
    expect(neverCalled(sample("missed"))).toBe(true);
    expect(neverCalled(sample("checking"))).toBe(false);
    expect(neverCalled(sample("needs_you"))).toBe(false);
  });
});
