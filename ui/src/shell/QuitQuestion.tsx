/** What has not left yet when the program is about to end or the window to close, and what becomes of it. */
import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { commands, type QuitAsked, type QuitChoice } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./QuitQuestion.module.css";

type Props = {
  /** Undefined while nothing is asked. */
  asked: QuitAsked | undefined;
  /** The program goes on, and so does the window or its place in the tray. */
  onStay: () => void;
};

export function QuitQuestion({ asked, onStay }: Props) {
  const t = useT();
  const answer = useMutation({
    mutationFn: (choice: QuitChoice) => commands.answerQuit({ choice }),
    onSuccess: (_, choice) => {
      if (choice === "stay" || choice === "minimize") onStay();
    },
  });
  const choose = (choice: QuitChoice) => answer.mutate(choice);
  const nothingWaits = asked?.waiting === 0;
  return (
    <Modal
      opened={asked !== undefined}
      onClose={() => choose("stay")}
      title={nothingWaits ? t("shell.close.title") : t("shell.quit.title", { count: asked?.waiting ?? 0 })}
      size={660}
    >
      {asked?.closing && <p className={styles.text}>{t("shell.close.text")}</p>}
      {!nothingWaits && <p className={styles.text}>{t("shell.quit.text")}</p>}
      {answer.error && <ErrorCard error={answer.error} />}
      <div className={styles.actions}>
        {nothingWaits ? (
          <Button kind="primary" data-autofocus onClick={() => choose("keep")}>
            {t("shell.close.quit")}
          </Button>
        ) : (
          <>
            <Button
              kind="primary"
              data-autofocus
              busy={answer.isPending && answer.variables === "send_now"}
              onClick={() => choose("send_now")}
            >
              {t("shell.quit.send")}
            </Button>
            <Button onClick={() => choose("keep")}>{t("shell.quit.keep")}</Button>
            <Button onClick={() => choose("discard")}>{t("shell.quit.discard")}</Button>
          </>
        )}
        {asked?.closing && <Button onClick={() => choose("minimize")}>{t("shell.quit.minimize")}</Button>}
        <span className={styles.gap} />
        <Button kind="quiet" keys="Escape" onClick={() => choose("stay")}>
          {t("shell.quit.stay")}
        </Button>
      </div>
    </Modal>
  );
}
