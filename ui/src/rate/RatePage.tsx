/** The limits of Instagram's API: of each account what is used, left and free again when, and what waits for it. */
import { useQuery } from "@tanstack/react-query";
import { queries, useAccounts } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { AccountRate } from "./AccountRate";
import { FRESH } from "./fresh";
import styles from "./RatePage.module.css";

export function RatePage() {
  const t = useT();
  const accounts = useAccounts() ?? [];
  const gauges = useQuery({ ...queries.rateGauges, ...FRESH });
  return (
    <Panel className={styles.page}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the page is scrolled by keys where nothing in it can be chosen */}
      <section className={styles.all} tabIndex={0} aria-labelledby="rate-title" data-pane>
        <header className={styles.head}>
          <h1 id="rate-title" className={styles.title}>
            {t("rate.title")}
          </h1>
          <p className={styles.text}>{t("rate.text")}</p>
        </header>
        <div className={styles.cards}>
          {gauges.isPending && <SkeletonRows />}
          {gauges.error && (
            <ErrorCard
              error={gauges.error}
              actions={
                <Button kind="primary" onClick={() => void gauges.refetch()}>
                  {t("rate.retry")}
                </Button>
              }
            />
          )}
          {gauges.data &&
            accounts.map((account) => (
              <AccountRate
                key={account.id}
                account={account}
                gauge={gauges.data.find((gauge) => gauge.account === account.id)}
              />
            ))}
        </div>
      </section>
    </Panel>
  );
}
