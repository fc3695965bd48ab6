/** What the program says about a login that has begun. */
import { Loader, TextInput } from "@mantine/core";
import { IconCheck, IconClipboard, IconExternalLink, IconRefresh } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { commands, type IpcError, type LoginView } from "../../host/bindings";
import { useAccount } from "../../host/queries";
import { countdown } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { ErrorCard, NoticeCard } from "../../parts/NoticeCard";
import { PersonAvatar } from "../../parts/PersonAvatar";
import { accountTypeWords } from "../account-type";
import styles from "./ConnectPanel.module.css";
import { PasteAddress } from "./PasteAddress";
import { useLoginAnswer } from "./use-login-answer";

type State<S extends LoginView["state"]> = Extract<LoginView, { state: S }>;

/** The browser is open: how long the login holds, and ways on when it does not come back. */
export function Waiting({ login }: { login: State<"waiting"> }) {
  const t = useT();
  const now = useNow(1000);
  const [copied, setCopied] = useState(false);
  const reopen = useMutation({ mutationFn: () => commands.reopenBrowser() });
  const cancel = useCancel();
  const over = Date.parse(login.expires_at) <= now;
  const copy = async () => {
    await navigator.clipboard.writeText(login.authorize_url);
    setCopied(true);
  };
  return (
    <>
      <Card
        title={t("accounts.waiting.title")}
        aside={
          // The seconds are not read out one by one.
          <span className={styles.countdown} aria-live="off">
            {t("accounts.waiting.left", { time: countdown(login.expires_at, now) })}
          </span>
        }
      >
        <div className={styles.door}>
          <p className={styles.text}>{over ? t("accounts.waiting.over") : t("accounts.waiting.text")}</p>
          <TextInput
            aria-label={t("accounts.waiting.address")}
            value={login.authorize_url}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          {reopen.error && <ErrorCard error={reopen.error} />}
          <div className={styles.actions}>
            <Button kind="primary" icon={IconExternalLink} disabled={over} onClick={() => reopen.mutate()}>
              {t("accounts.waiting.reopen")}
            </Button>
            <Button icon={copied ? IconCheck : IconClipboard} onClick={() => void copy()}>
              {copied ? t("accounts.waiting.copied") : t("accounts.waiting.copy")}
            </Button>
            <Button kind="quiet" onClick={() => cancel.mutate()}>
              {t("accounts.cancel")}
            </Button>
          </div>
        </div>
      </Card>
      <PasteAddress />
    </>
  );
}

export function Exchanging() {
  const t = useT();
  return (
    <Card title={t("accounts.exchanging.title")} aside={<Loader size={16} />}>
      <p className={styles.text}>{t("accounts.exchanging.text")}</p>
    </Card>
  );
}

/** The handle Instagram named, for a yes or no: nothing is stored before. */
export function Confirm({ login }: { login: State<"confirm"> }) {
  const t = useT();
  const onLogin = useLoginAnswer();
  const answer = useMutation({
    mutationFn: (accept: boolean) => commands.answerLogin({ accept }),
    onSuccess: onLogin,
  });
  const facts = [
    login.name,
    accountTypeWords(t, login.account_type),
    login.followers === null ? null : t("accounts.sub.followers", { count: login.followers }),
  ];
  return (
    <Card title={t("accounts.confirm.title")}>
      <div className={styles.door}>
        <div className={styles.person}>
          <PersonAvatar username={login.username} size={44} />
          <div>
            <p className={styles.handle}>{login.username}</p>
            <p className={styles.help}>{facts.filter(Boolean).join(" · ")}</p>
          </div>
        </div>
        {answer.error && <ErrorCard error={answer.error} />}
        <div className={styles.actions}>
          <Button
            kind="primary"
            icon={IconCheck}
            busy={answer.isPending && answer.variables}
            onClick={() => answer.mutate(true)}
          >
            {t("accounts.confirm.yes")}
          </Button>
          <Button disabled={answer.isPending} onClick={() => answer.mutate(false)}>
            {t("accounts.confirm.no")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

export function Denied() {
  const t = useT();
  return (
    <NoticeCard family="warning" title={t("accounts.denied.title")} actions={<StartAgain />}>
      {t("accounts.denied.text")}
    </NoticeCard>
  );
}

export function Failed({ error }: { error: IpcError }) {
  return <ErrorCard error={error} actions={<StartAgain />} />;
}

export function Connected({ account: id }: { account: string }) {
  const t = useT();
  const navigate = useNavigate();
  const account = useAccount(id);
  // The login is over; the next one begins with the doors.
  const forget = useCancel();
  const go = (to: () => void) => () => forget.mutate(undefined, { onSettled: to });
  return (
    <Card
      title={t("accounts.connected.title", { name: account?.name || account?.username || "" })}
      aside={account && <AccountMark mark={account.mark} colour={account.colour} size={24} />}
    >
      <div className={styles.door}>
        <p className={styles.text}>{t("accounts.connected.text")}</p>
        <div className={styles.actions}>
          <Button kind="primary" keys="go.inbox" onClick={go(() => void navigate({ to: "/inbox" }))}>
            {t("accounts.connected.inbox")}
          </Button>
          <Button onClick={go(() => void navigate({ to: "/accounts", search: { account: id } }))}>
            {t("accounts.connected.show")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function useCancel() {
  const onLogin = useLoginAnswer();
  return useMutation({ mutationFn: () => commands.cancelLogin(), onSuccess: onLogin });
}

function StartAgain() {
  const t = useT();
  const cancel = useCancel();
  return (
    <Button kind="primary" icon={IconRefresh} busy={cancel.isPending} onClick={() => cancel.mutate()}>
      {t("accounts.again")}
    </Button>
  );
}
