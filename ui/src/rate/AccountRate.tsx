/** The limits of one account: its counters, and what waits for them. */
import { type Icon, IconCircleCheck, IconHourglass, IconPlayerPause, IconUser } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { AccountView, GaugeLineView, PaceView, RateGaugeView } from "../host/bindings";
import { clockTime, countdown } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Card } from "../parts/Card";
import { Chip, type ChipFamily } from "../parts/Chip";
import { Bar, gaugeFamily } from "../parts/Gauge";
import styles from "./AccountRate.module.css";
import { Waits } from "./Waits";

const paces: Record<PaceView, { family: ChipFamily; icon: Icon }> = {
  free: { family: "success", icon: IconCircleCheck },
  slowed: { family: "warning", icon: IconHourglass },
  people_only: { family: "danger", icon: IconUser },
  stopped: { family: "danger", icon: IconPlayerPause },
};

type Props = { account: AccountView; gauge: RateGaugeView | undefined };

export function AccountRate({ account, gauge }: Props) {
  const t = useT();
  const pace = gauge?.pace ?? "free";
  const lines = gauge?.lines ?? [];
  return (
    <Card
      level={2}
      title={
        <span className={styles.name}>
          <AccountMark mark={account.mark} colour={account.colour} size={24} />
          <bdi>{account.name || account.username}</bdi>
        </span>
      }
      aside={
        <Chip family={paces[pace].family} icon={paces[pace].icon} large>
          {t(`rate.pace.${pace}`)}
        </Chip>
      }
    >
      {pace !== "free" && <p className={styles.advice}>{t(`rate.advice.${pace}`)}</p>}
      {lines.length === 0 ? <p className={styles.none}>{t("rate.none")}</p> : <Counters lines={lines} />}
      <Waits account={account} gauge={gauge} />
    </Card>
  );
}

function Counters({ lines }: { lines: readonly GaugeLineView[] }) {
  const t = useT();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {(["counter", "used", "left", "reset", "waiting"] as const).map((column) => (
            <th key={column} scope="col">
              {t(`rate.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Counter key={line.allowance} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function Counter({ line }: { line: GaugeLineView }) {
  const t = useT();
  const { used_percent: used, left } = line;
  return (
    <tr>
      <th scope="row">{t(`rate.counter.${line.allowance}`)}</th>
      <td>
        {used === null ? (
          <span className={styles.quiet}>{t("rate.used.unknown")}</span>
        ) : (
          <span className={styles.used}>
            {t("parts.percent", { percent: used })}
            <Bar percent={used} family={gaugeFamily(used)} />
          </span>
        )}
      </td>
      <td>
        {left !== null
          ? t("rate.left.calls", { count: left })
          : used !== null
            ? t("rate.left.percent", { percent: Math.max(0, 100 - used) })
            : t("rate.left.unknown")}
      </td>
      <td>
        <Reset line={line} />
      </td>
      <td>
        <Waiting line={line} />
      </td>
    </tr>
  );
}

/** When calls are free again: by the platform's word where it gave one, else as far as anybody knows. */
function Reset({ line }: { line: GaugeLineView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  if (line.resumes_at !== null) {
    return t("rate.reset.at", {
      time: clockTime(intl, line.resumes_at),
      left: countdown(line.resumes_at, now),
    });
  }
  if (line.known_until !== null) return t("rate.reset.rolling", { time: clockTime(intl, line.known_until) });
  return t(line.left === null ? "rate.reset.unknown" : "rate.reset.steady");
}

function Waiting({ line: { waiting } }: { line: GaugeLineView }) {
  const t = useT();
  const rest = waiting.fresh + waiting.background;
  const words = [
    waiting.user > 0 && t("rate.waiting.user", { count: waiting.user }),
    rest > 0 && t("rate.waiting.rest", { count: rest }),
  ].filter((each): each is string => typeof each === "string");
  return words.length === 0 ? t("rate.waiting.none") : words.join(", ");
}
