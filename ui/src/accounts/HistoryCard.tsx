import { Select } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { type AccountView, type BackfillView, commands } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Bar } from "../parts/Gauge";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./HistoryCard.module.css";
import { chosenDays, minutesLeft } from "./history";

/** How far the history was read: how far back, calls done and left, time left; stop it or let it go on. */
export function HistoryCard({ account }: { account: AccountView }) {
  const t = useT();
  const state = useQuery(queries.backfill(account.id)).data;
  const pause = useMutation({
    mutationFn: (paused: boolean) => commands.pauseBackfill({ account: account.id, paused }),
  });
  if (!state) return null;
  const total = state.calls_done + state.calls_left;
  const percent = total === 0 ? 100 : Math.round((state.calls_done / total) * 100);
  const stopped = state.phase === "paused";
  return (
    <Card
      title={t("accounts.history")}
      note={t(`accounts.history.phase.${state.phase}`)}
      aside={
        state.phase !== "done" && (
          <Button
            small
            icon={stopped ? IconPlayerPlay : IconPlayerPause}
            busy={pause.isPending}
            onClick={() => pause.mutate(!stopped)}
          >
            {t(stopped ? "accounts.history.goOn" : "accounts.history.pause")}
          </Button>
        )
      }
    >
      <Bar percent={percent} family="accent" />
      <Figures state={state} />
      <HowFarBack account={account} state={state} />
      {pause.error && <ErrorCard error={pause.error} />}
    </Card>
  );
}

function Figures({ state }: { state: BackfillView }) {
  const t = useT();
  const left = minutesLeft(state);
  const facts = [
    t("accounts.history.done", { calls: state.calls_done, comments: state.comments }),
    state.calls_left > 0 &&
      t(state.listed ? "accounts.history.left" : "accounts.history.leftAbout", { calls: state.calls_left }),
    left !== undefined && t("accounts.history.time", { minutes: left }),
  ].filter((fact): fact is string => typeof fact === "string");
  return <p className={styles.figures}>{facts.join(" · ")}</p>;
}

const EVERYTHING = "everything";

function HowFarBack({ account, state }: { account: AccountView; state: BackfillView }) {
  const t = useT();
  const intl = useIntl();
  const choices = useQuery(queries.backfillChoices(account.id)).data ?? [];
  const choose = useMutation({
    mutationFn: (days: number | null) => commands.readBackTo({ account: account.id, days }),
  });
  const name = (days: number | null) =>
    days === null ? t("accounts.history.everything") : t("accounts.history.days", { days });
  const price = (calls: number) =>
    calls === 0
      ? t("accounts.history.here")
      : t("accounts.history.price", { calls: intl.formatNumber(calls) });
  const data = choices.map(({ days, calls }) => ({
    value: days === null ? EVERYTHING : String(days),
    label: `${name(days)} · ${price(calls)}`,
  }));
  const chosen = chosenDays(state, choices, Date.now());
  return (
    <div className={styles.choice}>
      <Select
        label={t("accounts.history.howFar")}
        data={data}
        value={chosen === null ? EVERYTHING : chosen === undefined ? null : String(chosen)}
        allowDeselect={false}
        disabled={choose.isPending}
        onChange={(value) => value && choose.mutate(value === EVERYTHING ? null : Number(value))}
      />
      {choose.error && <ErrorCard error={choose.error} />}
    </div>
  );
}
