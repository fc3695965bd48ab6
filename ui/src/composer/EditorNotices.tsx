/** What went wrong with the draft that is open, each with its next step. Nothing typed is lost by any of it. */
import { IconX } from "@tabler/icons-react";
import { useEffect } from "react";
import type { IpcError } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard, NoticeCard } from "../parts/NoticeCard";
import { announce } from "../shell/announce";
import { useComposerState } from "./composer-state";
import type { DraftSession, SaveState } from "./draft-session";
import styles from "./EditorNotices.module.css";

type Props = {
  session: DraftSession;
  save: SaveState;
  /** Adding or publishing was refused. */
  error: IpcError | null;
  onDismiss: () => void;
};

export function EditorNotices({ session, save, error, onDismiss }: Props) {
  const t = useT();
  // Said as well as shown: the hand may be in the caption, far below.
  const unsaved = save.kind === "failed" || save.kind === "conflict" || save.kind === "moved_on";
  useEffect(() => {
    if (unsaved) announce(t("composer.notSaved"));
  }, [unsaved, t]);
  const count = useComposerState((state) => state.refused[session.post])?.length ?? 0;
  useEffect(() => {
    if (count > 0) announce(t("composer.refused", { count }));
  }, [count, t]);
  return (
    <>
      <SaveNotice session={session} save={save} />
      {error && (
        <ErrorCard error={error} actions={<Button onClick={onDismiss}>{t("composer.dismiss")}</Button>} />
      )}
      <RefusedFiles post={session.post} />
    </>
  );
}

function SaveNotice({ session, save }: { session: DraftSession; save: SaveState }) {
  const t = useT();
  const quietly = (saving: Promise<unknown>) => void saving.catch(() => undefined);
  switch (save.kind) {
    case "failed":
      return (
        <NoticeCard
          family="danger"
          title={t("composer.save.failed")}
          detail={save.error.detail}
          actions={
            <Button kind="primary" onClick={() => quietly(session.flush())}>
              {t("composer.save.again")}
            </Button>
          }
        >
          {[save.error.message, save.error.fix].filter(Boolean).join(" ")}
        </NoticeCard>
      );
    case "conflict":
      return (
        <NoticeCard
          family="warning"
          title={t("composer.save.conflict")}
          actions={
            <>
              <Button kind="primary" onClick={() => quietly(session.overwrite())}>
                {t("composer.save.mine")}
              </Button>
              <Button onClick={() => session.takeSaved()}>{t("composer.save.theirs")}</Button>
            </>
          }
        >
          {t("composer.save.conflictText", {
            slides: save.saved.slides.length,
            has: save.saved.caption === "" ? "none" : "some",
            caption: save.saved.caption.slice(0, 80),
          })}
        </NoticeCard>
      );
    case "moved_on":
      return (
        <NoticeCard family="danger" title={save.error.message} detail={save.error.detail}>
          {t("composer.save.movedOn")}
        </NoticeCard>
      );
    default:
      return null;
  }
}

function RefusedFiles({ post }: { post: string }) {
  const t = useT();
  const refused = useComposerState((state) => state.refused[post]) ?? [];
  const { setRefused } = useComposerState.getState();
  if (refused.length === 0) return null;
  return (
    <NoticeCard
      family="warning"
      title={t("composer.refused", { count: refused.length })}
      actions={
        <Button icon={IconX} onClick={() => setRefused(post, [])}>
          {t("composer.dismiss")}
        </Button>
      }
    >
      <ul className={styles.files}>
        {refused.map(({ file_name, problem }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of different folders can share a name.
          <li key={index}>
            <bdi className={styles.name}>{file_name}</bdi>{" "}
            {[problem.message, problem.fix].filter(Boolean).join(" ")}
          </li>
        ))}
      </ul>
    </NoticeCard>
  );
}
