/** Dragging a tile of the strip with the pointer; the keys do the same without it. */
import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { gapAt, placeOfGap } from "./slides";

/** How far the pointer goes before a press becomes a drag, in px. */
const DRAG_FROM = 4;
/** How near to the edge the strip begins to scroll, and by how much at a time, in px. */
const EDGE = 28;
const SCROLL_STEP = 10;

export type Drag = {
  /** Which tile is lifted. */
  from: number;
  /** How far it was carried, in px. */
  by: number;
  /** The gap it would fall into. */
  gap: number;
};

type Press = { pointer: number; from: number; startX: number; startScroll: number };

/** `tiles` is the scroller whose `[data-tile]` children are the tiles. */
export function useStripDrag(
  tiles: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
) {
  const [drag, show] = useState<Drag>();
  // The hand may let go before the last move was drawn.
  const latest = useRef<Drag>(undefined);
  const setDrag = useCallback((next: Drag | undefined) => {
    latest.current = next;
    show(next);
  }, []);
  const press = useRef<Press>(undefined);

  const stop = () => {
    press.current = undefined;
    setDrag(undefined);
  };

  const dragging = drag !== undefined;
  useEffect(() => {
    if (!dragging) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      press.current = undefined;
      setDrag(undefined);
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [dragging, setDrag]);

  const handlers = (from: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const startScroll = tiles.current?.scrollLeft ?? 0;
      press.current = { pointer: event.pointerId, from, startX: event.clientX, startScroll };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = press.current;
      const strip = tiles.current;
      if (!held || !strip || held.pointer !== event.pointerId) return;
      const travelled = event.clientX - held.startX;
      if (!latest.current && Math.abs(travelled) < DRAG_FROM) return;
      const box = strip.getBoundingClientRect();
      if (event.clientX > box.right - EDGE) strip.scrollLeft += SCROLL_STEP;
      else if (event.clientX < box.left + EDGE) strip.scrollLeft -= SCROLL_STEP;
      const by = travelled + strip.scrollLeft - held.startScroll;
      const middles = [...strip.querySelectorAll<HTMLElement>("[data-tile]")].map(
        (tile) => tile.offsetLeft + tile.offsetWidth / 2,
      );
      const x = event.clientX - box.left + strip.scrollLeft;
      setDrag({ from: held.from, by, gap: gapAt(middles, x) });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (press.current?.pointer !== event.pointerId) return;
      const done = latest.current;
      if (done) {
        const to = placeOfGap(done.from, done.gap);
        if (to !== done.from) onMove(done.from, to);
      }
      stop();
    },
    onPointerCancel: stop,
  });

  return { drag, handlers };
}
