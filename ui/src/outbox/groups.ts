import type { ActionView, OutboxView } from "../host/bindings";

/** Groups of the outbox in the order they are shown: what needs a person comes first. */
export const outboxGroups = ["needs_you", "held", "checking", "waiting", "sending", "done_today"] as const;
export type OutboxGroup = (typeof outboxGroups)[number];

/** All actions in the order of the list. */
export function inOrder(outbox: OutboxView): ActionView[] {
  return outboxGroups.flatMap((group) => outbox[group]);
}

/** Whether anything is still on its way. */
export function isQuiet(outbox: OutboxView): boolean {
  return inOrder(outbox).length === outbox.done_today.length;
}
