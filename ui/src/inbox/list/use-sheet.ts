/** Follows the scrolling of a list and tells which of its rows are on screen. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { mostSeen, type Place, Sheet } from "./sheet";

/** How long the sheet must lie still before the scrollbar is put where the list stands, in ms. */
const STILL_MS = 150;

type Seen = { readonly first: number; readonly last: number; readonly shift: number };

const TOP: Place = { top: 0, shift: 0 };

/** How far down the list a place is, in px. */
const offset = ({ top, shift }: Place) => top + shift;

/** What is on screen, and ways to move it. */
export type SheetView = Seen & {
  readonly sheet: Sheet;
  /** How many rows can be seen at the same time, as the window is. */
  readonly mostSeen: number;
  /** Brings a row into sight, if it is not. */
  show: (index: number) => void;
  /** Moves the list under the eye. */
  move: (pixels: number) => void;
};

export function useSheet(scroller: RefObject<HTMLElement | null>, total: number): SheetView {
  // Until it is measured: no list is higher than its window, so that every row which will be seen is there at once.
  const [height, setHeight] = useState(() => window.innerHeight);
  const sheet = useMemo(() => new Sheet(total, height), [total, height]);
  const place = useRef(TOP);
  const [shown, setShown] = useState(TOP);
  const latest = useRef(sheet);

  const take = useCallback((next: Place) => {
    place.current = next;
    setShown((before) => {
      const [was, is] = [latest.current.seen(before), latest.current.seen(next)];
      const isSame = was.first === is.first && was.last === is.last && before.shift === next.shift;
      return isSame ? before : next;
    });
  }, []);

  const go = useCallback(
    (next: Place) => {
      const element = scroller.current;
      if (!element) return;
      element.scrollTop = next.top;
      // A sheet that has just become shorter or taller goes as far as it can.
      take({
        top: element.scrollTop,
        shift: next.shift + (latest.current.isShort ? next.top - element.scrollTop : 0),
      });
    },
    [scroller, take],
  );

  /** The place now; its event may not have come yet. */
  const here = useCallback(
    () => latest.current.scrolled(place.current, scroller.current?.scrollTop ?? place.current.top),
    [scroller],
  );

  useLayoutEffect(() => {
    latest.current = sheet;
    const element = scroller.current;
    if (!element) return;
    if (element.scrollTop !== place.current.top) take(sheet.scrolled(place.current, element.scrollTop));
    else setShown(place.current);
  }, [sheet, scroller, take]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    // Whoever moves the sheet before it is drawn for this height goes by it already.
    latest.current = new Sheet(latest.current.total, element.clientHeight);
    setHeight(element.clientHeight);
    const resized = new ResizeObserver(() => setHeight(element.clientHeight));
    resized.observe(element);
    return () => resized.disconnect();
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let still: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      // Rows must be there in the frame that shows the new place.
      flushSync(() => take(here()));
      if (!latest.current.isShort) return;
      clearTimeout(still);
      // Scrollbar and rows move in one frame, or the list would twitch.
      still = setTimeout(() => flushSync(() => go(latest.current.at(offset(here())))), STILL_MS);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(still);
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, take, go, here]);

  const show = useCallback(
    (index: number) => {
      const next = latest.current.showing(index, here());
      if (next) go(next);
    },
    [go, here],
  );
  const move = useCallback((pixels: number) => go(latest.current.at(offset(here()) + pixels)), [go, here]);
  const most = mostSeen(Math.max(height, window.innerHeight));
  return { ...sheet.seen(shown), mostSeen: most, shift: shown.shift, sheet, show, move };
}
