import { Progress } from "@mantine/core";
import { IconArrowBackUp, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { commands, type RunView } from "../host/bindings";
import { keys } from "../host/keys";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { Chip } from "../parts/Chip";
import { ErrorCard, NoticeCard } from "../parts/NoticeCard";
import { useUndoToasts } from "../shell/undo-toasts";
import { useSettle } from "../shell/use-settle";
import styles from "./ActionCard.module.css";
import { CardButtons } from "./CardButtons";
import { type CardButton, useCardKeys } from "./card-keys";
import { OutboxCard } from "./OutboxCard";
import own from "./RunCard.module.css";
import { canUndo, runChip, runTitle } from "./run-words";
import { graceSeconds, kindIcons } from "./words";

/** A run: how far it has come, what stopped it, and what can be done with the rest. */
export function RunCard({ run, readAt }: { run: RunView; readAt: number }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const { stop, resume, undo } = useRunActions();
  const Kind = kindIcons[run.kind];
  const chip = runChip(run);
  const left = run.waiting + run.under_way;
  const pending = [stop, resume, undo].some((each) => each.isPending);
  const button = (id: "stop" | "resume" | "undo", icon: NonNullable<CardButton["icon"]>): CardButton => {
    const call = { stop, resume, undo }[id];
    return {
      id,
      title: t(id === "undo" && run.sent > 0 ? "outbox.run.undoSent" : `outbox.run.${id}`),
      icon,
      busy: call.isPending,
      disabled: pending && !call.isPending,
      run: () => call.mutate(run),
    };
  };
  const buttons = {
    resume: run.stopped !== null && left > 0 ? button("resume", IconPlayerPlay) : undefined,
    stop: run.stopped === null && run.waiting > 0 ? button("stop", IconPlayerPause) : undefined,
    undo: canUndo(run) ? button("undo", IconArrowBackUp) : undefined,
  };
  useCardKeys(Object.values(buttons).filter((each) => each !== undefined));
  const facts = [
    t("outbox.queuedAt", { time: inSentence(intl, run.decided_at, now) }),
    run.grace_left_ms === null
      ? undefined
      : t("outbox.inSeconds", { seconds: graceSeconds(run, readAt, now) }),
  ];
  const ways = <CardButtons buttons={[buttons.resume, buttons.undo]} first="primary" />;
  return (
    <OutboxCard
      picture={
        <span className={styles.icon}>
          <Kind size={20} stroke={1.5} aria-hidden />
        </span>
      }
      title={runTitle(t, run)}
      chip={
        <Chip family={chip.family} icon={chip.icon} large>
          {t(`outbox.run.chip.${chip.word}`)}
        </Chip>
      }
      facts={
        <p className={styles.facts}>
          <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
        </p>
      }
      buttons={<CardButtons buttons={[buttons.stop, run.stopped === null ? buttons.undo : undefined]} />}
    >
      <Progress.Root size={8} radius={4} aria-label={t("outbox.run.bar")}>
        <Progress.Section
          value={(run.sent / run.total) * 100}
          color="var(--pr-accent)"
          aria-label={t("outbox.run.sentBar")}
        />
        <Progress.Section
          value={(run.failed / run.total) * 100}
          color="var(--pr-danger)"
          aria-label={t("outbox.run.failedBar")}
        />
      </Progress.Root>
      <dl className={own.figures}>
        {(["sent", "waiting", "under_way", "failed", "given_up"] as const)
          .filter((each) => run[each] > 0)
          .map((each) => (
            <div key={each} className={own.figure}>
              <dt>{t(`outbox.run.figure.${each}`)}</dt>
              <dd>{intl.formatNumber(run[each])}</dd>
            </div>
          ))}
      </dl>
      {run.stopped !== null &&
        (run.stopped === "same_error" && run.problem ? (
          <ErrorCard error={run.problem} actions={ways} />
        ) : (
          <NoticeCard family="warning" title={t("outbox.run.stopped")} actions={ways}>
            {t("outbox.run.stoppedText", { count: run.waiting })}
          </NoticeCard>
        ))}
      {run.stopped === "same_error" && <p className={styles.say}>{t("outbox.run.sameError")}</p>}
    </OutboxCard>
  );
}

function useRunActions() {
  const t = useT();
  const settle = useSettle(keys.outbox);
  const stop = useMutation({ mutationFn: ({ run }: RunView) => commands.stopRun({ run }), ...settle });
  const resume = useMutation({ mutationFn: ({ run }: RunView) => commands.resumeRun({ run }), ...settle });
  const undo = useMutation({
    mutationFn: ({ run }: RunView) => commands.undoRun({ run }),
    ...settle,
    onSuccess: ({ withdrawn, reversed }) =>
      useUndoToasts.getState().show({ message: t("outbox.run.undone", { withdrawn, reversed }) }),
  });
  return { stop, resume, undo };
}
