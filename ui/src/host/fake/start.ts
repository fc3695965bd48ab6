/** Starts the fake host for `npm run dev` in a plain browser. `?world=new` begins without an account. */
import type { FakeHost } from "./host";
import { installFakeHost } from "./host";
import { withConversations } from "./sample-conversations";
import { withTaggedPosts } from "./tagged-posts";
import { newWorld, sampleWorld } from "./world";

declare global {
  interface Window {
    /** For trying states by hand in the console. */
    fakeHost?: FakeHost;
  }
}

export function startFakeHost(): void {
  const query = new URLSearchParams(window.location.search);
  const world = query.get("world") === "new" ? newWorld() : withTaggedPosts(withConversations(sampleWorld()));
  window.fakeHost = installFakeHost(world);
}
