import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { atRest } from "./resting-hand";

const press = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));

describe("what waits for the hand to rest", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    vi.advanceTimersByTime(10_000);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is done at once where it rests", () => {
    const run = vi.fn();
    atRest(run).ask();
    expect(run).toHaveBeenCalledOnce();
  });

  it("is done once for all that was asked for between keys", () => {
    const run = vi.fn();
    const waiting = atRest(run);
    for (let key = 0; key < 5; key += 1) {
      press();
      waiting.ask();
      waiting.ask();
      vi.advanceTimersByTime(100);
    }
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(50);
    expect(run).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledOnce();
  });

  it("does not wait for ever for a hand that never rests", () => {
    const run = vi.fn();
    const waiting = atRest(run);
    press();
    waiting.ask();
    for (let key = 0; key < 200; key += 1) {
      press();
      vi.advanceTimersByTime(30);
    }
    expect(run).toHaveBeenCalledOnce();
  });

  it("is not done once it is no longer wanted", () => {
    const run = vi.fn();
    const waiting = atRest(run);
    press();
    waiting.ask();
    waiting.stop();
    vi.advanceTimersByTime(5_000);
    expect(run).not.toHaveBeenCalled();
    waiting.ask();
    expect(run).toHaveBeenCalledOnce();
  });
});
