import {
  type Icon,
  IconApps,
  IconCircleCheck,
  IconCircleMinus,
  IconCloudUpload,
  IconKey,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { AccountView, MediaHostView } from "../host/bindings";
import { queries, useAppState } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { standingOf } from "../parts/host-standing";
import styles from "./SharedByAll.module.css";

/** What every account stands on: the Meta app, the media host and the keychain. */
export function SharedByAll({ accounts }: { accounts: readonly AccountView[] }) {
  const t = useT();
  const state = useAppState();
  const host = useQuery(queries.mediaHost).data;
  if (!state) return null;
  const id = state.default_client_id;
  const app =
    id === null
      ? t("accounts.shared.appNone")
      : t(state.has_secret ? "accounts.shared.appWithSecret" : "accounts.shared.appNoSecret", { id });
  return (
    <section className={styles.shared} aria-labelledby="shared-by-all">
      <h2 id="shared-by-all" className={styles.head}>
        {t("accounts.shared")}
      </h2>
      <Line
        icon={IconApps}
        name={t("accounts.shared.app")}
        text={app}
        well={id !== null && state.has_secret}
      />
      {host && <HostLine host={host} />}
      <Line
        icon={IconKey}
        name={t("accounts.shared.keychain")}
        text={t("accounts.shared.keychainText", { count: accounts.length })}
        well
      />
    </section>
  );
}

/** Where Instagram fetches pictures, and the way to its page. */
function HostLine({ host }: { host: MediaHostView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const standing = standingOf(host);
  const tested = host.last_test?.tested_at;
  return (
    <Line
      icon={IconCloudUpload}
      name={<Link to="/settings">{t("accounts.shared.host")}</Link>}
      text={t(`accounts.shared.host.${standing}`, {
        bucket: host.bucket,
        time: tested && inSentence(intl, tested, now),
      })}
      well={standing === "works" || standing === "demo"}
    />
  );
}

function Line({
  icon: Mark,
  name,
  text,
  well,
}: {
  icon: Icon;
  name: ReactNode;
  text: string;
  well: boolean;
}) {
  return (
    <div className={styles.line}>
      <span className={styles.icon}>
        <Mark size={18} stroke={1.5} aria-hidden />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.text}>{text}</span>
      </span>
      {well ? (
        <IconCircleCheck size={18} stroke={1.5} aria-hidden className={styles.well} />
      ) : (
        <IconCircleMinus size={18} stroke={1.5} aria-hidden className={styles.idle} />
      )}
    </div>
  );
}
