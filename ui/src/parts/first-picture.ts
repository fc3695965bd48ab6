/** When the page has drawn its first picture: what the rest of it waits for. */
import { useEffect } from "react";
import { create } from "zustand";

const usePicture = create(() => ({ drawn: false }));

let awaited = false;

/** Looks once: a frame after the first part that asks has its place, that frame is on the screen. */
function lookForIt(): void {
  if (awaited) return;
  awaited = true;
  requestAnimationFrame(() => setTimeout(() => usePicture.setState({ drawn: true })));
}

/** Whether the first picture is on the screen. */
export function useFirstPicture(): boolean {
  useEffect(lookForIt, []);
  return usePicture((state) => state.drawn);
}
