/** The states of the outbox. */
import { emptyOutbox, sampleOutbox } from "../../host/fake/sample-outbox";
import { samplePostId } from "../../host/fake/sample-posts";
import { type FakeWorld, sampleWorld } from "../../host/fake/world";
import { alertText, dialog, heading, offline, type PageState, press, withApp } from "./state";

function heldWorld(): FakeWorld {
  const world = withApp({ held_actions: 1, clock_skew_s: 74, foreign_hosts: true, offline: true })();
  const [held] = sampleOutbox(Date.now()).waiting;
  if (held) {
    world.outbox = { ...emptyOutbox, held: [{ ...held, delivery: "held", grace_left_ms: null }] };
  }
  return world;
}

export const outboxStates: readonly PageState[] = [
  { name: "outbox", path: "/outbox", ready: heading(2) },
  ...(["03", "04", "07", "08"] as const).map((number) => ({
    name: `outbox, action ${number}`,
    path: `/outbox?action=%220198e000-0000-7000-8000-0000000000${number}%22`,
    ready: heading(2),
  })),
  {
    name: "empty outbox",
    path: "/outbox",
    world: () => ({ ...sampleWorld(), outbox: emptyOutbox, posts: [] }),
    ready: heading(2),
  },
  ...([2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const).map((number) => ({
    name: `outbox, post ${number}`,
    path: `/outbox?post=%22${samplePostId(number)}%22`,
    ready: heading(2),
  })),
  {
    name: "outbox, a decision about a post that was refused",
    path: `/outbox?post=%22${samplePostId(7)}%22`,
    prepare: (host) => host.disturb("retry_post", offline),
    arrange: press("r", 2),
    ready: alertText(offline.message),
  },
  {
    name: "outbox, post again",
    path: `/outbox?post=%22${samplePostId(8)}%22`,
    arrange: press("{Shift>}P{/Shift}", 2),
    ready: dialog,
  },
  {
    name: "outbox whose posts cannot be read",
    path: "/outbox",
    prepare: (host) => host.disturb("posts", offline),
    ready: alertText(offline.message),
  },
  {
    name: "outbox that cannot be read",
    path: "/outbox",
    prepare: (host) => host.disturb("outbox", offline),
    ready: alertText(offline.message),
  },
  {
    name: "outbox that is slow",
    path: "/outbox",
    prepare: (host) => host.disturb("outbox", "hang"),
    ready: heading(1),
  },
  { name: "held actions and every banner", path: "/outbox", world: heldWorld, ready: heading(2) },
];
