import { describe, expect, it } from "vitest";
import type { Delivery } from "../host/bindings";
import { emptyOutbox, sampleOutbox } from "../host/fake/sample-outbox";
import { inOrder, isQuiet } from "./groups";
import { ladder } from "./steps";
import { graceSeconds } from "./words";

const now = Date.parse("2026-11-21T12:00:00Z");

describe("order of the outbox", () => {
  it("begins with what needs a person and ends with what is done", () => {
    expect(inOrder(sampleOutbox(now)).map((action) => action.delivery)).toEqual([
      "needs_you",
      "failed",
      "checking",
      "waiting",
      "waiting",
      "waiting",
      "sending",
      "sent",
      "sent",
      "sent",
    ]);
  });

  it("is quiet when only done actions are left", () => {
    expect(isQuiet(emptyOutbox)).toBe(true);
    expect(isQuiet({ ...emptyOutbox, done_today: sampleOutbox(now).done_today })).toBe(true);
    expect(isQuiet(sampleOutbox(now))).toBe(false);
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
