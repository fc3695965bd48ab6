/** Toasts at the bottom left: what is about to happen and the way back. */
import type { Icon } from "@tabler/icons-react";
import { create } from "zustand";

/** Newer toasts push out older ones beyond this many. */
const MOST_TOASTS = 3;
/** How long a toast may be kept by the mouse resting on it. */
export const LONGEST_PAUSE_MS = 120_000;
const PLAIN_MS = 5_000;

type ToastRequest = {
  icon?: Icon;
  /** Already translated; a function gets the seconds left and may say them ("Hiding 3 in 4 s"). */
  message: string | ((secondsLeft: number) => string);
  /** Said once to screen readers; the message at the start by default. */
  announcement?: string;
  /** How long the toast stays, in ms: the grace time of the action, 5 s by default. */
  durationMs?: number;
  /** Shows the Undo button, which `z` presses too. */
  undo?: () => void;
  /**
   * True when the time runs in the program and cannot be held, as the grace of an action does: resting the mouse then
   * does not stop the bar. Local changes leave it out and are held.
   */
  fixed?: boolean;
};

export type Toast = ToastRequest & {
  id: number;
  durationMs: number;
  /** Instant it ends, on the page's monotonic clock; undefined while held. */
  endsAt: number | undefined;
  /** Time left in ms while held. */
  leftMs: number;
  /** How long it has been held so far, in ms. */
  heldMs: number;
};

type UndoToasts = {
  toasts: readonly Toast[];
  show: (request: ToastRequest) => number;
  dismiss: (id: number) => void;
  /** Undoes the newest toast that can be undone. */
  undoLast: () => boolean;
  /** Undoes one toast. */
  undo: (id: number) => void;
  hold: (id: number) => void;
  release: (id: number) => void;
};

let next = 1;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const heldSince = new Map<number, number>();

function forget(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  heldSince.delete(id);
}

export const useUndoToasts = create<UndoToasts>()((set, get) => {
  const arm = (id: number, ms: number) => {
    clearTimeout(timers.get(id));
    timers.set(
      id,
      setTimeout(() => get().dismiss(id), ms),
    );
  };
  const change = (id: number, patch: Partial<Toast>) =>
    set(({ toasts }) => ({ toasts: toasts.map((each) => (each.id === id ? { ...each, ...patch } : each)) }));
  return {
    toasts: [],
    show: (request) => {
      const id = next++;
      const durationMs = request.durationMs ?? PLAIN_MS;
      const toast = {
        ...request,
        id,
        durationMs,
        endsAt: performance.now() + durationMs,
        leftMs: durationMs,
        heldMs: 0,
      };
      const all = [...get().toasts, toast];
      for (const dropped of all.slice(0, -MOST_TOASTS)) forget(dropped.id);
      set({ toasts: all.slice(-MOST_TOASTS) });
      arm(id, durationMs);
      return id;
    },
    dismiss: (id) => {
      forget(id);
      set(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
    },
    undoLast: () => {
      const last = get().toasts.findLast((each) => each.undo !== undefined);
      if (last) get().undo(last.id);
      return last !== undefined;
    },
    undo: (id) => {
      const toast = get().toasts.find((each) => each.id === id);
      get().dismiss(id);
      toast?.undo?.();
    },
    hold: (id) => {
      const toast = get().toasts.find((each) => each.id === id);
      if (!toast || toast.fixed || toast.endsAt === undefined || toast.heldMs >= LONGEST_PAUSE_MS) return;
      const now = performance.now();
      const leftMs = Math.max(0, toast.endsAt - now);
      heldSince.set(id, now);
      change(id, { endsAt: undefined, leftMs });
      clearTimeout(timers.get(id));
      timers.set(
        id,
        setTimeout(() => get().release(id), LONGEST_PAUSE_MS - toast.heldMs),
      );
    },
    release: (id) => {
      const toast = get().toasts.find((each) => each.id === id);
      const since = heldSince.get(id);
      if (!toast || toast.endsAt !== undefined || since === undefined) return;
      heldSince.delete(id);
      const now = performance.now();
      change(id, { endsAt: now + toast.leftMs, heldMs: toast.heldMs + (now - since) });
      arm(id, toast.leftMs);
    },
  };
});

/** The time a toast has left in ms. */
export function timeLeft(toast: Toast, now: number): number {
  return toast.endsAt === undefined ? toast.leftMs : Math.max(0, toast.endsAt - now);
}
