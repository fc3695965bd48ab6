/** Draft sessions of the window: a draft that could not be saved is found as it was left when its page is opened again. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { commands, type PostView } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { useT } from "../i18n/useT";
import { useUndoToasts } from "../shell/undo-toasts";
import { DraftSession, type DraftSnapshot } from "./draft-session";

const kept = new Map<string, DraftSession>();

const host = {
  save: commands.saveDraft,
  read: (post: string) => commands.post({ post }),
};

function open(view: PostView): DraftSession {
  const session = kept.get(view.post) ?? new DraftSession(view, host);
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
  const [session] = useState(() => open(view));
  const draft = useSyncExternalStore(session.subscribe, session.read);
  useEffect(() => session.receive(view), [session, view]);
  useEffect(() => {
    const saveQuietly = () => void session.flush().catch(() => undefined);
    window.addEventListener("blur", saveQuietly);
    window.addEventListener("beforeunload", saveQuietly);
    return () => {
      window.removeEventListener("blur", saveQuietly);
      window.removeEventListener("beforeunload", saveQuietly);
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
