/** Draft sessions of the window: a draft that could not be saved is found as it was left when its page is opened again. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { commands, events, type PostView } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { keys } from "../host/keys";
import { useT } from "../i18n/useT";
import { beforeEnd } from "../shell/last-words";
import { useUndoToasts } from "../shell/undo-toasts";
import { DraftSession, type DraftSnapshot } from "./draft-session";

const kept = new Map<string, DraftSession>();

function open(view: PostView, client: QueryClient): DraftSession {
  const known = kept.get(view.post);
  if (known) return known;
  const session = new DraftSession(view, {
    save: async (form) => {
      const saved = await commands.saveDraft(form);
      // A page that is opened next begins with what is saved.
      client.setQueryData(keys.post(saved.post), saved);
      return saved;
    },
    read: (post) => commands.post({ post }),
  });
  kept.set(view.post, session);
  return session;
}

/** The session of a draft that is open, or was left with something unsaved. */
export function keptDraft(post: string): DraftSession | undefined {
  return kept.get(post);
}

/** Gives a session up: its draft was deleted, or there is nothing unsaved. Without a draft all of them, for tests. */
export function forgetDraft(post?: string): void {
  for (const session of kept.values()) {
    if (post !== undefined && session.post !== post) continue;
    session.stop();
    kept.delete(session.post);
  }
}

/** The session of a draft while its page is open. It is saved when the page is left. */
export function useDraft(view: PostView): { session: DraftSession; draft: DraftSnapshot } {
  const t = useT();
  const client = useQueryClient();
  const [session] = useState(() => open(view, client));
  const draft = useSyncExternalStore(session.subscribe, session.read);
  useEffect(() => session.receive(view), [session, view]);
  useEffect(() => {
    const saveQuietly = () => void session.flush().catch(() => undefined);
    const saveWhenHidden = () => document.visibilityState === "hidden" && saveQuietly();
    const leaving = ["blur", "beforeunload", "pagehide"] as const;
    for (const event of leaving) window.addEventListener(event, saveQuietly);
    document.addEventListener("visibilitychange", saveWhenHidden);
    const quitting = events.quitAsked.listen(saveQuietly);
    const stopKeeping = beforeEnd(() => session.flush());
    return () => {
      stopKeeping();
      for (const event of leaving) window.removeEventListener(event, saveQuietly);
      document.removeEventListener("visibilitychange", saveWhenHidden);
      void quitting.then((stop) => stop());
      // A draft that was deleted is no longer kept: there is nothing to save.
      if (kept.get(session.post) !== session) return;
      session.flush().then(
        () => !session.watched && forgetDraft(session.post),
        (cause) =>
          useUndoToasts.getState().show({
            message: t("composer.leave.failed", { reason: asIpcError(cause).message }),
          }),
      );
    };
  }, [session, t]);
  return { session, draft };
}
