/** The one place that says which cached answers a cache tag of the program makes stale. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { events, type Tag } from "./bindings";
import { keys } from "./keys";
import { atRest } from "./resting-hand";

export function staleKeys(tag: Tag): QueryKey[] {
  switch (tag.kind) {
    case "accounts":
      return [keys.accounts, keys.preflight()];
    case "login":
      return [keys.login];
    case "inbox_counts":
      return [keys.viewCounts(), keys.snapshotNews(), keys.savedCounts, keys.labelCounts(), keys.lastPosts()];
    case "comments":
      return [keys.thread(tag.media), keys.snapshotRows(), keys.snapshotNews(), keys.trail()];
    case "saved_views":
      return [keys.savedViews, keys.savedCounts];
    case "search":
      return [keys.searchProgress];
    case "conversation":
      return [
        keys.conversation(tag.conversation),
        keys.offers(tag.conversation),
        keys.snapshotRows(),
        keys.snapshotNews(),
      ];
    case "tagged_posts":
      return [keys.taggedPost(), keys.snapshotRows(), keys.snapshotNews(), keys.trail()];
    case "outbox":
      return [
        keys.outbox,
        keys.viewCounts(),
        keys.snapshotRows(),
        keys.thread(),
        keys.conversation(),
        keys.savedReplies,
        keys.trail(),
      ];
    case "app_state":
      return [keys.appState];
    case "posts":
      return [keys.posts, keys.viewCounts()];
    case "post":
      return [keys.post(tag.post), keys.preflight(tag.post)];
    case "labels":
      return [
        keys.labels,
        keys.labelCounts(),
        keys.snapshotRows(),
        keys.thread(),
        keys.conversation(),
        keys.taggedPost(),
        keys.author(),
      ];
    case "members":
      return [
        keys.appState,
        keys.snapshotRows(),
        keys.thread(),
        keys.conversation(),
        keys.taggedPost(),
        keys.author(),
        keys.offers(),
      ];
    case "people":
      return [keys.author(), keys.thread(), keys.conversation(), keys.taggedPost()];
    case "saved_replies":
      return [keys.savedReplies, keys.keywordRules, keys.offers(), keys.snapshotRows()];
    case "media_host":
      return [keys.mediaHost, keys.preflight()];
    case "rate_gauge":
      return [keys.rateGauges];
    case "sync":
      return [keys.sync(), keys.untoldTags];
  }
}

/** What stands beside the work, and is read again when the hand rests. */
const BESIDE: ReadonlySet<unknown> = new Set(
  [keys.viewCounts(), keys.savedCounts, keys.labelCounts(), keys.lastPosts(), keys.snapshotNews()].map(
    ([root]) => root,
  ),
);

/** Invalidates by the program's `stale` events until the returned function is called. */
export function followStaleTags(client: QueryClient): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  const waiting = new Map<string, QueryKey>();
  const beside = atRest(() => {
    const stale = [...waiting.values()];
    waiting.clear();
    for (const queryKey of stale) void client.invalidateQueries({ queryKey });
  });
  void events.stale
    .listen(({ payload }) => {
      const stale = new Map(payload.tags.flatMap(staleKeys).map((key) => [JSON.stringify(key), key]));
      for (const [name, queryKey] of stale) {
        if (BESIDE.has(queryKey[0])) waiting.set(name, queryKey);
        else void client.invalidateQueries({ queryKey });
      }
      if (waiting.size > 0) beside.ask();
    })
    .then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
  return () => {
    stopped = true;
    beside.stop();
    stop?.();
  };
}
