/** What the person chose in the inbox: view, order, and whether the detail is open where it is an overlay. */
import { create } from "zustand";
import type { ItemRowView, Order, View } from "../host/bindings";

export const VIEWS: readonly View[] = [
  "needs_reply",
  "unread",
  "mine",
  "unassigned",
  "snoozed",
  "hidden",
  "done",
  "all",
];

/** A comment of a thread that the person chose instead of the one the row shows. */
type Chosen = { item: number; comment: string };

type InboxState = {
  view: View;
  order: Order;
  /** Only where the detail is an overlay: whether it covers part of the list. */
  reading: boolean;
  chosen: Chosen | null;
  setView: (view: View) => void;
  setOrder: (order: Order) => void;
  setReading: (reading: boolean) => void;
  choose: (chosen: Chosen | null) => void;
};

export const useInboxState = create<InboxState>()((set) => ({
  view: "needs_reply",
  order: "oldest_first",
  reading: true,
  chosen: null,
  setView: (view) => set({ view }),
  setOrder: (order) => set({ order }),
  setReading: (reading) => set({ reading }),
  choose: (chosen) => set({ chosen }),
}));

/** What is decided about an item: some of it takes the item out of some views. */
export type Turn = "done" | "snoozed" | "woken" | "muted" | "assigned" | "freed";

const NEEDS_REPLY: readonly View[] = ["needs_reply", "mine", "unassigned"];
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
