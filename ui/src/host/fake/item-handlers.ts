import type {
  AssignForm,
  DecidedView,
  SetDoneForm,
  SetFlaggedForm,
  SetMutedForm,
  SetReadForm,
  SnoozeForm,
  UndoForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { entriesOf, itemsOf } from "./items";
import type { FakeItem } from "./world";

/** The decisions about items, by their names on the wire. */
export function itemHandlers(host: FakeHost) {
  const { world } = host;

  const find = (number: number): FakeItem => {
    const found = itemsOf(world).find(({ item }) => item === number);
    if (!found) throw failure("not_found", "This item is no longer here.");
    return found;
  };

  const removeFrom = (snapshot: number | null, items: readonly number[], removed: boolean) => {
    const open = snapshot === null ? undefined : world.snapshots.get(snapshot);
    for (const item of items) {
      if (removed) open?.removed.add(item);
      else open?.removed.delete(item);
    }
    host.stale({ kind: "inbox_counts" });
  };

  /** Makes a change of each item; what it returns takes the change back. */
  const decide = (
    items: readonly number[],
    snapshot: number | null,
    change: (item: FakeItem) => () => void,
  ): DecidedView => {
    const decisions = items.map((number) => {
      const decision = String(world.decisions.size + 1);
      world.decisions.set(decision, { item: number, undo: change(find(number)) });
      return decision;
    });
    removeFrom(snapshot, items, true);
    return { decisions };
  };

  const set = (patch: Partial<FakeItem>) => (item: FakeItem) => {
    const before = { ...item };
    Object.assign(item, patch);
    return () => void Object.assign(item, before);
  };

  return {
    set_done: (form: SetDoneForm) =>
      decide(form.items, form.snapshot, (item) => {
        const changed = entriesOf(world, item).filter((entry) => entry.done !== form.done);
        for (const entry of changed) entry.done = form.done;
        const wake = form.done ? set({ snoozed_until: null })(item) : () => undefined;
        return () => {
          for (const entry of changed) entry.done = !form.done;
          wake();
        };
      }),
    set_read: (form: SetReadForm) =>
      decide(form.items, null, (item) => {
        const entries = entriesOf(world, item);
        const changed = form.read ? entries : entries.slice(-1);
        for (const entry of changed) entry.read = form.read;
        return () => {
          for (const entry of changed) entry.read = !form.read;
        };
      }),
    snooze: (form: SnoozeForm) => decide(form.items, form.snapshot, set({ snoozed_until: form.until })),
    set_muted: (form: SetMutedForm) => decide(form.items, form.snapshot, set({ muted: form.muted })),
    set_flagged: (form: SetFlaggedForm) => decide(form.items, null, set({ flagged: form.flagged })),
    assign: (form: AssignForm) => decide(form.items, form.snapshot, set({ mine: form.mine })),
    undo_decisions: (form: UndoForm) => {
      const undone = form.decisions.map((decision) => {
        const found = world.decisions.get(decision);
        if (!found) throw failure("not_found", "This decision is no longer here.");
        found.undo();
        host.stale({ kind: "people" });
        return found.item;
      });
      removeFrom(form.snapshot, undone, false);
      return null;
    },
  };
}
