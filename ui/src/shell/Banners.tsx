import {
  type Icon,
  IconClockExclamation,
  IconCloudOff,
  IconHandStop,
  IconPlayerPause,
  IconServer,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { commands } from "../host/bindings";
import { useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import styles from "./Banners.module.css";

/** Lines under the top bar, only while something is out of the ordinary. */
export function Banners() {
  const t = useT();
  const navigate = useNavigate();
  const state = useAppState();
  const answer = useMutation({ mutationFn: (release: boolean) => commands.answerHold({ release }) });
  const goOn = useMutation({ mutationFn: () => commands.setPaused({ on: false }) });
  if (!state) return null;
  return (
    <section className={styles.stack} aria-label={t("shell.banners")}>
      {state.held_actions > 0 && (
        <Banner
          family="warning"
          icon={IconHandStop}
          actions={
            <>
              <Button small kind="quiet" onClick={() => void navigate({ to: "/outbox" })}>
                {t("shell.held.look")}
              </Button>
              <Button small kind="primary" busy={answer.isPending} onClick={() => answer.mutate(true)}>
                {t("shell.held.send", { count: state.held_actions })}
              </Button>
              <Button small onClick={() => answer.mutate(false)} disabled={answer.isPending}>
                {t("shell.held.discard")}
              </Button>
            </>
          }
        >
          {t("shell.held.text", { count: state.held_actions })}
        </Banner>
      )}
      {state.clock_skew_s !== null && (
        <Banner family="warning" icon={IconClockExclamation}>
          {t("shell.skew", { seconds: Math.abs(state.clock_skew_s) })}
        </Banner>
      )}
      {state.foreign_hosts && (
        <Banner family="info" icon={IconServer}>
          {state.demo ? t("shell.foreign.demo") : t("shell.foreign")}
        </Banner>
      )}
      {state.paused && (
        <Banner
          family="info"
          icon={IconPlayerPause}
          actions={
            <Button small busy={goOn.isPending} onClick={() => goOn.mutate()}>
              {t("shell.paused.end")}
            </Button>
          }
        >
          {t("shell.paused")}
        </Banner>
      )}
      {state.offline && (
        <Banner family="neutral" icon={IconCloudOff}>
          {t("shell.offline")}
        </Banner>
      )}
    </section>
  );
}

type BannerProps = {
  family: "warning" | "info" | "neutral";
  icon: Icon;
  actions?: ReactNode;
  children: ReactNode;
};

function Banner({ family, icon: Mark, actions, children }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[family])}>
      <Mark size={16} stroke={1.5} aria-hidden className={styles.icon} />
      <p className={styles.text}>{children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
