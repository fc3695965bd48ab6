import { IconCheck, IconClipboard } from "@tabler/icons-react";
import type { MediaHostView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Chip } from "../parts/Chip";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./SecretCard.module.css";
import type { MediaHostActions } from "./use-media-host";

/** The secret goes from the clipboard to the keychain; this page never sees it. */
export function SecretCard({
  host,
  takeSecret,
}: {
  host: MediaHostView;
  takeSecret: MediaHostActions["takeSecret"];
}) {
  const t = useT();
  const early = host.kind === "none";
  return (
    <Card
      title={t("settings.secret")}
      aside={
        host.has_secret ? (
          <Chip family="success" icon={IconCheck} large>
            {t("settings.secret.stored")}
          </Chip>
        ) : (
          <Chip large>{t("settings.secret.missing")}</Chip>
        )
      }
    >
      <div className={styles.body}>
        <p className={styles.text}>{t("settings.secret.help")}</p>
        {takeSecret.error && <ErrorCard error={takeSecret.error} />}
        <div className={styles.actions}>
          <Button
            icon={IconClipboard}
            keys="settings.secret"
            busy={takeSecret.isPending}
            disabled={early}
            onClick={() => takeSecret.mutate()}
          >
            {host.has_secret ? t("settings.secret.replace") : t("settings.secret.take")}
          </Button>
          {early && <span className={styles.early}>{t("settings.saveFirst")}</span>}
        </div>
      </div>
    </Card>
  );
}
