/** What the detail asks for about the next item is read as soon as this one is on the screen, so that a step shows it whole. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AboutForm, ItemRowView } from "../host/bindings";
import { conversationQuery } from "./detail/conversation-query";
import { taggedPostQuery } from "./detail/tagged-post-query";
import { threadQuery } from "./detail/thread-query";
import { isConversation, isTaggedPost, isThread } from "./faces";
import { offersQuery } from "./saved_replies/offers-query";

export function useReadAhead(next: ItemRowView | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!next) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Behind the painting of the frame that shows this one.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => readAhead(client, next));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [client, next]);
}

function readAhead(client: QueryClient, row: ItemRowView): void {
  const offers = (about: AboutForm) => void client.prefetchQuery(offersQuery(about));
  if (isThread(row)) {
    const { media, comment } = row.face;
    void client.prefetchQuery(threadQuery(media, comment));
    offers({ kind: "comment", comment });
  }
  if (isConversation(row)) {
    const { conversation } = row.face;
    void client.prefetchQuery(conversationQuery(conversation));
    offers({ kind: "conversation", conversation });
  }
  if (isTaggedPost(row)) void client.prefetchQuery(taggedPostQuery(row.item));
}
