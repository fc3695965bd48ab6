import { useNavigate } from "@tanstack/react-router";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { Panel } from "../parts/Panel";

export function MissingPage() {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Panel>
      <EmptyState
        level={1}
        title={t("shell.page.missing")}
        actions={<Button onClick={() => void navigate({ to: "/inbox" })}>{t("shell.page.missingGo")}</Button>}
      >
        {t("shell.page.missingText")}
      </EmptyState>
    </Panel>
  );
}
