/** Asks for a name. */
import { Modal, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { asIpcError } from "../../host/errors";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import styles from "./NameDialog.module.css";

type Props = {
  opened: boolean;
  title: string;
  /** What stands there at first. */
  name: string;
  onClose: () => void;
  /** Resolves when the name is taken; the dialog stays open when it is refused, and says why. */
  onName: (name: string) => Promise<void>;
};

/** As many characters as a name has at most. */
const LONGEST = 60;

export function NameDialog({ opened, title, name, onClose, onName }: Props) {
  const t = useT();
  const [text, setText] = useState(name);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!opened) return;
    setText(name);
    setRefusal(null);
  }, [opened, name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    onName(text)
      .then(onClose, (cause: unknown) => setRefusal(asIpcError(cause).message))
      .finally(() => setBusy(false));
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={360}>
      <form onSubmit={submit}>
        <TextInput
          label={t("inbox.kept.name")}
          value={text}
          maxLength={LONGEST}
          error={refusal}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          data-autofocus
        />
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={text.trim() === ""}>
            {t("inbox.kept.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
