/** The rate gauge of the top bar: how much of Instagram's limits is used. It leads to the page that says the rest. */
import { Tooltip, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Gauge } from "../parts/Gauge";
import { KeyCap } from "../parts/KeyCap";
import styles from "./RateGauge.module.css";

export function RateGauge() {
  const t = useT();
  const gauges = useQuery(queries.rateGauges).data ?? [];
  if (gauges.length === 0) return null;
  const told = gauges.map((gauge) => gauge.used_percent).filter((percent) => percent !== null);
  return (
    <Tooltip
      label={
        <span className={styles.tip}>
          {t("rate.title")}
          <KeyCap keys="go.rate" onFill />
        </span>
      }
    >
      <Link to="/rate" className={styles.gauge} activeProps={{ "aria-current": "page" }}>
        <Gauge percent={told.length === 0 ? null : Math.max(...told)} />
        <span className={styles.unit}>{t("shell.usage.unit")}</span>
        <VisuallyHidden>{t("shell.usage.spoken")}</VisuallyHidden>
      </Link>
    </Tooltip>
  );
}
