import { useQuery } from "@tanstack/react-query";
import { FormattedMessage, useIntl } from "react-intl";
import type { AccountView } from "../host/bindings";
import { queries } from "../host/queries";
import { clockTime } from "../i18n/time";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { Bar, gaugeFamily } from "../parts/Gauge";
import { waitingCalls } from "../parts/rate-words";
import styles from "./Cards.module.css";

/** How much of what Instagram allows is used and left, when it frees up, and what waits. */
export function BudgetCard({ account }: { account: AccountView }) {
  const t = useT();
  const intl = useIntl();
  const gauge = useQuery(queries.rateGauges).data?.find((each) => each.account === account.id);
  const percent = gauge?.used_percent ?? null;
  const waiting = gauge ? waitingCalls(gauge) : 0;
  const facts = [
    percent !== null && t("accounts.budget.left", { percent: Math.max(0, 100 - percent) }),
    gauge?.resumes_at && t("accounts.budget.resumes", { time: clockTime(intl, gauge.resumes_at) }),
    t("accounts.budget.waiting", { count: waiting }),
  ].filter((fact): fact is string => typeof fact === "string");
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
      <p className={styles.meta}>{facts.join(" · ")}</p>
      <p className={styles.meta}>{t(`accounts.budget.pace.${gauge?.pace ?? "free"}`)}</p>
    </Card>
  );
}
