import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { commands } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { ErrorCard } from "../../parts/NoticeCard";
import styles from "./ConnectPanel.module.css";
import { useLoginAnswer } from "./use-login-answer";

/** The second door: the address the browser ended on, for when it does not open the program by itself. */
export function PasteAddress() {
  const t = useT();
  const onLogin = useLoginAnswer();
  const [address, setAddress] = useState("");
  const paste = useMutation({
    mutationFn: () => commands.pasteAddress({ address: address.trim() }),
    onSuccess: onLogin,
  });
  return (
    <Card title={t("accounts.door.paste")}>
      <form
        className={styles.door}
        onSubmit={(event) => {
          event.preventDefault();
          if (address.trim() !== "") paste.mutate();
        }}
      >
        <p className={styles.text}>{t("accounts.door.pasteText")}</p>
        <div className={styles.inline}>
          <TextInput
            aria-label={t("accounts.door.pasteLabel")}
            placeholder={t("accounts.door.pasteLabel")}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit" busy={paste.isPending} disabled={address.trim() === ""}>
            {t("accounts.door.pasteGo")}
          </Button>
        </div>
        {paste.error && <ErrorCard error={paste.error} />}
      </form>
    </Card>
  );
}
