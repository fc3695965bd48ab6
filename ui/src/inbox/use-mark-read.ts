/** An item the person went to counts as read once it has been on screen for a moment. */
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
  markRead: (item: number) => void,
): () => void {
  const wentThere = useRef(false);
  const last = useRef<{ model: ListModel | undefined; item: number | undefined }>({
    model: undefined,
    item: undefined,
  });
  const item = model?.current?.item;
  useEffect(() => {
    const before = last.current;
    last.current = { model, item };
    if (before.item !== item) {
      wentThere.current = before.model === model && before.item !== undefined;
    }
  }, [model, item]);
  useEffect(() => {
    if (!shown || item === undefined) return undefined;
    const timer = setTimeout(() => {
      if (wentThere.current && model?.current?.unread) markRead(item);
      wentThere.current = false;
    }, DWELL_MS);
    return () => clearTimeout(timer);
  }, [model, shown, item, markRead]);
  const visible = useRef(shown);
  visible.current = shown;
  return useCallback(() => {
    wentThere.current = true;
    const row = model?.current;
    if (visible.current && row?.unread) markRead(row.item);
  }, [model, markRead]);
}
