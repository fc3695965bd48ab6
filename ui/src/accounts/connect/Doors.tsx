import { TextInput } from "@mantine/core";
import { IconBrandInstagram, IconCheck, IconClipboard } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { type AppStateView, commands } from "../../host/bindings";
import { keys } from "../../host/keys";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { Card } from "../../parts/Card";
import { Chip } from "../../parts/Chip";
import { ErrorCard } from "../../parts/NoticeCard";
import styles from "./ConnectPanel.module.css";
import { checkClientId, checkRedirect } from "./form";
import { PasteAddress } from "./PasteAddress";
import { useLoginAnswer } from "./use-login-answer";

type Props = { app: AppStateView; reconnect: string | null };

/** The three doors: log in with the browser, paste the address it ended on, take a token. */
export function Doors({ app, reconnect }: Props) {
  return (
    <>
      <BrowserDoor app={app} reconnect={reconnect} />
      <PasteAddress />
      <TokenDoor />
    </>
  );
}

function BrowserDoor({ app, reconnect }: Props) {
  const t = useT();
  const onLogin = useLoginAnswer();
  const client = useQueryClient();
  const [clientId, setClientId] = useState(app.default_client_id ?? "");
  const [redirect, setRedirect] = useState(app.default_redirect_uri ?? "");
  const [other, setOther] = useState(false);
  const [tried, setTried] = useState(false);
  const idProblem = tried ? checkClientId(clientId) : undefined;
  const redirectProblem = tried ? checkRedirect(redirect, app.demo) : undefined;
  const begin = useMutation({
    mutationFn: () =>
      commands.beginLogin({
        client_id: clientId.trim(),
        redirect_uri: redirect.trim(),
        force_reauth: other,
        reconnect,
      }),
    onSuccess: onLogin,
  });
  const takeSecret = useMutation({
    mutationFn: () => commands.takeSecretFromClipboard({ client_id: clientId.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.appState }),
  });
  const stored = app.has_secret || takeSecret.data?.stored === true;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (checkClientId(clientId) || checkRedirect(redirect, app.demo)) return;
    begin.mutate();
  };
  return (
    <Card title={t("accounts.door.browser")}>
      <form className={styles.door} onSubmit={submit} noValidate>
        <p className={styles.text}>{t("accounts.door.browserText")}</p>
        <TextInput
          label={t("accounts.door.clientId")}
          description={t("accounts.door.clientIdHelp")}
          value={clientId}
          onChange={(event) => setClientId(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          error={idProblem && t(`accounts.door.${idProblem}`)}
        />
        <TextInput
          label={t("accounts.door.redirect")}
          description={t("accounts.door.redirectHelp")}
          value={redirect}
          onChange={(event) => setRedirect(event.currentTarget.value)}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          error={redirectProblem && t(`accounts.door.${redirectProblem}`)}
        />
        <fieldset className={styles.secret}>
          <legend className={styles.secretLabel}>{t("accounts.door.secret")}</legend>
          <div className={styles.secretRow}>
            {stored ? (
              <Chip family="success" icon={IconCheck} large>
                {t("accounts.door.secretStored")}
              </Chip>
            ) : (
              <Chip large>{t("accounts.door.secretMissing")}</Chip>
            )}
            <Button
              icon={IconClipboard}
              small
              busy={takeSecret.isPending}
              disabled={checkClientId(clientId) !== undefined}
              onClick={() => takeSecret.mutate()}
            >
              {stored ? t("accounts.door.secretReplace") : t("accounts.door.secretTake")}
            </Button>
          </div>
          <p className={styles.help}>{t("accounts.door.secretHelp")}</p>
        </fieldset>
        {takeSecret.error && <ErrorCard error={takeSecret.error} />}
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={other}
            onChange={(event) => setOther(event.currentTarget.checked)}
          />
          {t("accounts.door.other")}
        </label>
        {begin.error && <ErrorCard error={begin.error} />}
        <div className={styles.actions}>
          <Button
            kind="primary"
            type="submit"
            icon={IconBrandInstagram}
            busy={begin.isPending}
            data-pane-focus
          >
            {t("accounts.door.connect")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function TokenDoor() {
  const t = useT();
  const onLogin = useLoginAnswer();
  const take = useMutation({ mutationFn: () => commands.takeTokenFromClipboard(), onSuccess: onLogin });
  return (
    <Card title={t("accounts.door.token")}>
      <div className={styles.door}>
        <p className={styles.text}>{t("accounts.door.tokenText")}</p>
        {take.error && <ErrorCard error={take.error} />}
        <div className={styles.actions}>
          <Button icon={IconClipboard} busy={take.isPending} onClick={() => take.mutate()}>
            {t("accounts.door.tokenGo")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
