import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { AccountView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Card } from "../parts/Card";
import styles from "./Cards.module.css";

/** What the account allowed this program to do. */
export function PermissionsCard({ account }: { account: AccountView }) {
  const t = useT();
  const granted = account.permissions.filter((permission) => permission.granted).length;
  return (
    <Card
      title={t("accounts.permissions")}
      aside={t("accounts.permissions.count", { granted, all: account.permissions.length })}
    >
      <ul className={styles.permissions}>
        {account.permissions.map((permission) => (
          <li key={permission.scope} className={styles.permission}>
            {permission.granted ? (
              <IconCheck size={16} stroke={1.5} aria-hidden className={styles.granted} />
            ) : (
              <IconX size={16} stroke={1.5} aria-hidden className={styles.refused} />
            )}
            <span className={styles.scope}>{t(`accounts.scope.${permission.scope}`)}</span>
            <span className={styles.what}>
              {permission.granted
                ? t(`accounts.scope.${permission.scope}.what`)
                : t("accounts.permissions.refused")}
            </span>
            {permission.granted && <VisuallyHidden>{t("accounts.permissions.granted")}</VisuallyHidden>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
