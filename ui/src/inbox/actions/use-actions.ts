/**
 * What a person can do to items and comments. Decisions about items stay on this machine, change the list at once and
 * are undone without limit; what is done to a comment leaves the machine, so it goes to the outbox and can be withdrawn
 * while its grace time runs.
 */

import type { Icon } from "@tabler/icons-react";
import { IconEye, IconEyeOff, IconMessageOff, IconMessages, IconSend, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { type ActionView, commands, type IpcError, type RunForm, type ThreadView } from "../../host/bindings";
import { asIpcError } from "../../host/errors";
import { keys } from "../../host/keys";
import { useT } from "../../i18n/useT";
import type { Confirmation } from "../../parts/ConfirmDialog";
import { useUndoToasts } from "../../shell/undo-toasts";
import { useDrafts } from "../detail/drafts";
import { isConversation, isThread, type ThreadRow } from "../faces";
import { commentAt, useInboxState } from "../inbox-state";
import type { InboxList } from "../list/use-list";
import { itemActions } from "./item-actions";

/** More than this many at once are shown first, with what it costs. */
const WITHOUT_SHEET = 25;

type ToastName = "reply" | "hide" | "unhide" | "delete" | "comments_on" | "comments_off";

const toastIcons: Record<ToastName, Icon> = {
  reply: IconSend,
  hide: IconEyeOff,
  unhide: IconEye,
  delete: IconTrash,
  comments_on: IconMessages,
  comments_off: IconMessageOff,
};

/** A comment that an action is about. */
type Subject = { item: number; comment: string; hidden: boolean; gone: boolean };

const faceOf = ({ item, face, hidden, gone }: ThreadRow): Subject => ({
  item,
  comment: face.comment,
  hidden,
  gone,
});

export function useActions(list: InboxList) {
  const t = useT();
  const client = useQueryClient();
  const [error, setError] = useState<IpcError | null>(null);
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const [sheet, setSheet] = useState<RunForm | null>(null);
  // Actions are called from keys and toasts, long after the render that made them.
  const latest = useRef(list);
  latest.current = list;

  const actions = useMemo(() => {
    const report = (cause: unknown) => setError(asIpcError(cause));
    const opened = () => latest.current.opened;
    const { undoLatest, ...items } = itemActions({ t, list: () => latest.current, report });

    /** The comment of a row that the hand is on, as it stands in its thread. */
    const atHand = (row: ThreadRow): Subject => {
      const { item, face } = row;
      const comment = commentAt(row, useInboxState.getState().chosen);
      if (comment === face.comment) return faceOf(row);
      const thread = client.getQueryData<ThreadView>(keys.thread(face.media, comment));
      const found = thread?.comments.find((each) => each.comment === comment);
      return found ? { item, comment, hidden: found.hidden, gone: found.gone } : faceOf(row);
    };
    /** What an action on comments is about: the faces of ticked threads, else the comment at hand. */
    const subjects = (): readonly Subject[] => {
      const model = opened()?.model;
      if (!model) return [];
      if (model.ticked.length > 0) return model.ticked.filter(isThread).map(faceOf);
      return model.current && isThread(model.current) ? [atHand(model.current)] : [];
    };
    const isMany = (chosen: readonly Subject[]) =>
      chosen.length > WITHOUT_SHEET || opened()?.model.isWhole === true;
    const ids = (chosen: readonly Subject[]) => chosen.map(({ comment }) => comment);
    /** The rows whose face is one of some comments. */
    const facing = (chosen: readonly Subject[]) =>
      chosen
        .filter(({ item, comment }) => {
          const { rows } = opened()?.model ?? {};
          const row = rows?.row(rows.indexOf(item));
          return row !== undefined && isThread(row) && row.face.comment === comment;
        })
        .map(({ item }) => item);

    /** Shows the grace time of queued actions with the button that withdraws them. */
    const offerWithdrawal = (
      name: ToastName,
      queued: readonly ActionView[],
      faced: readonly number[],
      afterUndo: () => void = () => undefined,
    ) => {
      const rows = opened()?.model.rows;
      const { show } = useUndoToasts.getState();
      if (queued.some(({ delivery }) => delivery === "held")) {
        rows?.patch(faced, { action: "held" });
        show({ icon: toastIcons[name], message: t("inbox.toast.held") });
        return;
      }
      rows?.patch(faced, { action: "waiting" });
      const count = queued.length;
      show({
        icon: toastIcons[name],
        message: (seconds) => t(`inbox.toast.${name}`, { count, seconds }),
        announcement: t(`inbox.toast.${name}.said`, { count }),
        durationMs: Math.max(...queued.map(({ grace_left_ms, grace_ms }) => grace_left_ms ?? grace_ms), 1000),
        fixed: true,
        undo: () => {
          afterUndo();
          rows?.patch(faced, { action: null });
          Promise.all(queued.map(({ action }) => commands.withdrawAction({ action }))).catch(report);
        },
      });
    };

    /** Shows what a run would do: over everything that is ticked, or over these comments. */
    const askForRun = (kind: RunForm["kind"], about: readonly Subject[]) => {
      const at = opened();
      if (!at) return;
      const whole = at.model.isWhole;
      setSheet({ kind, comments: whole ? [] : ids(about), snapshot: whole ? at.snapshot : null });
    };

    const startRun = (form: RunForm) => {
      commands.startRun(form).then(({ run, count, grace_ms }) => {
        const { kind } = form;
        opened()?.model.clearTicks();
        opened()?.model.rows.refresh();
        useUndoToasts.getState().show({
          icon: toastIcons[kind],
          message: (seconds) => t(`inbox.toast.${kind}`, { count, seconds }),
          announcement: t(`inbox.toast.${kind}.said`, { count }),
          durationMs: grace_ms,
          fixed: true,
          undo: () => {
            commands.undoRun({ run }).then(() => opened()?.model.rows.refresh(), report);
          },
        });
      }, report);
    };

    /** Queues what is written for an item. The text comes back to its draft when it is withdrawn or refused. */
    const send = async (
      item: number,
      text: string,
      faced: readonly number[],
      run: (savedReply: string | null) => Promise<ActionView>,
    ): Promise<boolean> => {
      const { write, began } = useDrafts.getState();
      const saved = began[item];
      const putBack = () => {
        if (!useDrafts.getState().texts[item]) write(item, text, saved);
      };
      write(item, "");
      try {
        offerWithdrawal("reply", [await run(saved ?? null)], faced, putBack);
        return true;
      } catch (cause) {
        putBack();
        report(cause);
        return false;
      }
    };

    const hideNow = (about: readonly Subject[], hidden: boolean) => {
      opened()?.model.clearTicks();
      commands
        .setHidden({ comments: ids(about), hidden })
        .then((queued) => offerWithdrawal(hidden ? "hide" : "unhide", queued, facing(about)), report);
    };

    return {
      ...items,
      report,
      clearError: () => setError(null),
      closeConfirmation: () => setConfirmation(null),
      closeSheet: () => setSheet(null),
      startRun,

      /** Ticks every item of the list, also those that are not in memory. */
      selectWhole() {
        const at = opened();
        if (!at) return;
        commands.snapshotItems({ snapshot: at.snapshot }).then(({ items, most }) => {
          if (items.length < at.model.rows.total) {
            useUndoToasts.getState().show({ message: t("inbox.toast.most", { count: most }) });
          }
          if (opened() === at) at.model.tickWhole(items);
        }, report);
      },

      /** Hides what is chosen, or unhides it when all of it is hidden. */
      toggleHidden() {
        const chosen = subjects().filter(({ gone }) => !gone);
        if (chosen.length === 0) return;
        const hidden = !chosen.every((each) => each.hidden);
        const about = chosen.filter((each) => each.hidden !== hidden);
        if (isMany(about)) askForRun(hidden ? "hide" : "unhide", about);
        else hideNow(about, hidden);
      },

      unhide: (item: number, comment: string) =>
        hideNow([{ item, comment, hidden: true, gone: false }], false),

      /** Asks, then deletes what is chosen. */
      deleteChosen() {
        const about = subjects().filter(({ gone }) => !gone);
        if (about.length === 0) return;
        if (isMany(about)) {
          askForRun("delete", about);
          return;
        }
        const values = { count: about.length };
        setConfirmation({
          title: t("inbox.delete.title", values),
          text: t("inbox.delete.text", values),
          button: t("inbox.delete.button", values),
          danger: true,
          onConfirm: () => {
            opened()?.model.clearTicks();
            commands
              .deleteComments({ comments: ids(about) })
              .then((queued) => offerWithdrawal("delete", queued, facing(about)), report);
          },
        });
      },

      /** Queues a reply to a comment. */
      reply: (item: number, comment: string, text: string) =>
        send(item, text, facing([{ item, comment, hidden: false, gone: false }]), (saved_reply) =>
          commands.reply({ comment, text, saved_reply }),
        ),

      /** Queues the one private reply to a comment. */
      privateReply: (item: number, comment: string, text: string) =>
        send(item, text, facing([{ item, comment, hidden: false, gone: false }]), (saved_reply) =>
          commands.privateReply({ comment, text, saved_reply }),
        ),

      /** Queues a message. */
      message: (item: number, conversation: string, text: string) =>
        send(item, text, [item], (saved_reply) => commands.sendMessage({ conversation, text, saved_reply })),

      openOnInstagram() {
        const row = opened()?.model.current;
        if (!row) return;
        const opening = isThread(row)
          ? commands.openOnInstagram({ comment: atHand(row).comment })
          : isConversation(row)
            ? commands.openConversationOnInstagram({ conversation: row.face.conversation })
            : commands.openTaggedPostOnInstagram({ item: row.item });
        opening.catch(report);
      },

      /** Opens the comments of a post, or asks and closes them. */
      switchComments(media: string, enabled: boolean) {
        const run = () => {
          commands
            .setCommentsEnabled({ media, enabled })
            .then(
              (queued) => offerWithdrawal(enabled ? "comments_on" : "comments_off", [queued], []),
              report,
            );
        };
        if (enabled) {
          run();
          return;
        }
        setConfirmation({
          title: t("inbox.close.title"),
          text: t("inbox.close.text"),
          button: t("inbox.close.button"),
          danger: false,
          onConfirm: run,
        });
      },

      /** Undoes the newest step: what a toast offers first, then decisions about items whose toast is gone. */
      undoLast() {
        const { toasts, undoLast } = useUndoToasts.getState();
        if (toasts.some(({ undo }) => undo !== undefined)) undoLast();
        else undoLatest();
      },
    };
  }, [t, client]);

  return useMemo(() => ({ ...actions, error, confirmation, sheet }), [actions, error, confirmation, sheet]);
}

export type InboxActions = ReturnType<typeof useActions>;
