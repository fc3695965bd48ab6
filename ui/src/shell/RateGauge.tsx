/** The rate gauge of the top bar: how much of Instagram's limits is used, what is left, when it frees up and what waits. */
import { Popover, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { AccountView, RateGaugeView } from "../host/bindings";
import { queries, useAccounts } from "../host/queries";
import { clockTime } from "../i18n/time";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Gauge } from "../parts/Gauge";
import { waitingCalls } from "../parts/rate-words";
import styles from "./RateGauge.module.css";

export function RateGauge() {
  const t = useT();
  // A new popover is a closed one.
  const [generation, setGeneration] = useState(0);
  const accounts = useAccounts() ?? [];
  const gauges = useQuery(queries.rateGauges).data ?? [];
  if (gauges.length === 0) return null;
  const percent = Math.max(0, ...gauges.map((gauge) => gauge.used_percent ?? 0));
  const slowest = pacesByWeight.find((pace) => gauges.some((gauge) => gauge.pace === pace)) ?? "free";
  return (
    <Popover key={generation} position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <button type="button" className={styles.gauge}>
          <Gauge percent={percent} />
          <span className={styles.unit}>{t("shell.usage.unit")}</span>
          <VisuallyHidden>{t("shell.usage.spoken")}</VisuallyHidden>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("shell.usage.title")}>
        <div className={styles.list}>
          <p className={styles.title}>{t("shell.usage.title")}</p>
          {accounts.map((account) => (
            <Row
              key={account.id}
              account={account}
              gauge={gauges.find((gauge) => gauge.account === account.id)}
              onOpen={() => setGeneration(generation + 1)}
            />
          ))}
          <p className={styles.advice}>{t(`shell.usage.${slowest}`)}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The pace that matters most first. */
const pacesByWeight = ["stopped", "people_only", "slowed", "free"] as const;

type RowProps = { account: AccountView; gauge: RateGaugeView | undefined; onOpen: () => void };

function Row({ account, gauge, onOpen }: RowProps) {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const used = gauge?.used_percent ?? null;
  const waiting = gauge ? waitingCalls(gauge) : 0;
  const facts = [
    used === null ? t("shell.usage.unknown") : t("shell.usage.left", { percent: Math.max(0, 100 - used) }),
    gauge?.resumes_at && t("shell.usage.resumes", { time: clockTime(intl, gauge.resumes_at) }),
    waiting > 0 && t("shell.usage.waiting", { count: waiting }),
  ].filter((fact): fact is string => typeof fact === "string");
  return (
    <button
      type="button"
      className={styles.row}
      onClick={() => {
        onOpen();
        void navigate({ to: "/accounts", search: { account: account.id } });
      }}
    >
      <AccountMark mark={account.mark} colour={account.colour} size={20} />
      <span className={styles.words}>
        <span className={styles.name}>{account.name || account.username}</span>
        <span className={styles.facts}>{facts.join(" · ")}</span>
      </span>
      {used !== null && <Gauge percent={used} />}
    </button>
  );
}
