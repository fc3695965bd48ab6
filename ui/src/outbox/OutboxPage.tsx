import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { ActionView } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { type Command, useCommands } from "../shell/commands";
import { ActionCard } from "./ActionCard";
import { inOrder, isQuiet } from "./groups";
import { OutboxList } from "./OutboxList";
import styles from "./OutboxPage.module.css";
import { SecondTries } from "./SecondTries";

/** Everything that leaves this machine: what needs a person first, what is done last. */
export function OutboxPage() {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ from: "/outbox" });
  const outbox = useQuery(queries.outbox);
  const actions = useMemo(() => (outbox.data ? inOrder(outbox.data) : []), [outbox.data]);
  // What is done is not pushed forward: it is shown when it is asked for.
  const quiet = outbox.data !== undefined && isQuiet(outbox.data) && search.action === undefined;
  const shown = quiet ? undefined : (actions.find((action) => action.action === search.action) ?? actions[0]);
  const show = (action: ActionView) => void navigate({ to: "/outbox", search: { action: action.action } });
  useOutboxKeys(actions, shown);
  return (
    <Panel className={styles.page}>
      <section className={styles.side} aria-labelledby="outbox-title" data-pane>
        <header className={styles.head}>
          <h1 id="outbox-title" className={styles.title}>
            {t("outbox.title")}
          </h1>
        </header>
        {outbox.isPending && <SkeletonRows />}
        {outbox.error && (
          <div className={styles.notice}>
            <ErrorCard
              error={outbox.error}
              actions={
                <Button kind="primary" onClick={() => void outbox.refetch()}>
                  {t("outbox.retryRead")}
                </Button>
              }
            />
          </div>
        )}
        {outbox.data && (
          <OutboxList
            outbox={outbox.data}
            readAt={outbox.dataUpdatedAt}
            shown={shown?.action}
            onShow={show}
          />
        )}
      </section>
      <section className={styles.ground} aria-label={t("outbox.actions")} data-pane>
        {outbox.data && quiet ? (
          <div className={styles.empty}>
            <EmptyState
              title={t("outbox.empty")}
              actions={
                <Button keys="g i" onClick={() => void navigate({ to: "/inbox" })}>
                  {t("outbox.emptyGo")}
                </Button>
              }
            >
              {t("outbox.emptyText", { count: outbox.data.done_today_total })}
            </EmptyState>
          </div>
        ) : (
          shown && <ActionCard key={shown.action} action={shown} readAt={outbox.dataUpdatedAt} />
        )}
        <SecondTries />
      </section>
    </Panel>
  );
}

/** j and k go through the actions. */
function useOutboxKeys(actions: readonly ActionView[], shown: ActionView | undefined): void {
  const t = useT();
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const step = (by: 1 | -1) => () => {
      const at = actions.findIndex((action) => action.action === shown?.action);
      const next = actions[Math.min(actions.length - 1, Math.max(0, at + by))];
      if (next) void navigate({ to: "/outbox", search: { action: next.action } });
    };
    return [
      { id: "outbox.next", title: t("outbox.next"), group: "list", keys: "j", keyOnly: true, run: step(1) },
      {
        id: "outbox.previous",
        title: t("outbox.previous"),
        group: "list",
        keys: "k",
        keyOnly: true,
        run: step(-1),
      },
    ];
  }, [t, navigate, actions, shown]);
  useCommands(commands);
}
