import { queryOptions } from "@tanstack/react-query";
import { commands } from "../../host/bindings";
import { keys } from "../../host/keys";

/** The post of somebody else that an item is about. */
export function taggedPostQuery(item: number) {
  return queryOptions({
    queryKey: keys.taggedPost(item),
    queryFn: () => commands.taggedPost({ item }),
    // Posts that were passed on the way through the list are not kept for long.
    gcTime: 60_000,
  });
}
