/**
 * What a person can do to comments. Local decisions change the list at once and are undone without limit; whatever
 * leaves the machine goes to the outbox and can be withdrawn while its grace time runs.
 */

import type { Icon } from "@tabler/icons-react";
import {
  IconCheck,
  IconEye,
  IconEyeOff,
  IconMessageOff,
  IconMessages,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { type ActionView, commands, type IpcError, type ItemRowView } from "../../host/bindings";
import { asIpcError } from "../../host/errors";
import { useT } from "../../i18n/useT";
import type { Confirmation } from "../../parts/ConfirmDialog";
import { useUndoToasts } from "../../shell/undo-toasts";
import { useDrafts } from "../detail/drafts";
import { leavesWhenDone } from "../inbox-state";
import type { InboxList, OpenedList } from "../list/use-list";

/** Hiding more than this many at once asks first. */
const HIDE_WITHOUT_ASKING = 25;

type ToastName = "reply" | "hide" | "unhide" | "delete" | "comments_on" | "comments_off";

const toastIcons: Record<ToastName, Icon> = {
  reply: IconSend,
  hide: IconEyeOff,
  unhide: IconEye,
  delete: IconTrash,
  comments_on: IconMessages,
  comments_off: IconMessageOff,
};

type Step = { undo: () => void };

export function useActions(list: InboxList) {
  const t = useT();
  const [error, setError] = useState<IpcError | null>(null);
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  // Actions are called from keys and toasts, long after the render that made them.
  const latest = useRef(list);
  latest.current = list;
  const steps = useRef<Step[]>([]);

  const actions = useMemo(() => {
    const report = (cause: unknown) => setError(asIpcError(cause));
    const opened = () => latest.current.opened;
    const ids = (rows: readonly ItemRowView[]) => rows.map(({ comment }) => comment);

    /** Shows the way back from a local step for a moment; `z` finds it later too. */
    const remember = (message: string, undo: () => void) => {
      const step: Step = { undo: () => undefined };
      step.undo = () => {
        steps.current = steps.current.filter((each) => each !== step);
        undo();
      };
      steps.current.push(step);
      useUndoToasts.getState().show({ icon: IconCheck, message, undo: step.undo });
    };

    /** Shows the grace time of queued actions with the button that withdraws them. */
    const offerWithdrawal = (
      name: ToastName,
      queued: readonly ActionView[],
      comments: readonly string[],
      afterUndo: () => void = () => undefined,
    ) => {
      const at = opened();
      const rows = at?.model.rows;
      const { show } = useUndoToasts.getState();
      if (queued.some(({ delivery }) => delivery === "held")) {
        rows?.patch(comments, { action: "held" });
        show({ icon: toastIcons[name], message: t("inbox.toast.held") });
        return;
      }
      rows?.patch(comments, { action: "waiting" });
      const count = queued.length;
      show({
        icon: toastIcons[name],
        message: (seconds) => t(`inbox.toast.${name}`, { count, seconds }),
        announcement: t(`inbox.toast.${name}.said`, { count }),
        durationMs: Math.max(...queued.map(({ grace_left_ms, grace_ms }) => grace_left_ms ?? grace_ms), 1000),
        fixed: true,
        undo: () => {
          afterUndo();
          rows?.patch(comments, { action: null });
          Promise.all(queued.map(({ action }) => commands.withdrawAction({ action }))).catch(report);
        },
      });
    };

    const leave = (at: OpenedList, comments: string[]) => {
      const departure = at.model.leave(comments);
      const { rows } = at.model;
      rows
        .renumber(() => commands.setDone({ comments, done: true, snapshot: at.snapshot }))
        .catch((cause: unknown) => {
          at.model.comeBack(departure);
          report(cause);
        });
      remember(t("inbox.toast.done", { count: comments.length }), () => {
        if (opened()?.model === at.model) {
          at.model.comeBack(departure);
          rows
            .renumber(() => commands.setDone({ comments, done: false, snapshot: at.snapshot }))
            .then(() => rows.refresh(), report);
        } else {
          // The list they left has been closed since; the present one is opened again to show them.
          commands
            .setDone({ comments, done: false, snapshot: null })
            .then(() => latest.current.reopen(), report);
        }
      });
    };

    const markInPlace = (at: OpenedList, comments: string[], done: boolean) => {
      const apply = (value: boolean) => {
        opened()?.model.rows.patch(comments, { done: value });
        commands.setDone({ comments, done: value, snapshot: null }).catch((cause: unknown) => {
          opened()?.model.rows.patch(comments, { done: !value });
          report(cause);
        });
      };
      apply(done);
      at.model.clearTicks();
      remember(t(done ? "inbox.toast.done" : "inbox.toast.reopened", { count: comments.length }), () =>
        apply(!done),
      );
    };

    const hideNow = (comments: string[], hidden: boolean) => {
      opened()?.model.clearTicks();
      commands
        .setHidden({ comments, hidden })
        .then((queued) => offerWithdrawal(hidden ? "hide" : "unhide", queued, comments), report);
    };

    return {
      report,
      clearError: () => setError(null),
      closeConfirmation: () => setConfirmation(null),

      /** Done, or not done any more when everything chosen is done; goes on to the next item unless `stay`. */
      toggleDone(stay: boolean) {
        const at = opened();
        const subjects = at?.model.subjects ?? [];
        if (!at || subjects.length === 0) return;
        if (subjects.every(({ done }) => done)) {
          markInPlace(at, ids(subjects), false);
          return;
        }
        const open = ids(subjects.filter(({ done }) => !done));
        if (leavesWhenDone(at.view) && !stay) {
          leave(at, open);
        } else {
          markInPlace(at, open, true);
          if (!stay) at.model.moveBy(1);
        }
      },

      /** Hides what is chosen, or unhides it when all of it is hidden. */
      toggleHidden() {
        const subjects = (opened()?.model.subjects ?? []).filter(({ gone }) => !gone);
        if (subjects.length === 0) return;
        const hidden = !subjects.every((row) => row.hidden);
        const comments = ids(subjects.filter((row) => row.hidden !== hidden));
        if (comments.length <= HIDE_WITHOUT_ASKING) {
          hideNow(comments, hidden);
          return;
        }
        const values = { hide: hidden ? "yes" : "no", count: comments.length };
        setConfirmation({
          title: t("inbox.hide_many.title", values),
          text: t("inbox.hide_many.text"),
          button: t("inbox.hide_many.button", values),
          danger: false,
          onConfirm: () => hideNow(comments, hidden),
        });
      },

      unhide: (comment: string) => hideNow([comment], false),

      /** Asks, then deletes what is chosen. */
      deleteChosen() {
        const subjects = (opened()?.model.subjects ?? []).filter(({ gone }) => !gone);
        if (subjects.length === 0) return;
        const comments = ids(subjects);
        const values = { count: comments.length };
        setConfirmation({
          title: t("inbox.delete.title", values),
          text: t("inbox.delete.text", values),
          button: t("inbox.delete.button", values),
          danger: true,
          onConfirm: () => {
            opened()?.model.clearTicks();
            commands
              .deleteComments({ comments })
              .then((queued) => offerWithdrawal("delete", queued, comments), report);
          },
        });
      },

      /** Queues a reply. The text comes back to the draft when it is withdrawn or refused. */
      async reply(comment: string, thread: string, text: string): Promise<boolean> {
        const { write } = useDrafts.getState();
        const putBack = () => {
          if (!useDrafts.getState().texts[thread]) write(thread, text);
        };
        write(thread, "");
        try {
          const queued = await commands.reply({ comment, text });
          offerWithdrawal("reply", [queued], [comment], putBack);
          return true;
        } catch (cause) {
          putBack();
          report(cause);
          return false;
        }
      },

      markUnread() {
        const subjects = opened()?.model.subjects ?? [];
        if (subjects.length === 0) return;
        const comments = ids(subjects);
        const rows = opened()?.model.rows;
        rows?.patch(comments, { unread: true });
        commands.setRead({ comments, read: false }).catch((cause: unknown) => {
          rows?.patch(comments, { unread: false });
          report(cause);
        });
      },

      markRead(comment: string) {
        opened()?.model.rows.patch([comment], { unread: false });
        commands.setRead({ comments: [comment], read: true }).catch(report);
      },

      openOnInstagram() {
        const comment = opened()?.model.current?.comment;
        if (comment !== undefined) commands.openOnInstagram({ comment }).catch(report);
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

      /** Undoes the newest step: what a toast offers first, then local decisions whose toast is gone. */
      undoLast() {
        const { toasts, undoLast } = useUndoToasts.getState();
        if (toasts.some(({ undo }) => undo !== undefined)) undoLast();
        else steps.current.at(-1)?.undo();
      },
    };
  }, [t]);

  return { ...actions, error, confirmation };
}

export type InboxActions = ReturnType<typeof useActions>;
