/**
 * Decisions about whole items: done, unread, snooze, mute, flag, assign. They change the list at once; each can be taken
 * back for as long as the page is open.
 */
import type { Icon } from "@tabler/icons-react";
import { IconAlarm, IconBellOff, IconCheck, IconFlag, IconMail, IconUser } from "@tabler/icons-react";
import { commands, type DecidedView, type ItemRowView } from "../../host/bindings";
import type { MessageId } from "../../i18n/messages";
import type { useT } from "../../i18n/useT";
import { useUndoToasts } from "../../shell/undo-toasts";
import { leaves, type Turn } from "../inbox-state";
import type { InboxList } from "../list/use-list";

type Context = {
  t: ReturnType<typeof useT>;
  list: () => InboxList;
  report: (cause: unknown) => void;
};

type Decision = {
  subjects: readonly ItemRowView[];
  /** What the rows look like until the host has answered. */
  change: Partial<ItemRowView>;
  /** Whether it takes rows out of some views. */
  turn?: Turn;
  /** The rows stay even where they would leave. */
  stay?: boolean;
  icon: Icon;
  message: MessageId;
  run: (items: number[], snapshot: number | null) => Promise<DecidedView>;
};

/** Where the hand goes once something is done. */
export type Then = "stay" | "next" | "previous";

type Step = { undo: () => void };

export function itemActions({ t, list, report }: Context) {
  let steps: Step[] = [];
  const opened = () => list().opened;
  const subjects = () => opened()?.model.subjects ?? [];

  /** Shows the way back for a moment; `undoLatest` finds it later too. Returns how to forget it. */
  const remember = (icon: Icon, message: string, undo: () => void): (() => void) => {
    const step: Step = { undo: () => undefined };
    const forget = () => {
      steps = steps.filter((each) => each !== step);
    };
    step.undo = () => {
      if (!steps.includes(step)) return;
      forget();
      undo();
    };
    steps.push(step);
    const toast = useUndoToasts.getState().show({ icon, message, undo: step.undo });
    return () => {
      forget();
      useUndoToasts.getState().dismiss(toast);
    };
  };

  /** A decision about more items than are in memory: the list is opened again once it is made. */
  const decideWhole = (items: readonly number[], icon: Icon, message: MessageId, run: Decision["run"]) => {
    opened()?.model.clearTicks();
    run([...items], null).then((decided) => {
      list().reopen();
      remember(icon, t(message, { count: decided.decisions.length }), () => {
        commands
          .undoDecisions({ decisions: decided.decisions, snapshot: null })
          .then(() => list().reopen(), report);
      });
    }, report);
  };

  const decide = ({ subjects, change, turn, stay = false, icon, message, run }: Decision) => {
    const at = opened();
    if (!at || subjects.length === 0) return;
    const { model, snapshot } = at;
    const { rows } = model;
    if (model.whole !== null) {
      decideWhole(model.whole, icon, message, run);
      return;
    }
    const items = subjects.map(({ item }) => item);
    const words = t(message, { count: items.length });
    if (turn !== undefined && !stay && leaves(at.view, turn)) {
      const departure = model.leave(items);
      const decided = rows.renumber(() => run(items, snapshot));
      const forget = remember(icon, words, () => {
        if (opened()?.model === model) {
          model.comeBack(departure);
          rows
            .renumber(() => decided.then(({ decisions }) => commands.undoDecisions({ decisions, snapshot })))
            .then(() => rows.refresh(), report);
        } else {
          // The list they left has been closed since; the present one is opened again to show them.
          decided
            .then(({ decisions }) => commands.undoDecisions({ decisions, snapshot: null }))
            .then(() => list().reopen(), report);
        }
      });
      decided.catch((cause: unknown) => {
        forget();
        model.comeBack(departure);
        report(cause);
      });
      return;
    }
    const before = subjects.map((row) => ({ item: row.item, row }));
    const putBack = () => {
      for (const { item, row } of before) {
        const was = Object.fromEntries(
          Object.keys(change).map((key) => [key, row[key as keyof ItemRowView]]),
        ) as Partial<ItemRowView>;
        opened()?.model.rows.patch([item], was);
      }
    };
    rows.patch(items, change);
    model.clearTicks();
    const decided = run(items, null);
    const forget = remember(icon, words, () => {
      putBack();
      decided
        .then(({ decisions }) => commands.undoDecisions({ decisions, snapshot: null }))
        .then(() => opened()?.model.rows.refresh(), report);
    });
    decided.catch((cause: unknown) => {
      forget();
      putBack();
      report(cause);
    });
  };

  return {
    /** Done, or not done any more when everything chosen is done. */
    toggleDone(then: Then) {
      const at = opened();
      const chosen = subjects();
      if (!at || chosen.length === 0) return;
      if (chosen.every(({ done }) => done)) {
        decide({
          subjects: chosen,
          change: { done: false },
          icon: IconCheck,
          message: "inbox.toast.reopened",
          run: (items) => commands.setDone({ items, done: false, snapshot: null }),
        });
        return;
      }
      const stay = then === "stay";
      const left = !stay && leaves(at.view, "done");
      decide({
        subjects: chosen.filter(({ done }) => !done),
        change: { done: true, open_count: 0, unread: false, snoozed_until: null },
        turn: "done",
        stay,
        icon: IconCheck,
        message: "inbox.toast.done",
        run: (items, snapshot) => commands.setDone({ items, done: true, snapshot }),
      });
      // Where rows leave, the next one has come under the cursor by itself.
      if (then === "next" && !left) at.model.moveBy(1);
      if (then === "previous") at.model.moveBy(-1);
    },

    markUnread() {
      decide({
        subjects: subjects(),
        change: { unread: true },
        icon: IconMail,
        message: "inbox.toast.unread",
        run: (items) => commands.setRead({ items, read: false }),
      });
    },

    /** Seen: no decision, so nothing to take back. */
    markRead(item: number) {
      opened()?.model.rows.patch([item], { unread: false });
      commands.setRead({ items: [item], read: true }).catch(report);
    },

    /** Puts what is chosen off until an instant, or takes it back. */
    snooze(until: string | null) {
      decide({
        subjects: subjects(),
        change: { snoozed_until: until },
        turn: until === null ? "woken" : "snoozed",
        icon: IconAlarm,
        message: until === null ? "inbox.toast.woken" : "inbox.toast.snoozed",
        run: (items, snapshot) => commands.snooze({ items, until, snapshot }),
      });
    },

    /** Mutes what is chosen, or ends that when all of it is muted. */
    toggleMuted() {
      const chosen = subjects();
      const muted = !chosen.every((row) => row.muted);
      decide({
        subjects: chosen.filter((row) => row.muted !== muted),
        change: { muted },
        ...(muted && { turn: "muted" as const }),
        icon: IconBellOff,
        message: muted ? "inbox.toast.muted" : "inbox.toast.unmuted",
        run: (items, snapshot) => commands.setMuted({ items, muted, snapshot }),
      });
    },

    /** Flags what is chosen, or ends that when all of it is flagged. */
    toggleFlagged() {
      const chosen = subjects();
      const flagged = !chosen.every((row) => row.flagged);
      decide({
        subjects: chosen.filter((row) => row.flagged !== flagged),
        change: { flagged },
        icon: IconFlag,
        message: flagged ? "inbox.toast.flagged" : "inbox.toast.unflagged",
        run: (items) => commands.setFlagged({ items, flagged }),
      });
    },

    /** Assigns what is chosen to the person here; where all of it is theirs already and `toggle` is set, to nobody. */
    assign(here: string, toggle: boolean) {
      const chosen = subjects();
      const mine = !toggle || !chosen.every((row) => row.assigned_here);
      decide({
        subjects: chosen.filter((row) => row.assigned_here !== mine),
        change: mine ? { assignee: here, assigned_here: true } : { assignee: null, assigned_here: false },
        turn: mine ? "assigned" : "freed",
        icon: IconUser,
        message: mine ? "inbox.toast.assigned" : "inbox.toast.freed",
        run: (items, snapshot) => commands.assign({ items, mine, snapshot }),
      });
    },

    /** Takes the newest decision back. */
    undoLatest() {
      steps.at(-1)?.undo();
    },
  };
}
