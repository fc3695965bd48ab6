import {
  type Icon,
  IconDeviceLaptop,
  IconLock,
  IconPlayerPlay,
  IconPlugConnected,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AppStateView, commands } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { ErrorCard } from "../parts/NoticeCard";
import { announce } from "../shell/announce";
import { Logo } from "../shell/Logo";
import { useLoginAnswer } from "./connect/use-login-answer";
import styles from "./FirstScreen.module.css";
import { PigeonholeWall } from "./PigeonholeWall";

/** What a person sees before there is an account. */
export function FirstScreen({ state }: { state: AppStateView }) {
  const t = useT();
  const navigate = useNavigate();
  const onLogin = useLoginAnswer();
  const connect = () => void navigate({ to: "/accounts", search: { connect: true } });
  const demo = useMutation({
    mutationFn: () =>
      commands.beginLogin({
        client_id: state.default_client_id ?? "",
        redirect_uri: state.default_redirect_uri ?? "",
        force_reauth: false,
        reconnect: null,
      }),
    onSuccess: (login) => {
      onLogin(login);
      connect();
    },
  });
  // Outside the demo it is another program with data of its own, in a window of its own.
  const beside = useMutation({
    mutationFn: () => commands.startDemo(),
    onSuccess: () => announce(t("accounts.first.demoOpened")),
  });
  const problem = demo.error ?? beside.error;
  return (
    <div className={styles.screen}>
      <main className={styles.left} data-pane>
        <p className={styles.brand}>
          <Logo size={36} />
          {t("accounts.first.brand")}
        </p>
        <div className={styles.middle}>
          <h1 className={styles.title}>{t("accounts.first.title")}</h1>
          <p className={styles.text}>{t("accounts.first.text")}</p>
          <div className={styles.choices}>
            <Choice
              icon={IconPlayerPlay}
              title={t("accounts.first.demo")}
              text={t(beside.isSuccess ? "accounts.first.demoOpened" : "accounts.first.demoText")}
              first
              action={
                <Button
                  kind="primary"
                  keys="Enter"
                  autoFocus
                  busy={demo.isPending || beside.isPending}
                  onClick={() => (state.demo ? demo.mutate() : beside.mutate())}
                >
                  {t("accounts.first.demoStart")}
                </Button>
              }
            />
            {problem && <ErrorCard error={problem} />}
            <Choice
              icon={IconPlugConnected}
              title={t("accounts.first.connect")}
              text={t("accounts.first.connectText")}
              action={<Button onClick={connect}>{t("accounts.first.connectGo")}</Button>}
            />
          </div>
        </div>
        <p className={styles.promises}>
          <span className={styles.promise}>
            <IconLock size={16} stroke={1.5} aria-hidden />
            {t("accounts.first.promiseTokens")}
          </span>
          <span className={styles.promise}>
            <IconDeviceLaptop size={16} stroke={1.5} aria-hidden />
            {t("accounts.first.promiseData")}
          </span>
        </p>
      </main>
      <div className={styles.right} aria-hidden>
        <PigeonholeWall />
      </div>
    </div>
  );
}

type ChoiceProps = { icon: Icon; title: string; text: string; action?: ReactNode; first?: boolean };

function Choice({ icon: Mark, title, text, action, first = false }: ChoiceProps) {
  return (
    <section className={cx(styles.choice, first && styles.first)}>
      <span className={styles.icon}>
        <Mark size={20} stroke={1.5} aria-hidden />
      </span>
      <div className={styles.words}>
        <h2 className={styles.choiceTitle}>{title}</h2>
        <p className={styles.choiceText}>{text}</p>
      </div>
      {action}
    </section>
  );
}
