import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { commands, events, type QuitChoice } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./QuitDialog.module.css";

/** Says what has not left yet when the program is about to end, and asks what becomes of waiting actions. */
export function QuitDialog() {
  const t = useT();
  const [waiting, setWaiting] = useState<number>();
  useEffect(() => {
    const listening = events.quitAsked.listen(({ payload }) => setWaiting(payload.waiting));
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
  const answer = useMutation({
    mutationFn: (choice: QuitChoice) => commands.answerQuit({ choice }),
    onSuccess: (_, choice) => {
      if (choice === "stay") setWaiting(undefined);
    },
  });
  const choose = (choice: QuitChoice) => answer.mutate(choice);
  return (
    <Modal
      opened={waiting !== undefined}
      onClose={() => choose("stay")}
      title={t("shell.quit.title", { count: waiting ?? 0 })}
      size={660}
    >
      <p className={styles.text}>{t("shell.quit.text")}</p>
      {answer.error && <ErrorCard error={answer.error} />}
      <div className={styles.actions}>
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
        <span className={styles.gap} />
        <Button kind="quiet" keys="Escape" onClick={() => choose("stay")}>
          {t("shell.quit.stay")}
        </Button>
      </div>
    </Modal>
  );
}
