import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LONGEST_PAUSE_MS, timeLeft, useUndoToasts } from "./undo-toasts";

const { show, hold, release, undo, undoLast, dismiss } = useUndoToasts.getState();
const open = () => useUndoToasts.getState().toasts.map((toast) => toast.message);

describe("undo toasts", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    for (const toast of useUndoToasts.getState().toasts) dismiss(toast.id);
    vi.useRealTimers();
  });

  it("go when their time is over", () => {
    show({ message: "hiding", durationMs: 4_000 });
    vi.advanceTimersByTime(3_999);
    expect(open()).toEqual(["hiding"]);
    vi.advanceTimersByTime(1);
    expect(open()).toEqual([]);
  });

  it("stay while the mouse rests on them and then use the time they had left", () => {
    const id = show({ message: "done", durationMs: 4_000 });
    vi.advanceTimersByTime(3_000);
    hold(id);
    vi.advanceTimersByTime(60_000);
    const held = useUndoToasts.getState().toasts[0];
    expect(held && timeLeft(held, performance.now())).toBe(1_000);
    release(id);
    vi.advanceTimersByTime(999);
    expect(open()).toEqual(["done"]);
    vi.advanceTimersByTime(1);
    expect(open()).toEqual([]);
  });

  it("are held for two minutes at most", () => {
    const id = show({ message: "done", durationMs: 4_000 });
    hold(id);
    vi.advanceTimersByTime(LONGEST_PAUSE_MS);
    hold(id);
    vi.advanceTimersByTime(4_000);
    expect(open()).toEqual([]);
  });

  it("are not held when the time runs in the program", () => {
    const id = show({ message: "hiding", durationMs: 4_000, fixed: true });
    hold(id);
    vi.advanceTimersByTime(4_000);
    expect(open()).toEqual([]);
  });

  it("stack to three, the oldest goes first", () => {
    for (const message of ["a", "b", "c", "d"]) show({ message });
    expect(open()).toEqual(["b", "c", "d"]);
  });

  it("undo the newest that can be undone, once", () => {
    const first = vi.fn();
    const second = vi.fn();
    show({ message: "a", undo: first });
    show({ message: "b", undo: second });
    show({ message: "c" });
    expect(undoLast()).toBe(true);
    expect(second).toHaveBeenCalledTimes(1);
    expect(first).not.toHaveBeenCalled();
    expect(open()).toEqual(["a", "c"]);
    expect(undoLast()).toBe(true);
    expect(undoLast()).toBe(false);
    expect(first).toHaveBeenCalledTimes(1);
  });

  it("undo nothing after they have gone", () => {
    const run = vi.fn();
    const id = show({ message: "a", durationMs: 1_000, undo: run });
    vi.advanceTimersByTime(1_000);
    undo(id);
    expect(run).not.toHaveBeenCalled();
  });
});
