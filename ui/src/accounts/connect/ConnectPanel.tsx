import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { AccountView } from "../../host/bindings";
import { queries, useAppState } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { IconButton } from "../../parts/IconButton";
import { ErrorCard } from "../../parts/NoticeCard";
import { SkeletonRows } from "../../parts/Skeleton";
import styles from "./ConnectPanel.module.css";
import { Doors } from "./Doors";
import { Confirm, Connected, Denied, Exchanging, Failed, Waiting } from "./LoginSteps";

/** The way to a login: three doors, then what the program says about it. */
export function ConnectPanel({ reconnecting }: { reconnecting: AccountView | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const app = useAppState();
  const login = useQuery(queries.login);
  const close = () =>
    void navigate({ to: "/accounts", search: reconnecting ? { account: reconnecting.id } : {} });
  return (
    <section className={styles.panel} aria-labelledby="connect-title" data-pane>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 id="connect-title" className={styles.title}>
            {reconnecting
              ? t("accounts.door.renewTitle", { name: reconnecting.name || reconnecting.username })
              : t("accounts.door.title")}
          </h2>
          {login.data?.state === "idle" && <p className={styles.sub}>{t("accounts.door.sub")}</p>}
        </div>
        <IconButton icon={IconX} label={t("accounts.close")} onClick={close} />
      </header>
      <div className={styles.ground}>
        <div className={styles.column} aria-live="polite">
          {login.isPending && <SkeletonRows rows={3} />}
          {login.error && <ErrorCard error={login.error} />}
          {app && login.data?.state === "idle" && <Doors app={app} reconnect={reconnecting?.id ?? null} />}
          {login.data?.state === "waiting" && <Waiting login={login.data} />}
          {login.data?.state === "exchanging" && <Exchanging />}
          {login.data?.state === "confirm" && <Confirm login={login.data} />}
          {login.data?.state === "denied" && <Denied />}
          {login.data?.state === "failed" && <Failed error={login.data.error} />}
          {login.data?.state === "connected" && <Connected account={login.data.account} />}
        </div>
      </div>
    </section>
  );
}
