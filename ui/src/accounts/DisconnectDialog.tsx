import { Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type AccountView, commands } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./DisconnectDialog.module.css";

type Props = { account: AccountView; opened: boolean; onClose: () => void };

/** Confirms, and asks what becomes of the cache. */
export function DisconnectDialog({ account, opened, onClose }: Props) {
  const t = useT();
  const name = useId();
  const [erase, setErase] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => commands.disconnectAccount({ account: account.id, erase }),
    onSuccess: onClose,
  });
  const choices = [
    { erase: false, title: t("accounts.disconnect.keep"), text: t("accounts.disconnect.keepText") },
    { erase: true, title: t("accounts.disconnect.erase"), text: t("accounts.disconnect.eraseText") },
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("accounts.disconnect.title", { name: account.name || account.username })}
      size={480}
    >
      <p className={styles.text}>{t("accounts.disconnect.text")}</p>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{t("accounts.disconnect.cache")}</legend>
        {choices.map((choice) => (
          <label key={String(choice.erase)} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={erase === choice.erase}
              onChange={() => setErase(choice.erase)}
            />
            <span className={styles.face}>
              <span className={styles.title}>{choice.title}</span>
              <span className={styles.meaning}>{choice.text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {disconnect.error && <ErrorCard error={disconnect.error} />}
      <div className={styles.actions}>
        <Button data-autofocus onClick={onClose}>
          {t("accounts.cancel")}
        </Button>
        <Button kind="danger" busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
          {erase ? t("accounts.disconnect.confirmErase") : t("accounts.disconnect.confirm")}
        </Button>
      </div>
    </Modal>
  );
}
