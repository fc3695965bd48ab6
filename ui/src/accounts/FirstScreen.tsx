import type { AppStateView } from "../host/bindings";
import { useT } from "../i18n/useT";

export function FirstScreen(_: { state: AppStateView }) {
  const t = useT();
  return <main>{t("accounts.title")}</main>;
}
