/**
 * The rows of one snapshot, addressed by their present index.
 *
 * Rows come in pages of {@link PAGE_SIZE}; a page is asked for once the wanted range has stood still for
 * {@link SETTLE_MS}, so that a fling over 100,000 rows does not ask for every page it passes. At most about
 * {@link KEEP_ROWS} rows stay in memory. Rows that the user handled leave at once and can be put back; while such a
 * change is on its way to the host no page is asked for, so that an answer never mixes two numberings.
 */
import { replaceEqualDeep } from "@tanstack/react-query";
import type { ItemRowView } from "../../host/bindings";

/** Rows in one request. */
export const PAGE_SIZE = 200;
/** How long the wanted range must stand still before a page is asked for, in milliseconds. */
export const SETTLE_MS = 80;
/** Rows kept in memory, about. */
export const KEEP_ROWS = 2000;

/** Asks the host for rows. */
export type RowSource = (start: number, count: number) => Promise<readonly ItemRowView[]>;

/** Rows taken out of the list, with what is needed to put them back. */
export type RemovedRows = readonly { readonly index: number; readonly row: ItemRowView }[];

/** One snapshot's rows; an external store for React. */
export class RowWindow {
  /** By present index: of a million rows a few thousand are here. */
  private rows = new Map<number, ItemRowView>();
  private length: number;
  private readonly listeners = new Set<() => void>();
  private readonly inFlight = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private first = 0;
  private last = -1;
  private epoch = 0;
  private changes = 0;
  private holds = 0;
  private closed = false;
  private pinned = -1;
  private loadedPages = new Map<number, number>();

  private readonly source: RowSource;
  private readonly onError: (error: unknown) => void;

  /** `first` is the first page, where it has been read already. */
  constructor(
    total: number,
    source: RowSource,
    onError: (error: unknown) => void = () => undefined,
    first: readonly ItemRowView[] = [],
  ) {
    this.length = total;
    this.source = source;
    this.onError = onError;
    if (first.length > 0) this.store(0, first);
  }

  /** Rows in the list now. */
  get total(): number {
    return this.length;
  }

  /** Grows with every visible change. */
  get version(): number {
    return this.changes;
  }

  /** The first row that is on screen or near it. */
  get firstWanted(): number {
    return this.first;
  }

  /** The last row that is on screen or near it. */
  get lastWanted(): number {
    return this.last;
  }

  /** The row at `index`, if it is in memory. */
  row(index: number): ItemRowView | undefined {
    return this.rows.get(index);
  }

  /** Where an item stands, or -1 when it is not in memory. */
  indexOf(item: number): number {
    for (const [index, row] of this.rows) if (row.item === item) return index;
    return -1;
  }

  /** Rows in memory; for tests and diagnostics. */
  get loaded(): number {
    return this.rows.size;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Keeps the page around `index` in memory whatever the range. */
  pin(index: number): void {
    this.pinned = index;
  }

  /** Tells which rows are on screen. The very first range is filled without delay. */
  want(first: number, last: number): void {
    this.first = Math.max(0, first);
    this.last = Math.min(last, this.total - 1);
    clearTimeout(this.timer);
    if (this.missingPages().length === 0) return;
    if (this.loadedPages.size === 0) this.fill();
    else this.timer = setTimeout(() => this.fill(), SETTLE_MS);
  }

  /** Loads the page that holds `index` and gives its rows; used to look for an item after reopening. */
  async loadPage(index: number): Promise<readonly ItemRowView[]> {
    const page = Math.floor(Math.max(0, index) / PAGE_SIZE);
    const start = page * PAGE_SIZE;
    if (start >= this.total) return [];
    const answer = await this.source(start, Math.min(PAGE_SIZE, this.total - start));
    this.store(page, answer);
    return answer;
  }

  /** Reads the rows on screen again and forgets the others: their states may have changed. */
  refresh(): void {
    if (this.closed) return;
    const keep = new Set(this.pagesOf(this.first, this.last));
    for (const page of [...this.loadedPages.keys()]) if (!keep.has(page)) this.drop(page);
    this.epoch += 1;
    this.inFlight.clear();
    for (const page of keep) this.request(page);
  }

  /** Changes rows in place, ahead of the host. */
  patch(items: readonly number[], change: Partial<ItemRowView>): void {
    const wanted = new Set(items);
    let changed = false;
    for (const [index, row] of this.rows) {
      if (!wanted.has(row.item)) continue;
      this.rows.set(index, { ...row, ...change });
      changed = true;
    }
    if (changed) this.notify();
  }

  /** Takes rows out; what stood below moves up. */
  remove(items: readonly number[]): RemovedRows {
    const wanted = new Set(items);
    const removed: { index: number; row: ItemRowView }[] = [];
    const left = new Map<number, ItemRowView>();
    for (const [index, row] of this.inOrder()) {
      if (wanted.has(row.item)) removed.push({ index, row });
      else left.set(index - removed.length, row);
    }
    if (removed.length === 0) return removed;
    this.rows = left;
    this.length -= removed.length;
    this.restructured(removed);
    return removed;
  }

  /** Puts rows back where they stood. */
  restore(removed: RemovedRows): void {
    if (removed.length === 0) return;
    const back = new Map<number, ItemRowView>();
    let above = 0;
    for (const [index, row] of this.inOrder()) {
      while ((removed[above]?.index ?? Number.POSITIVE_INFINITY) <= index + above) above += 1;
      back.set(index + above, row);
    }
    removed.forEach(({ index, row }, before) => {
      back.set(Math.min(index, this.length + before), row);
    });
    this.rows = back;
    this.length += removed.length;
    this.restructured(removed);
  }

  /** Runs a change that renumbers the host's snapshot; pages wait until it has ended. */
  async renumber<T>(change: () => Promise<T>): Promise<T> {
    this.holds += 1;
    this.epoch += 1;
    this.inFlight.clear();
    try {
      return await change();
    } finally {
      this.holds -= 1;
      if (this.holds === 0) this.fill();
    }
  }

  /** Ends timers and ignores every answer still on its way. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private fill(): void {
    if (this.closed || this.holds > 0) return;
    for (const page of this.missingPages()) this.request(page);
  }

  private request(page: number): void {
    if (this.inFlight.has(page)) return;
    const start = page * PAGE_SIZE;
    const count = Math.min(PAGE_SIZE, this.total - start);
    if (count <= 0) return;
    const epoch = this.epoch;
    this.inFlight.add(page);
    this.source(start, count).then(
      (answer) => {
        if (this.closed) return;
        if (epoch !== this.epoch) {
          this.fill();
          return;
        }
        this.inFlight.delete(page);
        this.store(page, answer);
      },
      (error: unknown) => {
        if (this.closed || epoch !== this.epoch) return;
        this.inFlight.delete(page);
        this.onError(error);
      },
    );
  }

  private store(page: number, answer: readonly ItemRowView[]): void {
    const start = page * PAGE_SIZE;
    answer.forEach((row, offset) => {
      const index = start + offset;
      // What has not changed stays the object it was, and is not drawn anew.
      if (index < this.total) this.rows.set(index, replaceEqualDeep(this.rows.get(index), row));
    });
    // Fewer rows than asked for: the host's list is shorter than we believed.
    const expected = Math.min(PAGE_SIZE, this.total - start);
    if (answer.length < expected) this.shorten(start + answer.length);
    this.loadedPages.delete(page);
    this.loadedPages.set(page, answer.length);
    this.evict();
    this.notify();
  }

  private evict(): void {
    const keep = new Set([...this.pagesOf(this.first, this.last), Math.floor(this.pinned / PAGE_SIZE)]);
    for (const page of [...this.loadedPages.keys()]) {
      if (this.loadedPages.size * PAGE_SIZE <= KEEP_ROWS) return;
      if (!keep.has(page)) this.drop(page);
    }
  }

  private drop(page: number): void {
    const start = page * PAGE_SIZE;
    const end = Math.min(start + PAGE_SIZE, this.total);
    for (let index = start; index < end; index += 1) {
      if (index !== this.pinned) this.rows.delete(index);
    }
    this.loadedPages.delete(page);
  }

  private pagesOf(first: number, last: number): number[] {
    if (last < first) return [];
    const from = Math.floor(first / PAGE_SIZE);
    return Array.from({ length: Math.floor(last / PAGE_SIZE) - from + 1 }, (_, i) => from + i);
  }

  private missingPages(): number[] {
    return this.pagesOf(this.first, this.last).filter((page) => {
      const from = Math.max(this.first, page * PAGE_SIZE);
      const to = Math.min(this.last, page * PAGE_SIZE + PAGE_SIZE - 1);
      for (let index = from; index <= to; index += 1) if (!this.rows.has(index)) return true;
      return false;
    });
  }

  private inOrder(): [number, ItemRowView][] {
    return [...this.rows].sort(([one], [other]) => one - other);
  }

  private shorten(total: number): void {
    this.length = total;
    for (const index of this.rows.keys()) if (index >= total) this.rows.delete(index);
  }

  private indexesOf(page: number): number[] {
    const start = page * PAGE_SIZE;
    return Array.from({ length: Math.max(0, Math.min(PAGE_SIZE, this.total - start)) }, (_, i) => start + i);
  }

  private restructured(moved: RemovedRows): void {
    this.epoch += 1;
    this.inFlight.clear();
    this.last = Math.min(this.last, this.total - 1);
    // What stood behind a change has moved by as many rows as left or came.
    const reach = Math.ceil(moved.length / PAGE_SIZE);
    const pages = new Set(moved.map(({ index }) => Math.floor(index / PAGE_SIZE)));
    for (const page of [...this.loadedPages.keys(), Math.floor(this.pinned / PAGE_SIZE)]) {
      for (let near = page - reach; near <= page + reach; near += 1) if (near >= 0) pages.add(near);
    }
    // A page that straddles the change lost or gained a row at its end; it is asked for again when it is seen.
    const held = [...pages].filter((page) => this.indexesOf(page).some((index) => this.rows.has(index)));
    this.loadedPages = new Map(held.sort((a, b) => a - b).map((page) => [page, PAGE_SIZE]));
    this.notify();
  }

  private notify(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
