/** What the person chose in the inbox: view, order, filter, and whether the detail is open where it is an overlay. */
import { create } from "zustand";
import type { FilterTermView, ItemRowView, Order, View } from "../host/bindings";

export const VIEWS: readonly View[] = [
  "needs_reply",
  "unread",
  "mine",
  "unassigned",
  "questions",
  "snoozed",
  "hidden",
  "done",
  "all",
];

/** A comment of a thread that the person chose instead of the one the row shows. */
type Chosen = { item: number; comment: string };

/** One term of the filter, as the program prints it. */
export type FilterTerm = Pick<FilterTermView, "text" | "key">;

/** A filter as one line of the language. */
export const lineOf = (filter: readonly FilterTerm[]): string => filter.map(({ text }) => text).join(" ");

type InboxState = {
  view: View;
  order: Order;
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
  setFilter: (filter: readonly FilterTerm[]) => void;
  /** Shows a kept list. */
  openSaved: (saved: string, view: View, order: Order, filter: readonly FilterTerm[]) => void;
  setReading: (reading: boolean) => void;
  choose: (chosen: Chosen | null) => void;
};

export const useInboxState = create<InboxState>()((set) => ({
  view: "needs_reply",
  order: "oldest_first",
  filter: [],
  saved: null,
  reading: true,
  chosen: null,
  sought: null,
  searches: 0,
  seek: (item, view) =>
    set(({ searches }) => ({ view, filter: [], reading: true, sought: item, searches: searches + 1 })),
  found: () => set({ sought: null }),
  // A filter belongs to the list it was typed over: carried along it would hide rows nobody thinks of.
  setView: (view) => set({ view, filter: [], saved: null }),
  setOrder: (order) => set({ order }),
  setFilter: (filter) => set({ filter: filter.map(({ text, key }) => ({ text, key })) }),
  openSaved: (saved, view, order, filter) =>
    set({ saved, view, order, filter: filter.map(({ text, key }) => ({ text, key })) }),
  setReading: (reading) => set({ reading }),
  choose: (chosen) => set({ chosen }),
}));

/** What is decided about an item: some of it takes the item out of some views. */
export type Turn = "done" | "snoozed" | "woken" | "muted" | "assigned" | "freed";

const NEEDS_REPLY: readonly View[] = ["needs_reply", "mine", "unassigned", "questions"];
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

/** The comment of a row that the hand is on: the one chosen in its thread, else its face. */
export function commentAt(row: Pick<ItemRowView, "item" | "comment">, chosen: Chosen | null): string {
  return chosen?.item === row.item ? chosen.comment : row.comment;
}
