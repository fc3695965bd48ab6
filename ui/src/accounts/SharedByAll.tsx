import { type Icon, IconApps, IconCircleCheck, IconCircleMinus, IconKey } from "@tabler/icons-react";
import type { AccountView } from "../host/bindings";
import { useAppState } from "../host/queries";
import { useT } from "../i18n/useT";
import styles from "./SharedByAll.module.css";

/** What every account stands on: the Meta app and the keychain. */
export function SharedByAll({ accounts }: { accounts: readonly AccountView[] }) {
  const t = useT();
  const state = useAppState();
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
      <Line
        icon={IconKey}
        name={t("accounts.shared.keychain")}
        text={t("accounts.shared.keychainText", { count: accounts.length })}
        well
      />
    </section>
  );
}

function Line({ icon: Mark, name, text, well }: { icon: Icon; name: string; text: string; well: boolean }) {
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
