/** The states of the page of limits. */
import { type FakeWorld, sampleWorld } from "../../host/fake/world";
import { alertText, heading, offline, type PageState } from "./state";

/** The sample world in which Instagram asked an account for a pause, and an action waits for it. */
function pausedWorld(): FakeWorld {
  const world = sampleWorld();
  const [first] = world.accounts;
  const resumes = new Date(Date.now() + 42 * 60_000).toISOString();
  if (first) world.pauses.set(first.id, resumes);
  const [waiting] = world.outbox.waiting;
  if (waiting && first) {
    const pause = { ...offline, code: "rate_limited", message: "Instagram asks for a pause." } as const;
    Object.assign(waiting, { account: first.id, next_at: resumes, grace_left_ms: 0, problem: pause });
  }
  return world;
}

export const rateStates: readonly PageState[] = [
  { name: "limits", path: "/rate", ready: heading(2) },
  { name: "limits with a pause", path: "/rate", world: pausedWorld, ready: alertText("asks for a pause") },
  {
    name: "limits of which nothing is known",
    path: "/rate",
    world: () => {
      const world = sampleWorld();
      for (const account of world.accounts) account.usage_percent = null;
      return world;
    },
    ready: heading(2),
  },
  {
    name: "limits that cannot be read",
    path: "/rate",
    prepare: (host) => host.disturb("rate_gauges", offline),
    ready: alertText(offline.message),
  },
  {
    name: "limits that are slow",
    path: "/rate",
    prepare: (host) => host.disturb("rate_gauges", "hang"),
    ready: heading(1),
  },
];
