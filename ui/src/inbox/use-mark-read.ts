/** A comment the person went to counts as read once it has been on screen for a moment. */
import { useCallback, useEffect, useRef } from "react";
import type { ListModel } from "./list/list-model";

/** How long it must be on screen, in ms. */
const DWELL_MS = 800;

/**
 * Watches the row under the cursor. What is selected by itself when a list opens stays unread until the person comes
 * back to it, and so does what was marked unread by hand. The returned function says that the person chose the row
 * that is already selected.
 */
export function useMarkRead(
  model: ListModel | undefined,
  shown: boolean,
  markRead: (comment: string) => void,
): () => void {
  const wentThere = useRef(false);
  const last = useRef<{ model: ListModel | undefined; comment: string | undefined }>({
    model: undefined,
    comment: undefined,
  });
  const comment = model?.current?.comment;
  useEffect(() => {
    const before = last.current;
    last.current = { model, comment };
    if (before.comment !== comment) {
      wentThere.current = before.model === model && before.comment !== undefined;
    }
  }, [model, comment]);
  useEffect(() => {
    if (!shown || comment === undefined) return undefined;
    const timer = setTimeout(() => {
      if (wentThere.current && model?.current?.unread) markRead(comment);
      wentThere.current = false;
    }, DWELL_MS);
    return () => clearTimeout(timer);
  }, [model, shown, comment, markRead]);
  return useCallback(() => {
    wentThere.current = true;
    if (shown && comment !== undefined && model?.current?.unread) markRead(comment);
  }, [model, shown, comment, markRead]);
}
