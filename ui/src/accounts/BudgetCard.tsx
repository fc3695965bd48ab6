import { FormattedMessage } from "react-intl";
import type { AccountView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { Bar, gaugeFamily } from "../parts/Gauge";
import styles from "./Cards.module.css";

/** How much of what Instagram allows in an hour is used. */
export function BudgetCard({ account }: { account: AccountView }) {
  const t = useT();
  const percent = account.usage_percent;
  return (
    <Card title={t("accounts.budget")}>
      <p className={styles.figure}>
        <span>{t("accounts.budget.calls")}</span>
        <span className={styles.quiet}>
          {percent === null ? (
            t("accounts.budget.unknown")
          ) : (
            <FormattedMessage
              id="accounts.budget.used"
              values={{ percent, b: (words) => <b className={styles.strong}>{words}</b> }}
            />
          )}
        </span>
      </p>
      <Bar percent={percent ?? 0} family={gaugeFamily(percent ?? 0)} />
      <p className={styles.meta}>{t("accounts.budget.rule")}</p>
    </Card>
  );
}
