import { Menu, Tooltip, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCloudOff, IconPlus, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { useNewDraft } from "../composer/use-new-draft";
import { type AccountView, commands } from "../host/bindings";
import { queries, useAccounts, useAppState } from "../host/queries";
import { shortAge } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { SearchField } from "../inbox/search/SearchField";
import { AccountInMenu } from "../parts/AccountInMenu";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { useAccountFilter } from "./account-filter";
import { RateGauge } from "./RateGauge";
import styles from "./TopBar.module.css";

const MOST_CHIPS = 5;

/** Accounts, search, and how fresh everything is. */
export function TopBar() {
  const t = useT();
  return (
    <section className={styles.bar} aria-label={t("shell.top")} data-pane>
      <AccountChips accounts={useAccounts() ?? []} />
      <SearchField />
      <div className={styles.state}>
        <SyncState />
        <RateGauge />
        <NewPost />
      </div>
    </section>
  );
}

function AccountChips({ accounts }: { accounts: readonly AccountView[] }) {
  const t = useT();
  const { selected, toggle, all } = useAccountFilter();
  if (accounts.length === 0) return <div className={styles.accounts} />;
  const shown = accounts.length > MOST_CHIPS ? accounts.slice(0, MOST_CHIPS - 1) : accounts;
  const more = accounts.slice(shown.length);
  const chosenInMore = more.filter((account) => selected.includes(account.id)).length;
  return (
    <fieldset className={styles.accounts}>
      <legend className={styles.legend}>{t("shell.accounts")}</legend>
      <button type="button" className={styles.all} aria-pressed={selected.length === 0} onClick={all}>
        {t("shell.accounts.all")}
      </button>
      {shown.map((account) => (
        <Tooltip key={account.id} label={account.name || account.username}>
          <button
            type="button"
            className={cx(styles.chip, selected.length > 0 && !selected.includes(account.id) && styles.off)}
            aria-pressed={selected.includes(account.id)}
            aria-label={t("shell.accounts.chip", {
              mark: account.mark,
              name: account.name || account.username,
            })}
            onClick={() => toggle(account.id)}
          >
            <AccountMark mark={account.mark} colour={account.colour} size={24} />
          </button>
        </Tooltip>
      ))}
      {more.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={cx(styles.more, chosenInMore > 0 && styles.moreOn)}>
              {t("shell.accounts.plus", { count: more.length })}
              <VisuallyHidden>{t("shell.accounts.more")}</VisuallyHidden>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((account) => (
              <Menu.CheckboxItem
                key={account.id}
                checked={selected.includes(account.id)}
                checkIcon={<IconCheck size={14} stroke={1.75} aria-hidden />}
                onChange={() => toggle(account.id)}
              >
                <AccountInMenu account={account} />
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
}

function SyncState() {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const accounts = useAccounts() ?? [];
  const offline = useAppState()?.offline ?? false;
  const waiting = useQuery(queries.outbox).data?.waiting.length ?? 0;
  const sync = useMutation({ mutationFn: () => commands.syncNow() });
  if (accounts.length === 0) return null;
  if (offline) {
    return (
      <span className={styles.sync}>
        <IconCloudOff size={16} stroke={1.5} aria-hidden />
        {waiting > 0 ? t("shell.sync.offlineWaiting", { count: waiting }) : t("shell.sync.offline")}
      </span>
    );
  }
  const syncing = sync.isPending || accounts.some((account) => account.state === "syncing");
  // The oldest of the newest reads: no account is staler than what is said here.
  const times = accounts.map((account) => account.last_sync_at).filter((at) => at !== null);
  const oldest = times.sort()[0];
  const age = oldest === undefined ? undefined : shortAge(intl, oldest, now);
  const words = syncing
    ? t("shell.sync.running")
    : age === undefined
      ? t("shell.sync.never")
      : t("shell.sync.ago", { age });
  return (
    <Tooltip label={t("shell.sync.now")}>
      <button type="button" className={styles.sync} aria-label={words} onClick={() => sync.mutate()}>
        <IconRefresh size={16} stroke={1.5} aria-hidden className={cx(syncing && styles.turning)} />
        <span className={styles.long}>{words}</span>
        <span className={styles.short} aria-hidden>
          {syncing ? "" : (age ?? "")}
        </span>
      </button>
    </Tooltip>
  );
}

function NewPost() {
  const t = useT();
  const newDraft = useNewDraft();
  return (
    <Button
      kind="primary"
      small
      icon={IconPlus}
      keys="go.new_post"
      busy={newDraft.isPending}
      onClick={() => newDraft.mutate()}
    >
      {t("shell.newPost")}
    </Button>
  );
}
