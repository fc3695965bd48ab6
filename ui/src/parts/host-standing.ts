import type { MediaHostView } from "../host/bindings";

/** How the media host is, in one word. */
export type HostStanding = "demo" | "none" | "noSecret" | "untested" | "failed" | "works";

export function standingOf(host: MediaHostView): HostStanding {
  if (host.kind === "demo") return "demo";
  if (host.kind === "none") return "none";
  if (!host.has_secret) return "noSecret";
  if (host.last_test === null) return "untested";
  return host.last_test.passed ? "works" : "failed";
}
