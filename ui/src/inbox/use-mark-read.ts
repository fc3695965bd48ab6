/** A comment the person went to counts as read once it has been on screen for a moment. */
import { useCallback, useEffect, useRef } from "react";
import type { ListModel } from "./list/list-model";

/** How long it must be on screen, in ms. */
const DWELL_MS = 800;

/**
 * Watches the row under the cursor. The returned function says that the person moved there: what is selected by
 * itself when a list opens stays unread, and so does what was marked unread by hand.
 */
export function useMarkRead(
  model: ListModel | undefined,
  shown: boolean,
  markRead: (comment: string) => void,
): () => void {
  const touched = useRef(false);
  const cursor = model?.cursor ?? -1;
  const comment = model?.current?.comment;
  useEffect(() => {
    if (!shown || comment === undefined || cursor < 0) return undefined;
    const timer = setTimeout(() => {
      if (touched.current && model?.current?.unread) markRead(comment);
      touched.current = false;
    }, DWELL_MS);
    return () => clearTimeout(timer);
  }, [model, shown, comment, cursor, markRead]);
  return useCallback(() => {
    touched.current = true;
  }, []);
}
