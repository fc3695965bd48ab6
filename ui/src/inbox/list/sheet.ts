/**
 * Where the rows of a list stand on the sheet that is scrolled.
 *
 * WebKit lays out no box taller than 2^25 px, which is some 524,000 rows. A longer list lies on a sheet that is shorter
 * than itself: the scrollbar covers the whole of it, and around the place it points to rows stand as on any other list,
 * so that wheel and keys move by as much as everywhere. `shift` is how far the list is drawn up for that.
 */
import { ROW_HEIGHT } from "./InboxRow";

/** Space above the first row and below the last, in px. */
const ABOVE = 4;
const BELOW = 8;

/** The tallest sheet, in px. */
export const TALLEST = 32_000_000;

/** A place in the list: what is scrolled, and how far the list is drawn up. */
export type Place = {
  /** `scrollTop` of the sheet. */
  readonly top: number;
  /** Distance that rows stand higher on the sheet than in the list. */
  readonly shift: number;
};

/** How many rows are seen at most at the same time through `height` px. */
export const mostSeen = (height: number): number => Math.ceil(height / ROW_HEIGHT) + 1;

/** A list of `total` rows seen through `height` px. */
export class Sheet {
  readonly total: number;
  readonly height: number;

  constructor(total: number, height: number) {
    this.total = total;
    this.height = height;
  }

  /** How tall the list is. */
  private get list(): number {
    return ABOVE + this.total * ROW_HEIGHT + BELOW;
  }

  /** How tall the sheet is. */
  get size(): number {
    return Math.min(this.list, TALLEST);
  }

  /** Whether the sheet is shorter than the list. */
  get isShort(): boolean {
    return this.list > TALLEST;
  }

  /** Where a row stands in the list. */
  rowTop(index: number): number {
    return ABOVE + index * ROW_HEIGHT;
  }

  /** Where a row is drawn on the sheet. One that stands beyond its ends, which is never in sight, is held at them. */
  drawnAt(index: number, shift: number): number {
    return Math.max(0, Math.min(this.rowTop(index) - shift, this.size - ROW_HEIGHT));
  }

  /** The rows that can be seen; of an empty list none. */
  seen({ top, shift }: Place): { first: number; last: number } {
    const offset = top + shift - ABOVE;
    const first = Math.max(0, Math.min(Math.floor(offset / ROW_HEIGHT), this.total - 1));
    const last = Math.min(
      this.total - 1,
      Math.max(first, Math.ceil((offset + this.height) / ROW_HEIGHT) - 1),
    );
    return { first, last };
  }

  /** The place at which the list is seen from `offset` px on. */
  at(offset: number): Place {
    const wanted = Math.max(0, Math.min(offset, this.list - this.height));
    if (!this.isShort) return { top: wanted, shift: 0 };
    const top = Math.round((wanted * (this.size - this.height)) / (this.list - this.height));
    return { top, shift: wanted - top };
  }

  /** The place after somebody scrolled from `before` to `top`: by as much in the list, or far off, in proportion. */
  scrolled(before: Place, top: number): Place {
    if (!this.isShort) return { top, shift: 0 };
    const most = this.size - this.height;
    const isFar = Math.abs(top - before.top) > 2 * this.height;
    if (isFar || top <= 0 || top >= most) {
      const offset = (top * (this.list - this.height)) / most;
      return { top, shift: offset - top };
    }
    return { top, shift: before.shift };
  }

  /** The place that shows a row which is not wholly seen from `place`; `null`: it is. */
  showing(index: number, { top, shift }: Place): Place | null {
    const offset = top + shift;
    const start = this.rowTop(index);
    if (start < offset) return this.at(index === 0 ? 0 : start);
    const end = start + ROW_HEIGHT;
    if (end > offset + this.height) return this.at(index === this.total - 1 ? this.list : end - this.height);
    return null;
  }
}
