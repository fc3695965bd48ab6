/** When the page has drawn its first picture: what the rest of it waits for. */
import { useEffect, useSyncExternalStore } from "react";

let drawn = false;
let awaited = false;
const listeners = new Set<() => void>();

/** Looks once: a frame after the first part that asks has its place, that frame is on the screen. */
function lookForIt(): void {
  if (awaited) return;
  awaited = true;
  requestAnimationFrame(() =>
    setTimeout(() => {
      drawn = true;
      for (const tell of listeners) tell();
      listeners.clear();
    }),
  );
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Whether the first picture is on the screen. */
export function useFirstPicture(): boolean {
  const isDrawn = useSyncExternalStore(subscribe, () => drawn);
  useEffect(lookForIt, []);
  return isDrawn;
}
