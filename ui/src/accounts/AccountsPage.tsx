import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { AccountView } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { type Command, useCommands } from "../shell/commands";
import { AccountDetail } from "./AccountDetail";
import { AccountList } from "./AccountList";
import styles from "./AccountsPage.module.css";
import { ConnectPanel } from "./connect/ConnectPanel";
import { SharedByAll } from "./SharedByAll";

/** Connected accounts at the left, one of them or the way to connect one at the right. */
export function AccountsPage() {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ from: "/accounts" });
  const accounts = useQuery(queries.accounts);
  const list = accounts.data ?? [];
  const shown = list.find((account) => account.id === search.account) ?? list[0];
  const show = (account: AccountView) => void navigate({ to: "/accounts", search: { account: account.id } });
  const connect = () => void navigate({ to: "/accounts", search: { connect: true } });
  useAccountKeys(list, shown);
  const reconnecting = search.connect ? list.find((account) => account.id === search.account) : undefined;
  return (
    <Panel className={styles.page}>
      <section className={styles.side} aria-labelledby="accounts-title" data-pane>
        <header className={styles.head}>
          <h1 id="accounts-title" className={styles.title}>
            {t("accounts.title")}
          </h1>
          {list.length > 0 && <span className={styles.total}>{list.length}</span>}
          <Button icon={IconPlus} small className={styles.connect} onClick={connect}>
            {t("accounts.connect")}
          </Button>
        </header>
        {accounts.isPending && <SkeletonRows />}
        {accounts.error && (
          <div className={styles.notice}>
            <ErrorCard
              error={accounts.error}
              actions={
                <Button kind="primary" onClick={() => void accounts.refetch()}>
                  {t("accounts.retry")}
                </Button>
              }
            />
          </div>
        )}
        <AccountList accounts={list} shown={search.connect ? undefined : shown?.id} onShow={show} />
        <SharedByAll accounts={list} />
      </section>
      {search.connect ? (
        <ConnectPanel key={reconnecting?.id ?? "new"} reconnecting={reconnecting} />
      ) : shown ? (
        <AccountDetail key={shown.id} account={shown} />
      ) : (
        <section className={styles.empty} aria-label={t("accounts.none")} data-pane>
          {accounts.isSuccess && (
            <EmptyState
              title={t("accounts.none")}
              actions={<Button onClick={connect}>{t("accounts.connect")}</Button>}
            >
              {t("accounts.noneText")}
            </EmptyState>
          )}
        </section>
      )}
    </Panel>
  );
}

/** j and k go through the accounts. */
function useAccountKeys(list: readonly AccountView[], shown: AccountView | undefined): void {
  const t = useT();
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const step = (by: 1 | -1) => () => {
      const at = list.findIndex((account) => account.id === shown?.id);
      const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
      if (next) void navigate({ to: "/accounts", search: { account: next.id } });
    };
    return [
      {
        id: "accounts.next",
        title: t("accounts.next"),
        group: "list",
        keyOnly: true,
        run: step(1),
      },
      {
        id: "accounts.previous",
        title: t("accounts.previous"),
        group: "list",
        keyOnly: true,
        run: step(-1),
      },
    ];
  }, [t, navigate, list, shown]);
  useCommands(commands);
}
