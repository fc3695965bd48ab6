/** What the person chose in the inbox: view, order, and whether the detail is open where it is an overlay. */
import { create } from "zustand";
import type { Order, View } from "../host/bindings";

export const VIEWS: readonly View[] = ["needs_reply", "unread", "hidden", "done", "all"];

type InboxState = {
  view: View;
  order: Order;
  /** Only where the detail is an overlay: whether it covers part of the list. */
  reading: boolean;
  setView: (view: View) => void;
  setOrder: (order: Order) => void;
  setReading: (reading: boolean) => void;
};

export const useInboxState = create<InboxState>()((set) => ({
  view: "needs_reply",
  order: "oldest_first",
  reading: true,
  setView: (view) => set({ view }),
  setOrder: (order) => set({ order }),
  setReading: (reading) => set({ reading }),
}));

/** Rows of these views leave once they are done; elsewhere a done row only gets its chip. */
export function leavesWhenDone(view: View): boolean {
  return view === "needs_reply" || view === "unread";
}
