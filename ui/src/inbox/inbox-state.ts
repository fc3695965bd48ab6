/** What the person chose in the inbox: view, order, filter, and whether the detail is open where it is an overlay. */
import { create } from "zustand";
import type { FilterTermView, Grouping, Order, View } from "../host/bindings";
import { type Arrangement, type Arrangements, keepArrangement } from "./arrangements";
import type { ThreadRow } from "./faces";

export const VIEWS: readonly View[] = [
  "needs_reply",
  "unread",
  "mine",
  "unassigned",
  "questions",
  "window_closing",
  "mentions",
  "snoozed",
  "hidden",
  "done",
  "all",
];

export const ORDERS: readonly [Order, ...Order[]] = ["oldest_first", "newest_first", "post", "author"];
export const GROUPINGS: readonly [Grouping, ...Grouping[]] = ["nothing", "post", "author", "day"];

/** How a view is put together until somebody says otherwise: what has waited longest first. */
const USUAL: Arrangement = { order: "oldest_first", grouping: "nothing" };

/** A comment of a thread that the person chose instead of the one the row shows. */
type Chosen = { item: number; comment: string };

/** One term of the filter, as the program prints it. */
export type FilterTerm = Pick<FilterTermView, "text" | "key">;

/** A filter as one line of the language. */
export const lineOf = (filter: readonly FilterTerm[]): string => filter.map(({ text }) => text).join(" ");

type InboxState = {
  view: View;
  order: Order;
  grouping: Grouping;
  /** How each view was put together last. */
  arrangements: Arrangements;
  /** Whether it is known how they were put together before the start. */
  arranged: boolean;
  /** All of them must hold. */
  filter: readonly FilterTerm[];
  /** The kept list that is on screen, if the list was opened from it. */
  saved: string | null;
  /** Only where the detail is an overlay: whether it covers part of the list. */
  reading: boolean;
  chosen: Chosen | null;
  /** An item that is looked for: the list opens with the hand on it. */
  sought: number | null;
  /** Grows with every search, so that the same item can be sought twice. */
  searches: number;
  /** Opens a view with the hand on an item. */
  seek: (item: number, view: View) => void;
  /** The search has ended, one way or the other. */
  found: () => void;
  setView: (view: View) => void;
  setOrder: (order: Order) => void;
  setGrouping: (grouping: Grouping) => void;
  /** Takes over how the views were put together before the start; what was chosen since stays. */
  takeArrangements: (kept: Arrangements) => void;
  setFilter: (filter: readonly FilterTerm[]) => void;
  /** Shows a kept list. */
  openSaved: (saved: string, view: View, how: Arrangement, filter: readonly FilterTerm[]) => void;
  /** Shows what of a view a filter leaves. */
  openFiltered: (view: View, filter: readonly FilterTerm[]) => void;
  setReading: (reading: boolean) => void;
  choose: (chosen: Chosen | null) => void;
};

/** A view put together in another way; a kept list has its own, which is not the view's. */
function arrange({ view, saved, arrangements }: InboxState, how: Arrangement): Partial<InboxState> {
  if (saved !== null) return how;
  keepArrangement(view, how);
  return { ...how, arrangements: { ...arrangements, [view]: how } };
}

export const useInboxState = create<InboxState>()((set, get) => ({
  view: "needs_reply",
  ...USUAL,
  arrangements: {},
  arranged: false,
  filter: [],
  saved: null,
  reading: true,
  chosen: null,
  sought: null,
  searches: 0,
  seek: (item, view) =>
    set(({ searches, arrangements }) => ({
      view,
      ...(arrangements[view] ?? USUAL),
      filter: [],
      reading: true,
      sought: item,
      searches: searches + 1,
    })),
  found: () => set({ sought: null }),
  // A filter belongs to the list it was typed over: carried along it would hide rows nobody thinks of.
  setView: (view) =>
    set(({ arrangements }) => ({ view, ...(arrangements[view] ?? USUAL), filter: [], saved: null })),
  setOrder: (order) => set(arrange(get(), { order, grouping: get().grouping })),
  setGrouping: (grouping) => set(arrange(get(), { order: get().order, grouping })),
  takeArrangements: (kept) =>
    set(({ view, saved, arrangements }) => {
      const all = { ...kept, ...arrangements };
      return { arranged: true, arrangements: all, ...(saved === null && (all[view] ?? USUAL)) };
    }),
  setFilter: (filter) => set({ filter: filter.map(({ text, key }) => ({ text, key })) }),
  openSaved: (saved, view, how, filter) =>
    set({ saved, view, ...how, filter: filter.map(({ text, key }) => ({ text, key })) }),
  openFiltered: (view, filter) =>
    set(({ arrangements }) => ({
      saved: null,
      view,
      ...(arrangements[view] ?? USUAL),
      filter: filter.map(({ text, key }) => ({ text, key })),
    })),
  setReading: (reading) => set({ reading }),
  choose: (chosen) => {
    if (chosen !== get().chosen) set({ chosen });
  },
}));

/** What is decided about an item: some of it takes the item out of some views. */
export type Turn = "done" | "snoozed" | "woken" | "muted" | "assigned" | "freed";

const NEEDS_REPLY: readonly View[] = ["needs_reply", "mine", "unassigned", "questions", "window_closing"];
const leaving: Record<Turn, readonly View[]> = {
  done: [...NEEDS_REPLY, "unread", "snoozed"],
  snoozed: [...NEEDS_REPLY, "unread"],
  woken: ["snoozed"],
  muted: [...NEEDS_REPLY, "unread"],
  assigned: ["unassigned"],
  freed: ["mine"],
};

/** Whether a row leaves a view with a decision; elsewhere it only gets its chip. */
export function leaves(view: View, turn: Turn): boolean {
  return leaving[turn].includes(view);
}

/** The comment of a thread that the hand is on: the one chosen in it, else the face of its row. */
export function commentAt(row: ThreadRow, chosen: Chosen | null): string {
  return chosen?.item === row.item ? chosen.comment : row.face.comment;
}
