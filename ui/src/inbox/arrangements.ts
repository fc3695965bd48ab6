/** How the lists of the fixed views are put together, as the program keeps it. */
import { commands, type Grouping, type Order, type View } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { useUndoToasts } from "../shell/undo-toasts";

/** How a list is put together. */
export type Arrangement = { order: Order; grouping: Grouping };

export type Arrangements = Partial<Record<View, Arrangement>>;

/** Saves run one after the other, so that an older choice never comes last. */
let saving: Promise<void> = Promise.resolve();

/** How the views were put together before the start. */
export async function readArrangements(): Promise<Arrangements> {
  try {
    const kept = await commands.arrangements();
    return Object.fromEntries(kept.map(({ view, order, grouping }) => [view, { order, grouping }]));
  } catch {
    // Where they cannot be read the whole program cannot work, and says so.
    return {};
  }
}

/** Keeps how a view is put together. The list is as it was chosen in any case; that it will not come back so is said. */
export function keepArrangement(view: View, how: Arrangement): void {
  saving = saving.then(async () => {
    try {
      await commands.arrangeView({ view, ...how });
    } catch (cause) {
      useUndoToasts.getState().show({ message: asIpcError(cause).message });
    }
  });
}
