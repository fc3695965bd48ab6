import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from "@tabler/icons-react";
import type { AccountView } from "../host/bindings";
import { useNow } from "../i18n/useNow";
import { type Translate, useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Chip } from "../parts/Chip";
import styles from "./AccountList.module.css";
import { loginDays } from "./login-left";

type Props = {
  accounts: readonly AccountView[];
  shown: string | undefined;
  onShow: (account: AccountView) => void;
};

export function AccountList({ accounts, shown, onShow }: Props) {
  const t = useT();
  const now = useNow(60_000);
  return (
    <ul className={styles.list} aria-label={t("accounts.list")}>
      {accounts.map((account) => (
        <li key={account.id}>
          <button
            type="button"
            className={styles.row}
            aria-current={account.id === shown || undefined}
            {...(account.id === shown && { "data-pane-focus": true })}
            onClick={() => onShow(account)}
          >
            <AccountMark mark={account.mark} colour={account.colour} size={36} />
            <span className={styles.words}>
              <span className={styles.name}>{account.name || account.username}</span>
              <span className={styles.sub}>{loginWords(t, loginDays(account, now))}</span>
            </span>
            <AccountStateChip account={account} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function AccountStateChip({ account }: { account: AccountView }) {
  const t = useT();
  if (account.state === "attention" || account.problem) {
    return (
      <Chip family="warning" icon={IconAlertTriangle}>
        {t("accounts.attention")}
      </Chip>
    );
  }
  if (account.state === "syncing") {
    return (
      <Chip family="info" icon={IconLoader2} spin>
        {t("accounts.syncing")}
      </Chip>
    );
  }
  return (
    <Chip family="success" icon={IconCircleCheck}>
      {t("accounts.well")}
    </Chip>
  );
}

/** How long the login is good, in words. */
function loginWords(t: Translate, days: number | undefined): string {
  if (days === undefined) return t("accounts.loginNoEnd");
  if (days < 0) return t("accounts.loginEnded");
  return t("accounts.loginDays", { days });
}
