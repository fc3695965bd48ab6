/**
 * What the hand does to the list: the cursor, the ticked rows, and rows that leave and come back.
 *
 * The cursor is an index, so that it stands exactly where the keys put it even before that row has arrived.
 */
import type { ItemRowView } from "../../host/bindings";
import type { RemovedRows, RowWindow } from "./row-window";

/** Rows that left together, and where the cursor stood. */
export type Departure = {
  readonly removed: RemovedRows;
  readonly cursor: number;
};

/** Cursor and ticks over one {@link RowWindow}; an external store for React. */
export class ListModel {
  readonly rows: RowWindow;
  private at = -1;
  private changes = 0;
  private readonly marks = new Map<number, ItemRowView>();
  private chosen: ReadonlySet<number> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly stop: () => void;
  private tickAnchor = -1;
  private readonly pressed: (() => void)[] = [];
  private running = false;

  constructor(rows: RowWindow) {
    this.rows = rows;
    this.stop = rows.subscribe(() => {
      this.notify();
      this.runPressed();
    });
  }

  get version(): number {
    return this.changes;
  }

  /** Index of the row under the cursor, -1 for none. */
  get cursor(): number {
    return this.at;
  }

  /** The row under the cursor, once it is in memory. */
  get current(): ItemRowView | undefined {
    return this.rows.row(this.at);
  }

  /** Ticked rows in the order they were ticked, as they look now where in memory; of a whole list, those ticked before. */
  get ticked(): readonly ItemRowView[] {
    return [...this.marks.values()].map((row) => this.rows.row(this.rows.indexOf(row.item)) ?? row);
  }

  /** How many rows are ticked, also those that are not in memory. */
  get tickedCount(): number {
    return this.chosen?.size ?? this.marks.size;
  }

  get isWhole(): boolean {
    return this.chosen !== null;
  }

  /** Every item of the list, while the whole of it is ticked. */
  get whole(): readonly number[] | null {
    return this.chosen && [...this.chosen];
  }

  isTicked(item: number): boolean {
    return this.chosen?.has(item) ?? this.marks.has(item);
  }

  /** What an action is about: the ticked rows, else the row under the cursor. */
  get subjects(): readonly ItemRowView[] {
    if (this.marks.size > 0) return this.ticked;
    return this.current ? [this.current] : [];
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Runs what a key asked for once the row under the cursor is in memory, at once where it is. Keys pressed meanwhile
   * wait behind it, so that each acts on the row it was meant for, in the order they were pressed.
   */
  whenSeated(run: () => void): void {
    this.pressed.push(run);
    this.runPressed();
  }

  /** Puts the cursor on `index`, held inside the list; -1 takes it away. */
  moveTo(index: number): void {
    const next = this.rows.total === 0 ? -1 : Math.min(Math.max(index, -1), this.rows.total - 1);
    if (next === this.at) return;
    this.at = next;
    this.rows.pin(next);
    this.notify();
  }

  /** Moves the cursor; from nowhere, the first step lands on the first row. */
  moveBy(step: number): void {
    this.moveTo(this.at < 0 ? 0 : Math.max(0, this.at + step));
  }

  /** Ticks or unticks one row. */
  toggle(index: number): void {
    const row = this.rows.row(index);
    if (!row) return;
    // One row less than everything is what was ticked one by one, without it.
    const all = this.chosen !== null;
    this.chosen = null;
    if (!this.marks.delete(row.item) && !all) this.marks.set(row.item, row);
    this.tickAnchor = index;
    this.notify();
  }

  /** Ticks everything between the last ticked row and `index`. */
  tickTo(index: number): void {
    const from = this.tickAnchor >= 0 ? this.tickAnchor : Math.max(this.at, 0);
    for (let i = Math.min(from, index); i <= Math.max(from, index); i += 1) {
      const row = this.rows.row(i);
      if (row) this.marks.set(row.item, row);
    }
    this.tickAnchor = index;
    this.notify();
  }

  /** Ticks every row from `first` to `last` that is in memory. */
  tickRange(first: number, last: number): void {
    for (let i = first; i <= last; i += 1) {
      const row = this.rows.row(i);
      if (row) this.marks.set(row.item, row);
    }
    this.notify();
  }

  /** Ticks the whole list, given its items. */
  tickWhole(items: readonly number[]): void {
    this.chosen = new Set(items);
    this.notify();
  }

  clearTicks(): void {
    this.tickAnchor = -1;
    if (this.marks.size === 0 && this.chosen === null) return;
    this.chosen = null;
    this.marks.clear();
    this.notify();
  }

  /** Rows leave; the cursor goes to the next row that is left, or to the last one. */
  leave(items: readonly number[]): Departure {
    const cursor = this.at;
    const removed = this.rows.remove(items);
    const above = removed.filter(({ index }) => index < cursor).length;
    for (const item of items) this.marks.delete(item);
    this.chosen = null;
    this.at = Math.min(cursor - above, this.rows.total - 1);
    this.rows.pin(this.at);
    this.notify();
    return { removed, cursor };
  }

  /** Rows come back to their places, with the cursor on the first of them. */
  comeBack({ removed }: Departure): void {
    this.rows.restore(removed);
    const first = removed[0];
    if (first) {
      this.at = first.index;
      this.rows.pin(this.at);
    }
    this.notify();
  }

  close(): void {
    this.stop();
    this.rows.close();
    this.listeners.clear();
    this.pressed.length = 0;
  }

  private runPressed(): void {
    if (this.running) return;
    this.running = true;
    try {
      while (this.at < 0 || this.current) {
        const run = this.pressed.shift();
        if (!run) return;
        run();
      }
    } finally {
      this.running = false;
    }
  }

  private notify(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
