import { IconAlertCircle, IconClock, IconInfinity } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { AccountView } from "../host/bindings";
import { shortDate } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import { Chip } from "../parts/Chip";
import { Bar } from "../parts/Gauge";
import styles from "./Cards.module.css";
import { loginDays } from "./login-left";

/** Under this many days the login counts as ending soon. */
const SOON_DAYS = 10;

/** How long the login is good. */
export function LoginCard({ account }: { account: AccountView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const ends = account.token_expires_at;
  const days = loginDays(account, now);
  if (days === undefined || ends === null) {
    return (
      <Card
        title={t("accounts.login")}
        aside={
          <Chip icon={IconInfinity} large>
            {t("accounts.login.noEnd")}
          </Chip>
        }
      >
        <p className={styles.text}>{t("accounts.login.noEndText")}</p>
      </Card>
    );
  }
  const family = days < 0 ? "danger" : days < SOON_DAYS ? "warning" : "success";
  const begun = Date.parse(account.connected_at);
  const used = ((now - begun) / (Date.parse(ends) - begun)) * 100;
  return (
    <Card
      title={t("accounts.login")}
      aside={
        <Chip family={family} icon={days < 0 ? IconAlertCircle : IconClock}>
          {days < 0 ? t("accounts.login.over") : t("accounts.login.left", { days })}
        </Chip>
      }
    >
      <Bar percent={days < 0 ? 100 : used} family={family} />
      <p className={styles.ends}>
        <span>{shortDate(intl, account.connected_at, now)}</span>
        <span>{shortDate(intl, ends, now)}</span>
      </p>
      <p className={styles.text}>
        {days < 0
          ? t("accounts.login.overText")
          : days < SOON_DAYS
            ? t("accounts.login.soon")
            : t("accounts.login.renews")}
      </p>
    </Card>
  );
}
