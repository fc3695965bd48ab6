/**
 * Decisions about whole items: done, unread, snooze, mute, flag, assign, label, note; and what is written down about
 * their authors. They change the list at once; each can be taken back for as long as the page is open.
 */
import type { Icon } from "@tabler/icons-react";
import {
  IconAlarm,
  IconBellOff,
  IconCheck,
  IconFlag,
  IconMail,
  IconNote,
  IconTag,
  IconUser,
} from "@tabler/icons-react";
import {
  type AboutForm,
  commands,
  type DecidedView,
  type ItemRowView,
  type LabelView,
} from "../../host/bindings";
import type { MessageId } from "../../i18n/messages";
import type { useT } from "../../i18n/useT";
import { useUndoToasts } from "../../shell/undo-toasts";
import { useDrafts } from "../detail/drafts";
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
  change: Partial<ItemRowView> | ((row: ItemRowView) => Partial<ItemRowView>);
  /** Whether it takes rows out of some views. */
  turn?: Turn;
  /** The rows stay even where they would leave. */
  stay?: boolean;
  /** The rows stay ticked: more may be decided about them at once. */
  keepTicks?: boolean;
  icon: Icon;
  message: MessageId;
  run: (items: number[], snapshot: number | null) => Promise<DecidedView>;
};

/** Where the hand goes once something is done. */
export type Then = "stay" | "next" | "previous";

type Step = { undo: () => void };

/** Does something about a refusal, and passes it on. */
function after(then: () => void) {
  return (cause: unknown): never => {
    then();
    throw cause;
  };
}

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

  const decide = (decision: Decision) => {
    const { subjects, change, turn, stay = false, keepTicks = false, icon, message, run } = decision;
    const at = opened();
    if (!at) return;
    const { model, snapshot } = at;
    const { rows } = model;
    if (model.whole !== null) {
      decideWhole(model.whole, icon, message, run);
      return;
    }
    if (subjects.length === 0) return;
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
    const changeOf = typeof change === "function" ? change : () => change;
    const putBack = () => {
      for (const { item, row } of before) {
        const was = Object.fromEntries(
          Object.keys(changeOf(row)).map((key) => [key, row[key as keyof ItemRowView]]),
        ) as Partial<ItemRowView>;
        opened()?.model.rows.patch([item], was);
      }
    };
    for (const { item, row } of before) rows.patch([item], changeOf(row));
    if (!keepTicks) model.clearTicks();
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

  /** A decision that changes no row of the list. */
  const decideElsewhere = (icon: Icon, message: MessageId, run: () => Promise<DecidedView>) => {
    const decided = run();
    const forget = remember(icon, t(message), () => {
      decided.then(({ decisions }) => commands.undoDecisions({ decisions, snapshot: null })).catch(report);
    });
    decided.catch((cause: unknown) => {
      forget();
      report(cause);
    });
  };

  return {
    /** Puts a label on what is chosen, or takes it off. */
    setLabel(label: LabelView, on: boolean) {
      const carries = (row: ItemRowView) => row.labels.some((each) => each.label === label.label);
      decide({
        subjects: subjects().filter((row) => carries(row) !== on),
        change: ({ labels }) => ({
          labels: on ? [...labels, label] : labels.filter((each) => each.label !== label.label),
        }),
        keepTicks: true,
        icon: IconTag,
        message: on ? "inbox.toast.labelled" : "inbox.toast.unlabelled",
        run: (items) => commands.setLabel({ items, label: label.label, on }),
      });
    },

    /** Writes a note on what is chosen. The text, begun at an item, comes back to the draft when it is refused. */
    writeNote(begunAt: number, text: string) {
      const { writeNote } = useDrafts.getState();
      writeNote(begunAt, "");
      const putBack = () => {
        if (!useDrafts.getState().notes[begunAt]) writeNote(begunAt, text);
      };
      decide({
        subjects: subjects(),
        change: { noted: true },
        icon: IconNote,
        message: "inbox.toast.noted",
        run: (items) => commands.writeNote({ items, text }).catch(after(putBack)),
      });
    },

    /** Takes a note away, from an item or a person. */
    removeNote(note: string) {
      decideElsewhere(IconNote, "inbox.toast.note_removed", () => commands.removeNote({ note }));
    },

    /** Puts a label on the author of a comment or on whom a conversation is with, or takes it off. */
    setPersonLabel(about: AboutForm, label: LabelView, on: boolean) {
      decideElsewhere(IconTag, on ? "inbox.toast.person_labelled" : "inbox.toast.person_unlabelled", () =>
        commands.setPersonLabel({ about, label: label.label, on }),
      );
    },

    /** Writes a note on the author of a comment or on whom a conversation is with. The text comes back to the draft when it is refused. */
    writePersonNote(person: string, about: AboutForm, text: string) {
      const { writePersonNote } = useDrafts.getState();
      writePersonNote(person, about, "");
      const putBack = () => {
        if (!useDrafts.getState().people[person]) writePersonNote(person, about, text);
      };
      decideElsewhere(IconNote, "inbox.toast.person_noted", () =>
        commands.writePersonNote({ about, text }).catch(after(putBack)),
      );
    },

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
    assign(here: { name: string; colour: number }, toggle: boolean) {
      const chosen = subjects();
      const mine = !toggle || !chosen.every((row) => row.assigned_here);
      decide({
        subjects: chosen.filter((row) => row.assigned_here !== mine),
        change: mine
          ? { assignee: here.name, assignee_colour: here.colour, assigned_here: true }
          : { assignee: null, assignee_colour: null, assigned_here: false },
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
