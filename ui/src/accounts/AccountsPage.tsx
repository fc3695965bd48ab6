import { useT } from "../i18n/useT";
import { Panel } from "../parts/Panel";

export function AccountsPage() {
  const t = useT();
  return <Panel>{t("accounts.title")}</Panel>;
}
