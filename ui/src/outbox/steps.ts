import type { ActionView } from "../host/bindings";

export type StepState = "done" | "current" | "checking" | "held" | "failed" | "waiting";
type StepName =
  | "queued"
  | "grace"
  | "held"
  | "sent"
  | "sending"
  | "refused"
  | "checking"
  | "unclear"
  | "done";
export type Step = { name: StepName; state: StepState };

/** The way of an action from the decision to the confirmed effect, as far as it has come. */
export function ladder(action: Pick<ActionView, "delivery">): Step[] {
  const queued: Step = { name: "queued", state: "done" };
  const grace: Step = { name: "grace", state: "done" };
  const sent: Step = { name: "sent", state: "done" };
  const toCome: Step[] = [
    { name: "sent", state: "waiting" },
    { name: "done", state: "waiting" },
  ];
  switch (action.delivery) {
    case "waiting":
      return [queued, { name: "grace", state: "current" }, ...toCome];
    case "held":
      return [queued, { name: "held", state: "held" }, ...toCome];
    case "sending":
      return [queued, grace, { name: "sending", state: "current" }, { name: "done", state: "waiting" }];
    case "checking":
      return [
        queued,
        grace,
        sent,
        { name: "checking", state: "checking" },
        { name: "done", state: "waiting" },
      ];
    case "needs_you":
      return [queued, grace, sent, { name: "unclear", state: "failed" }, { name: "done", state: "waiting" }];
    case "failed":
      return [queued, grace, { name: "refused", state: "failed" }, { name: "done", state: "waiting" }];
    case "sent":
      return [queued, grace, sent, { name: "done", state: "done" }];
    case "withdrawn":
    case "discarded":
      return [queued, ...toCome];
  }
}
