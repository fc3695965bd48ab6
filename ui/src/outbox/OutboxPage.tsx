import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { IpcError } from "../host/bindings";
import { queries } from "../host/queries";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { EmptyState } from "../parts/EmptyState";
import { ErrorCard } from "../parts/NoticeCard";
import { Panel } from "../parts/Panel";
import { SkeletonRows } from "../parts/Skeleton";
import { type Command, useCommands } from "../shell/commands";
import { ActionCard } from "./ActionCard";
import { type Entry, inOrder, isQuiet, totalOf, underWay } from "./groups";
import { OutboxList } from "./OutboxList";
import styles from "./OutboxPage.module.css";
import { PostBrief } from "./PostBrief";
import { PostCard } from "./PostCard";
import { RunCard } from "./RunCard";
import { SecondTries } from "./SecondTries";

const nothing = {
  runs: [],
  needs_you: [],
  checking: [],
  waiting: [],
  held: [],
  sending: [],
  done_today: [],
  done_today_total: 0,
};

/** Everything that leaves this machine, posts and actions: what needs a person first, what is done last. */
export function OutboxPage() {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ from: "/outbox" });
  const actions = useQuery(queries.outbox);
  const written = useQuery(queries.posts);
  // One of the two may fail: what the other knows is shown all the same.
  const read = !actions.isPending && !written.isPending && !(actions.error && written.error);
  const outbox = actions.data ?? nothing;
  const posts = useMemo(() => written.data ?? [], [written.data]);
  const entries = useMemo(() => (read ? inOrder(outbox, posts) : []), [read, outbox, posts]);
  const asked = search.post ?? search.run ?? search.action;
  // What is done is not pushed forward: it is shown when it is asked for.
  const quiet = read && isQuiet(outbox, posts) && asked === undefined;
  const shown = quiet ? undefined : (entries.find((entry) => entry.id === asked) ?? entries[0]);
  const show = (entry: Pick<Entry, "kind" | "id">) =>
    void navigate({
      to: "/outbox",
      search: { [entry.kind]: entry.id },
    });
  useOutboxKeys(entries, shown);
  const whole = read && !actions.error && !written.error;
  return (
    <Panel className={styles.page}>
      <section className={styles.side} aria-labelledby="outbox-title" data-pane>
        <header className={styles.head}>
          <h1 id="outbox-title" className={styles.title}>
            {t("outbox.title")}
          </h1>
        </header>
        {(actions.isPending || written.isPending) && <SkeletonRows />}
        {actions.error && <Unread error={actions.error} onRetry={() => void actions.refetch()} />}
        {written.error && <Unread error={written.error} onRetry={() => void written.refetch()} />}
        {read && (
          <OutboxList
            outbox={outbox}
            posts={posts}
            readAt={actions.dataUpdatedAt}
            shown={shown?.id}
            onShow={show}
          />
        )}
      </section>
      <section className={styles.ground} aria-label={t("outbox.actions")} data-pane>
        {quiet && whole ? (
          <div className={styles.empty}>
            <EmptyState
              title={t("outbox.empty")}
              actions={
                <Button keys="go.inbox" onClick={() => void navigate({ to: "/inbox" })}>
                  {t("outbox.emptyGo")}
                </Button>
              }
            >
              {t("outbox.emptyText", { count: totalOf("done_today", outbox, posts) })}
            </EmptyState>
          </div>
        ) : (
          <>
            {shown?.kind === "action" && (
              <ActionCard key={shown.id} action={shown.action} readAt={actions.dataUpdatedAt} />
            )}
            {shown?.kind === "run" && (
              <RunCard key={shown.id} run={shown.run} readAt={actions.dataUpdatedAt} />
            )}
            {shown?.kind === "post" && <PostCard key={shown.id} post={shown.post} />}
            {underWay(read ? posts : [])
              .filter((post) => post.post !== shown?.id)
              .map((post) => (
                <PostBrief key={post.post} post={post} onShow={() => show({ kind: "post", id: post.post })} />
              ))}
          </>
        )}
        <SecondTries />
      </section>
    </Panel>
  );
}

function Unread({ error, onRetry }: { error: IpcError; onRetry: () => void }) {
  const t = useT();
  return (
    <div className={styles.notice}>
      <ErrorCard
        error={error}
        actions={
          <Button kind="primary" onClick={onRetry}>
            {t("outbox.retryRead")}
          </Button>
        }
      />
    </div>
  );
}

/** j and k go through actions and posts alike. */
function useOutboxKeys(entries: readonly Entry[], shown: Entry | undefined): void {
  const t = useT();
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const step = (by: 1 | -1) => () => {
      const at = entries.findIndex((entry) => entry.id === shown?.id);
      const next = entries[Math.min(entries.length - 1, Math.max(0, at + by))];
      if (next)
        void navigate({
          to: "/outbox",
          search: { [next.kind]: next.id },
        });
    };
    return [
      { id: "outbox.next", title: t("outbox.next"), group: "list", keyOnly: true, run: step(1) },
      {
        id: "outbox.previous",
        title: t("outbox.previous"),
        group: "list",
        keyOnly: true,
        run: step(-1),
      },
    ];
  }, [t, navigate, entries, shown]);
  useCommands(commands);
}
