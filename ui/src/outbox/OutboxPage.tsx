import { useT } from "../i18n/useT";
import { Panel } from "../parts/Panel";

export function OutboxPage() {
  const t = useT();
  return <Panel>{t("outbox.title")}</Panel>;
}
