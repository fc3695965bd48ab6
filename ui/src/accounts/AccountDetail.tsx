import { IconRefresh } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { AccountView } from "../host/bindings";
import { shortDate } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import styles from "./AccountDetail.module.css";
import { accountTypeWords } from "./account-type";
import { BudgetCard } from "./BudgetCard";
import { DisconnectDialog } from "./DisconnectDialog";
import { HistoryCard } from "./HistoryCard";
import { LoginCard } from "./LoginCard";
import { PermissionsCard } from "./PermissionsCard";
import { ReadingCard } from "./ReadingCard";
import { TasksCard } from "./TasksCard";

/** One account: how it is, how long its login is good and what it may do. */
export function AccountDetail({ account }: { account: AccountView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const navigate = useNavigate();
  const [disconnecting, setDisconnecting] = useState(false);
  const facts = [
    account.username,
    accountTypeWords(t, account.account_type),
    account.followers === null ? undefined : t("accounts.sub.followers", { count: account.followers }),
    t("accounts.sub.since", { date: shortDate(intl, account.connected_at, now) }),
  ];
  const said = facts.filter(Boolean).join(" · ");
  return (
    <section className={styles.detail} aria-labelledby="account-name" data-pane>
      <header className={styles.head}>
        <AccountMark mark={account.mark} colour={account.colour} size={44} />
        <div className={styles.words}>
          <h2 id="account-name" className={styles.name}>
            {account.name || account.username}
          </h2>
          <p className={styles.sub} title={said}>
            {said}
          </p>
        </div>
        <Button kind="quiet" onClick={() => setDisconnecting(true)}>
          {t("accounts.disconnect")}
        </Button>
        <Button
          icon={IconRefresh}
          onClick={() => void navigate({ to: "/accounts", search: { account: account.id, connect: true } })}
        >
          {t("accounts.renew")}
        </Button>
      </header>
      <div className={styles.ground}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <ReadingCard account={account} />
            <HistoryCard account={account} />
            <TasksCard account={account} />
          </div>
          <div className={styles.column}>
            <LoginCard account={account} />
            <BudgetCard account={account} />
            <PermissionsCard account={account} />
          </div>
        </div>
      </div>
      <DisconnectDialog account={account} opened={disconnecting} onClose={() => setDisconnecting(false)} />
    </section>
  );
}
