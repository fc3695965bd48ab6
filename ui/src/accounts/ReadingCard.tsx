import { type Icon, IconAlertTriangle, IconCircleCheck, IconLoader2, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useIntl } from "react-intl";
import { type AccountView, commands } from "../host/bindings";
import { queries } from "../host/queries";
import { shortAge } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { cx } from "../parts/cx";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./ReadingCard.module.css";

/** What is read from Instagram and, when something stands in the way, what to do about it. */
export function ReadingCard({ account }: { account: AccountView }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const navigate = useNavigate();
  const read = useMutation({ mutationFn: () => commands.syncNow() });
  const last = useMemo(
    () =>
      account.last_sync_at === null
        ? t("accounts.reading.never")
        : t("accounts.reading.ago", { age: shortAge(intl, account.last_sync_at, now) }),
    [account.last_sync_at, intl, now, t],
  );
  const stopped = account.problem !== null;
  // A new login also asks anew for permissions that were refused.
  const renewable = account.problem?.code === "reconnect" || account.problem?.code === "missing_scope";
  return (
    <Card
      rows
      title={t("accounts.reading")}
      aside={
        <Button icon={IconRefresh} small busy={read.isPending} onClick={() => read.mutate()}>
          {t("accounts.reading.now")}
        </Button>
      }
    >
      <Row
        icon={IconCircleCheck}
        tone={account.last_sync_at === null ? "idle" : "well"}
        name={t("accounts.reading.last")}
      >
        {last}
      </Row>
      <Row
        icon={IconCircleCheck}
        tone={account.media_count === null ? "idle" : "well"}
        name={t("accounts.reading.posts")}
      >
        {account.media_count === null
          ? t("accounts.reading.postsNone")
          : t("accounts.reading.postsText", { count: account.media_count })}
      </Row>
      <Unreadable account={account} />
      <Row
        icon={stopped ? IconAlertTriangle : account.state === "syncing" ? IconLoader2 : IconCircleCheck}
        tone={stopped ? "attention" : account.state === "syncing" ? "busy" : "well"}
        name={t("accounts.reading.comments")}
        below={
          (account.problem || read.error) && (
            <>
              {account.problem && (
                <ErrorCard
                  family={account.problem.code === "reconnect" ? "danger" : "warning"}
                  error={account.problem}
                  actions={
                    renewable && (
                      <Button
                        kind="primary"
                        icon={IconRefresh}
                        onClick={() =>
                          void navigate({ to: "/accounts", search: { account: account.id, connect: true } })
                        }
                      >
                        {t("accounts.renew")}
                      </Button>
                    )
                  }
                />
              )}
              {read.error && <ErrorCard error={read.error} />}
            </>
          )
        }
      >
        {stopped
          ? t("accounts.reading.commentsStopped")
          : account.state === "syncing"
            ? t("accounts.reading.commentsNow")
            : t("accounts.reading.commentsWell")}
      </Row>
    </Card>
  );
}

/** Comments that Instagram counts and does not hand out: an empty inbox would look like silence. */
function Unreadable({ account }: { account: AccountView }) {
  const t = useT();
  const unreadable = useQuery(queries.unreadable(account.id)).data ?? [];
  return unreadable.map(({ cause, comments, posts }) => (
    <Row
      key={cause}
      icon={IconAlertTriangle}
      tone="attention"
      name={t("accounts.reading.unreadable", { comments, posts })}
    >
      {t(`accounts.reading.unreadable.${cause}`)}
    </Row>
  ));
}

type RowProps = {
  icon: Icon;
  tone: "well" | "idle" | "attention" | "busy";
  name: string;
  children: ReactNode;
  below?: ReactNode;
};

function Row({ icon: Mark, tone, name, children, below }: RowProps) {
  return (
    <div className={styles.row}>
      <Mark size={20} stroke={1.5} aria-hidden className={cx(styles.icon, styles[tone])} />
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.text}>{children}</p>
        {below && <div className={styles.below}>{below}</div>}
      </div>
    </div>
  );
}
