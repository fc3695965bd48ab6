/** Lists as the host opens them, and the one that a start begins with: it is opened while the scripts are still being read. */
import { commands, type SnapshotView, type ViewForm } from "../../host/bindings";
import { readArrangements } from "../arrangements";
import { lineOf, useInboxState } from "../inbox-state";
import { PAGE_SIZE } from "./row-window";

/** How old a list that was opened ahead may be when it is first shown, in ms: nobody watched it for changes. */
const FRESH_MS = 2_000;

/** What a list shows. */
export type ListForm = Omit<ViewForm, "rows">;

/** Names a list: two forms with the same name ask for the same. */
export const nameOf = ({ view, order, grouping, accounts, filter, search }: ListForm): string =>
  `${view} ${order} ${grouping} ${accounts.join(" ")}\n${filter}\n${search}`;

/** Opens a list and reads its first page along, unless another one will be looked at first. */
export const openList = (form: ListForm, fromTop = true): Promise<SnapshotView> =>
  commands.openView({ ...form, rows: fromTop ? PAGE_SIZE : 0 });

/** Closes a snapshot; one that the host has already let go needs no closing. */
export function letGo(snapshot: number): void {
  commands.closeSnapshot({ snapshot }).catch(() => undefined);
}

let ahead: { readonly name: string; readonly at: number; readonly opened: SnapshotView } | null = null;

/** Whether the inbox has shown a list by now, its own or this one. */
let late = false;

/** What the inbox begins with, as far as it is known how its view was put together. */
function beginning(): ListForm {
  const { view, order, grouping, filter } = useInboxState.getState();
  return { view, order, grouping, accounts: [], filter: lineOf(filter), search: "" };
}

/** Opens what the inbox begins with. */
export async function openAhead(): Promise<void> {
  // Most people leave it as it is: asked for both at once, they need not wait for one after the other.
  const usual = beginning();
  const [kept, first] = await Promise.all([readArrangements(), openList(usual)]);
  useInboxState.getState().takeArrangements(kept);
  let opened = first;
  const form = beginning();
  if (nameOf(form) !== nameOf(usual)) {
    letGo(opened.snapshot);
    opened = await openList(form);
  }
  if (late) letGo(opened.snapshot);
  else ahead = { name: nameOf(form), at: performance.now(), opened };
}

/** The list that was opened ahead, once, if it is the one that is asked for. */
export function takeAhead(form: ListForm): SnapshotView | null {
  late = true;
  const taken = ahead;
  ahead = null;
  if (!taken) return null;
  if (taken.name === nameOf(form) && performance.now() - taken.at < FRESH_MS) return taken.opened;
  letGo(taken.opened.snapshot);
  return null;
}
