import { queryOptions } from "@tanstack/react-query";
import { commands } from "../../host/bindings";
import { keys } from "../../host/keys";

/** A conversation with its messages. */
export function conversationQuery(conversation: string) {
  return queryOptions({
    queryKey: keys.conversation(conversation),
    queryFn: () => commands.conversation({ conversation }),
    // Conversations that were passed on the way through the list are not kept for long.
    gcTime: 60_000,
  });
}
