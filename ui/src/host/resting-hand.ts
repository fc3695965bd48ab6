/**
 * What nobody waits for, such as the numbers beside the views, leaves the machine to the keys that are being pressed: it
 * is done once the hand rests, and every few seconds of a hand that does not.
 */

/** A hand that has pressed no key for so long rests, in ms. */
const REST_MS = 150;
/** How long something may wait for that, in ms. */
const LONGEST_MS = 4_000;

let lastKey = Number.NEGATIVE_INFINITY;
let watched = false;

function watchKeys(): void {
  if (watched) return;
  watched = true;
  window.addEventListener(
    "keydown",
    () => {
      lastKey = performance.now();
    },
    { capture: true },
  );
}

/** Something that is done when the hand rests. */
type AtRest = {
  /** Has it done: at once where the hand rests, and once for all that was asked for meanwhile. */
  ask: () => void;
  /** Forgets what was asked for. */
  stop: () => void;
};

export function atRest(run: () => void): AtRest {
  watchKeys();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (asked: number) => {
    const now = performance.now();
    const wait = Math.min(lastKey + REST_MS - now, asked + LONGEST_MS - now);
    timer = wait > 0 ? setTimeout(() => look(asked), wait) : undefined;
    if (wait <= 0) run();
  };
  return {
    ask: () => {
      if (timer === undefined) look(performance.now());
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
