/**
 * Puts everything the inbox can do into the command registry, which feeds keys, palette and key sheet. Mounted once a
 * list is open, so that its `z` stands behind the shell's and answers first.
 */
import {
  IconAlarm,
  IconArrowsSort,
  IconArrowUp,
  IconBellOff,
  IconCheck,
  IconExternalLink,
  IconEyeOff,
  IconFilter,
  IconFlag,
  IconId,
  IconLayoutList,
  IconMail,
  IconMessage2,
  IconMessageReply,
  IconNote,
  IconSquare,
  IconSquareCheck,
  IconTag,
  IconTrash,
  IconUserPlus,
} from "@tabler/icons-react";
import { memo, useMemo } from "react";
import { useT } from "../../i18n/useT";
import { announce } from "../../shell/announce";
import { type Command, useCommands } from "../../shell/commands";
import { GROUPINGS, ORDERS, useInboxState } from "../inbox-state";
import type { ListModel } from "../list/list-model";
import type { InboxActions } from "./use-actions";

type Props = {
  model: ListModel;
  actions: Pick<
    InboxActions,
    | "toggleDone"
    | "toggleHidden"
    | "deleteChosen"
    | "markUnread"
    | "toggleMuted"
    | "toggleFlagged"
    | "openOnInstagram"
    | "selectWhole"
    | "undoLast"
  >;
  onMove: () => void;
  onOpen: () => void;
  onBack: () => void;
  onReply: () => void;
  onPrivateReply: () => void;
  onSnooze: () => void;
  onLabel: () => void;
  onNote: () => void;
  /** Opens or closes the card of the author. */
  onCard: () => void;
  /** Assigns to the person here; with `toggle` to nobody where it is theirs already. */
  onAssign: (toggle: boolean) => void;
  /** Another comment of the thread. */
  onStep: (step: 1 | -1) => void;
  onLoadNew: () => void;
  onEscape: () => void;
  onFilter: () => void;
};

/** The choice behind one of several, round and round. */
function after<T>(choices: readonly [T, ...T[]], choice: T): T {
  return choices[(choices.indexOf(choice) + 1) % choices.length] ?? choices[0];
}

export const InboxCommands = memo(function InboxCommands({
  model,
  actions,
  onMove,
  onOpen,
  onBack,
  onReply,
  onPrivateReply,
  onSnooze,
  onLabel,
  onNote,
  onCard,
  onAssign,
  onStep,
  onLoadNew,
  onEscape,
  onFilter,
}: Props) {
  const t = useT();
  const { toggleDone, toggleHidden, deleteChosen, markUnread, toggleMuted, toggleFlagged } = actions;
  const { openOnInstagram, selectWhole, undoLast } = actions;
  const list = useMemo<Command[]>(() => {
    const move = (step: number) => () => {
      onMove();
      model.moveBy(step);
    };
    const extend = (step: number) => () => {
      onMove();
      if (model.cursor >= 0) model.tickTo(model.cursor);
      model.moveBy(step);
      model.tickTo(model.cursor);
    };
    const commands: Command[] = [
      {
        id: "inbox.reply",
        title: t("inbox.command.reply"),
        group: "item",
        icon: IconMessageReply,
        run: onReply,
      },
      {
        id: "inbox.private_reply",
        title: t("inbox.command.private_reply"),
        group: "item",
        icon: IconMessage2,
        run: onPrivateReply,
      },
      {
        id: "inbox.done_next",
        title: t("inbox.command.done_next"),
        group: "item",
        icon: IconCheck,
        run: () => toggleDone("next"),
      },
      {
        id: "inbox.done_stay",
        title: t("inbox.command.done_stay"),
        group: "item",
        icon: IconCheck,
        run: () => toggleDone("stay"),
      },
      {
        id: "inbox.done_previous",
        title: t("inbox.command.done_previous"),
        group: "item",
        icon: IconCheck,
        run: () => toggleDone("previous"),
      },
      {
        id: "inbox.snooze",
        title: t("inbox.command.snooze"),
        group: "item",
        icon: IconAlarm,
        run: onSnooze,
      },
      {
        id: "inbox.label",
        title: t("inbox.label"),
        group: "item",
        icon: IconTag,
        run: onLabel,
      },
      {
        id: "inbox.note",
        title: t("inbox.command.note"),
        group: "item",
        icon: IconNote,
        run: onNote,
      },
      {
        id: "inbox.card",
        title: t("inbox.command.card"),
        group: "item",
        icon: IconId,
        run: onCard,
      },
      {
        id: "inbox.assign",
        title: t("inbox.command.assign"),
        group: "item",
        icon: IconUserPlus,
        run: () => onAssign(true),
      },
      {
        id: "inbox.assign_me",
        title: t("inbox.command.assign_me"),
        group: "item",
        icon: IconUserPlus,
        run: () => onAssign(false),
      },
      {
        id: "inbox.flag",
        title: t("inbox.command.flag"),
        group: "item",
        icon: IconFlag,
        run: toggleFlagged,
      },
      {
        id: "inbox.mute",
        title: t("inbox.command.mute"),
        group: "item",
        icon: IconBellOff,
        run: toggleMuted,
      },
      {
        id: "inbox.hide",
        title: t("inbox.command.hide"),
        group: "item",
        icon: IconEyeOff,
        run: toggleHidden,
      },
      {
        id: "inbox.delete",
        title: t("inbox.command.delete"),
        group: "item",
        icon: IconTrash,
        run: deleteChosen,
      },
      {
        id: "inbox.unread",
        title: t("inbox.command.unread"),
        group: "item",
        icon: IconMail,
        run: markUnread,
      },
      {
        id: "inbox.instagram",
        title: t("inbox.command.instagram"),
        group: "item",
        icon: IconExternalLink,
        run: openOnInstagram,
      },
      {
        id: "inbox.next",
        title: t("inbox.command.next"),
        group: "list",
        keyOnly: true,
        run: move(1),
      },
      {
        id: "inbox.previous",
        title: t("inbox.command.previous"),
        group: "list",
        keyOnly: true,
        run: move(-1),
      },
      {
        id: "inbox.extend_next",
        title: t("inbox.command.extend_next"),
        group: "list",
        keyOnly: true,
        run: extend(1),
      },
      {
        id: "inbox.extend_previous",
        title: t("inbox.command.extend_previous"),
        group: "list",
        keyOnly: true,
        run: extend(-1),
      },
      {
        id: "inbox.thread_next",
        title: t("inbox.command.thread_next"),
        group: "list",
        keyOnly: true,
        run: () => onStep(1),
      },
      {
        id: "inbox.thread_previous",
        title: t("inbox.command.thread_previous"),
        group: "list",
        keyOnly: true,
        run: () => onStep(-1),
      },
      {
        id: "inbox.open",
        title: t("inbox.command.open"),
        group: "list",
        keyOnly: true,
        run: onOpen,
      },
      {
        id: "inbox.back",
        title: t("inbox.command.back"),
        group: "list",
        keyOnly: true,
        run: onBack,
      },
      {
        id: "inbox.select",
        title: t("inbox.command.select"),
        group: "list",
        icon: IconSquareCheck,
        run: () => model.toggle(model.cursor),
      },
      {
        id: "inbox.select_page",
        title: t("inbox.command.select_page"),
        group: "list",
        icon: IconSquareCheck,
        run: () => model.tickRange(model.rows.firstWanted, model.rows.lastWanted),
      },
      {
        id: "inbox.select_none",
        title: t("inbox.command.select_none"),
        group: "list",
        icon: IconSquare,
        run: () => model.clearTicks(),
      },
      {
        id: "inbox.select_whole",
        title: t("inbox.command.select_whole"),
        group: "list",
        icon: IconSquareCheck,
        run: selectWhole,
      },
      {
        id: "inbox.filter",
        title: t("inbox.command.filter"),
        group: "list",
        icon: IconFilter,
        run: onFilter,
      },
      {
        id: "inbox.order",
        title: t("inbox.command.order"),
        group: "list",
        icon: IconArrowsSort,
        run: () => {
          const { order, setOrder } = useInboxState.getState();
          const next = after(ORDERS, order);
          setOrder(next);
          announce(t(`inbox.order.${next}`));
        },
      },
      {
        id: "inbox.grouping",
        title: t("inbox.command.grouping"),
        group: "list",
        icon: IconLayoutList,
        run: () => {
          const { grouping, setGrouping } = useInboxState.getState();
          const next = after(GROUPINGS, grouping);
          setGrouping(next);
          announce(t(`inbox.grouping.${next}`));
        },
      },
      {
        id: "inbox.load_new",
        title: t("inbox.command.load_new"),
        group: "list",
        icon: IconArrowUp,
        run: onLoadNew,
      },
      {
        id: "inbox.escape",
        title: t("inbox.command.escape"),
        group: "list",
        keyOnly: true,
        run: onEscape,
      },
      { id: "app.undo", title: t("inbox.command.undo"), group: "app", run: undoLast },
    ];
    // A row that is still being read loses no key.
    return commands.map((command) => ({ ...command, run: () => model.whenSeated(command.run) }));
  }, [
    t,
    model,
    toggleDone,
    toggleHidden,
    deleteChosen,
    markUnread,
    toggleMuted,
    toggleFlagged,
    openOnInstagram,
    selectWhole,
    undoLast,
    onMove,
    onOpen,
    onBack,
    onReply,
    onPrivateReply,
    onSnooze,
    onLabel,
    onNote,
    onCard,
    onAssign,
    onStep,
    onLoadNew,
    onEscape,
    onFilter,
  ]);
  useCommands(list);
  return null;
});
