import type { TrailEntryView } from "../bindings";

/** What the log says about the first comments of the sample world. */
export function sampleTrails(now: number): Map<string, TrailEntryView[]> {
  let seq = 100;
  const event = (
    age: number,
    fields: Partial<TrailEntryView> & Pick<TrailEntryView, "what">,
  ): TrailEntryView => ({
    seq: seq--,
    at: new Date(now - age * 60_000).toISOString(),
    actor: "member",
    member: "Maya",
    machine: "front-desk",
    action: null,
    username: null,
    label: null,
    assignee: null,
    until: null,
    ...fields,
  });
  const reply = { action: "reply", username: "north.face.of.things" } as const;
  const trail = [
    event(5, { what: "reopened", actor: "system", member: null }),
    event(20, { what: "action_sent", actor: "system", member: null, ...reply }),
    event(21, { what: "action_checking", actor: "system", member: null, ...reply }),
    event(22, { what: "action_queued", ...reply }),
    event(40, { what: "done" }),
    event(55, { what: "labelled", label: "Order issue" }),
    event(60, { what: "assigned", assignee: "Front desk" }),
    event(70, { what: "snoozed", until: new Date(now + 86_400_000).toISOString() }),
    event(90, { what: "edited", actor: "outside", member: null, username: "north.face.of.things" }),
  ];
  return new Map([["c1", trail]]);
}
