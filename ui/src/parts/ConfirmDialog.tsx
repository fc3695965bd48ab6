/** Asks before something final. Cancel has the focus, so that a stray Enter does nothing. */
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { memo } from "react";
import { useT } from "../i18n/useT";
import { Button } from "./Button";
import styles from "./ConfirmDialog.module.css";

export type Confirmation = {
  title: string;
  text: ReactNode;
  /** The button that does it; it names what and how many. */
  button: string;
  danger: boolean;
  onConfirm: () => void;
};

type Props = { request: Confirmation | null; onClose: () => void };

export const ConfirmDialog = memo(function ConfirmDialog({ request, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={request?.title}
      size={420}
      classNames={{ inner: styles.inner }}
    >
      <p className={styles.text}>{request?.text}</p>
      <div className={styles.buttons}>
        <Button onClick={onClose} data-autofocus>
          {t("parts.cancel")}
        </Button>
        <Button
          kind={request?.danger ? "danger" : "primary"}
          onClick={() => {
            onClose();
            request?.onConfirm();
          }}
        >
          {request?.button}
        </Button>
      </div>
    </Modal>
  );
});
