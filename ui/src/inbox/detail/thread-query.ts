import { queryOptions } from "@tanstack/react-query";
import { commands } from "../../host/bindings";
import { keys } from "../../host/keys";

/** A comment's thread. */
export function threadQuery(media: string, comment: string) {
  return queryOptions({
    queryKey: keys.thread(media, comment),
    queryFn: () => commands.thread({ comment }),
    // Threads that were passed on the way through the list are not kept for long.
    gcTime: 60_000,
  });
}
