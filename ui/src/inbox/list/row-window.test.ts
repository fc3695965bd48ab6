import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ItemRowView } from "../../host/bindings";
import { ListModel } from "./list-model";
import { KEEP_ROWS, PAGE_SIZE, RowWindow, SETTLE_MS } from "./row-window";

const row = (index: number): ItemRowView => ({
  item: index,
  account: "a1",
  face: {
    kind: "comment",
    comment: `c${index}`,
    media: "m1",
    parent: null,
    answered: false,
    answered_outside: false,
    media_kind: "image",
    has_picture: false,
  },
  username: `c${index}`,
  text: `text ${index}`,
  written_at: "2026-11-20T10:00:00Z",
  unread: false,
  hidden: false,
  done: false,
  gone: false,
  open_count: 1,
  snoozed_until: null,
  muted: false,
  flagged: false,
  assignee: null,
  assigned_here: false,
  assignee_colour: null,
  labels: [],
  noted: false,
  needs_human: false,
  action: null,
  text_marks: [],
  username_marks: [],
  found_in_note: false,
  found_in_caption: null,
  group: null,
});

/** A host whose list shrinks and grows with what the caller does to it. */
function host(total: number) {
  const list = Array.from({ length: total }, (_, index) => row(index));
  const source = vi.fn(async (start: number, count: number) => list.slice(start, start + count));
  return { list, source };
}

const settle = async () => {
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
};

describe("RowWindow", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks for the first range at once and for whole pages", async () => {
    const { source } = host(1000);
    const rows = new RowWindow(1000, source);
    rows.want(0, 12);
    expect(source).toHaveBeenCalledExactlyOnceWith(0, PAGE_SIZE);
    await vi.advanceTimersByTimeAsync(0);
    expect(rows.row(12)?.username).toBe("c12");
    expect(rows.row(200)).toBeUndefined();
  });

  it("asks for nothing while the range is moving, then only for where it stopped", async () => {
    const { source } = host(100_000);
    const rows = new RowWindow(100_000, source);
    rows.want(0, 12);
    await settle();
    source.mockClear();
    for (let start = 1000; start <= 90_000; start += 1000) {
      rows.want(start, start + 12);
      await vi.advanceTimersByTimeAsync(SETTLE_MS / 2);
    }
    expect(source).not.toHaveBeenCalled();
    await settle();
    expect(source).toHaveBeenCalledExactlyOnceWith(90_000, PAGE_SIZE);
    expect(rows.row(90_005)?.username).toBe("c90005");
  });

  it("keeps a bounded number of rows and never drops the pinned one", async () => {
    const { source } = host(20_000);
    const rows = new RowWindow(20_000, source);
    rows.want(0, 10);
    await settle();
    rows.pin(3);
    for (let start = 1000; start < 20_000; start += 1000) {
      rows.want(start, start + 10);
      await settle();
    }
    expect(rows.loaded).toBeLessThanOrEqual(KEEP_ROWS + PAGE_SIZE);
    expect(rows.row(3)?.username).toBe("c3");
    expect(rows.row(1005)).toBeUndefined();
  });

  it("moves rows up when one leaves and puts it back in its place", async () => {
    const { source } = host(10);
    const rows = new RowWindow(10, source);
    rows.want(0, 9);
    await settle();
    const removed = rows.remove([2, 5]);
    expect(rows.total).toBe(8);
    expect(rows.row(2)?.username).toBe("c3");
    expect(rows.row(4)?.username).toBe("c6");
    rows.restore(removed);
    expect(rows.total).toBe(10);
    expect([0, 1, 2, 3, 4, 5, 6].map((i) => rows.row(i)?.username)).toEqual([
      "c0",
      "c1",
      "c2",
      "c3",
      "c4",
      "c5",
      "c6",
    ]);
  });

  it("closes up around any rows that leave, and takes all of them back", async () => {
    const names = (rows: RowWindow) => Array.from({ length: rows.total }, (_, i) => rows.row(i)?.username);
    const all = Array.from({ length: 7 }, (_, i) => i);
    for (let choice = 0; choice < 2 ** all.length; choice += 1) {
      const leaving = all.filter((index) => choice & (1 << index));
      const rows = new RowWindow(all.length, host(all.length).source);
      await rows.loadPage(0);
      const removed = rows.remove(leaving);
      const staying = all.filter((index) => !leaving.includes(index));
      expect(names(rows)).toEqual(staying.map((index) => `c${index}`));
      expect(staying.map((item) => rows.indexOf(item))).toEqual(staying.map((_, place) => place));
      rows.restore(removed);
      expect(names(rows)).toEqual(all.map((index) => `c${index}`));
    }
  });

  it("ignores an answer that was numbered before a row left", async () => {
    const { list, source } = host(600);
    const rows = new RowWindow(600, source);
    rows.want(0, 10);
    await settle();
    let answer: (rows: ItemRowView[]) => void = () => undefined;
    source.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    rows.want(200, 210);
    await settle();
    const before = list.slice(200, 400);
    rows.remove([0]);
    await rows.renumber(async () => {
      list.shift();
    });
    answer(before);
    await settle();
    expect(rows.row(200)?.username).toBe("c201");
    rows.want(195, 205);
    await settle();
    expect(rows.row(199)?.username).toBe("c200");
  });

  it("asks for no page while a renumbering change is on its way", async () => {
    const { source } = host(600);
    const rows = new RowWindow(600, source);
    rows.want(0, 10);
    await settle();
    source.mockClear();
    let finish: () => void = () => undefined;
    const change = rows.renumber(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    rows.want(300, 310);
    await settle();
    expect(source).not.toHaveBeenCalled();
    finish();
    await change;
    expect(source).toHaveBeenCalledExactlyOnceWith(200, PAGE_SIZE);
  });

  it("reports a failing page and asks again when the range is wanted again", async () => {
    const onError = vi.fn();
    const { source } = host(100);
    source.mockRejectedValueOnce({ code: "snapshot_gone" });
    const rows = new RowWindow(100, source, onError);
    rows.want(0, 10);
    await settle();
    expect(onError).toHaveBeenCalledExactlyOnceWith({ code: "snapshot_gone" });
    rows.want(0, 10);
    await settle();
    expect(rows.row(0)?.username).toBe("c0");
  });

  it("reads what is on screen again and shows the old rows until then", async () => {
    const { list, source } = host(1000);
    const rows = new RowWindow(1000, source);
    rows.want(0, 10);
    await settle();
    list[4] = { ...row(4), hidden: true };
    rows.refresh();
    expect(rows.row(4)?.hidden).toBe(false);
    await settle();
    expect(rows.row(4)?.hidden).toBe(true);
  });
});

describe("ListModel", () => {
  async function model(total = 500) {
    const rows = new RowWindow(total, host(total).source);
    rows.want(0, 20);
    await Promise.resolve();
    await Promise.resolve();
    return new ListModel(rows);
  }

  it("steps exactly, stays inside the list and starts on the first row", async () => {
    const list = await model(3);
    list.moveBy(1);
    expect(list.cursor).toBe(0);
    for (let i = 0; i < 5; i += 1) list.moveBy(1);
    expect(list.cursor).toBe(2);
    for (let i = 0; i < 5; i += 1) list.moveBy(-1);
    expect(list.cursor).toBe(0);
  });

  it("stands on the next row when the current one leaves and returns with it", async () => {
    const list = await model(5);
    list.moveTo(2);
    const departure = list.leave([2]);
    expect(list.cursor).toBe(2);
    expect(list.current?.username).toBe("c3");
    list.moveBy(1);
    list.comeBack(departure);
    expect(list.cursor).toBe(2);
    expect(list.current?.username).toBe("c2");
  });

  it("stands on the last row when the last one leaves", async () => {
    const list = await model(3);
    list.moveTo(2);
    list.leave([2]);
    expect(list.current?.username).toBe("c1");
    list.leave([0, 1]);
    expect(list.cursor).toBe(-1);
    expect(list.current).toBeUndefined();
  });

  it("keeps the cursor on its row when rows above it leave", async () => {
    const list = await model(10);
    list.moveTo(6);
    list.leave([1, 3]);
    expect(list.current?.username).toBe("c6");
  });

  it("acts on the ticked rows before the cursor, in a range too", async () => {
    const list = await model(10);
    list.moveTo(1);
    expect(list.subjects.map((r) => r.username)).toEqual(["c1"]);
    list.toggle(3);
    list.tickTo(5);
    expect(list.subjects.map((r) => r.username)).toEqual(["c3", "c4", "c5"]);
    list.clearTicks();
    expect(list.subjects.map((r) => r.username)).toEqual(["c1"]);
  });
});
