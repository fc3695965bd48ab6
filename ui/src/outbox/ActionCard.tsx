import { IconArrowBackUp, IconRefresh } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { ActionView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { Chip } from "../parts/Chip";
import { ErrorCard, NoticeCard } from "../parts/NoticeCard";
import { PostPicture } from "../parts/PostPicture";
import styles from "./ActionCard.module.css";
import { Ladder } from "./Ladder";
import { useOutboxActions } from "./use-outbox-actions";
import { actionTitle, deliveryChips, graceSeconds, kindIcons } from "./words";

/** One action: what it is, how far it has come, what is known and what can be done. */
export function ActionCard({ action, readAt }: { action: ActionView; readAt: number }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const account = useAccount(action.account);
  const { undo, retry, discard, check, answerHold } = useOutboxActions();
  const Kind = kindIcons[action.kind];
  const chip = deliveryChips[action.delivery];
  const stuck = action.delivery === "needs_you" || action.delivery === "failed";
  const facts = [
    account?.name || account?.username,
    action.delivery === "waiting"
      ? t("outbox.inSeconds", { seconds: graceSeconds(action, readAt, now) })
      : t("outbox.queuedAt", { time: inSentence(intl, action.queued_at, now) }),
    action.finished_at === null
      ? undefined
      : t("outbox.sentAt", { time: inSentence(intl, action.finished_at, now) }),
    t("outbox.attempts", { count: action.attempts }),
  ];
  const stuckActions = (
    <>
      <Button
        kind="primary"
        icon={IconRefresh}
        busy={retry.isPending}
        disabled={discard.isPending}
        onClick={() => retry.mutate(action)}
      >
        {t("outbox.retry")}
      </Button>
      <Button busy={discard.isPending} disabled={retry.isPending} onClick={() => discard.mutate(action)}>
        {t("outbox.discard")}
      </Button>
    </>
  );
  return (
    <article className={styles.card} aria-labelledby="action-title">
      <header className={styles.head}>
        {action.media ? (
          <PostPicture media={action.media} available size={44} />
        ) : (
          <span className={styles.icon}>
            <Kind size={20} stroke={1.5} aria-hidden />
          </span>
        )}
        <div className={styles.words}>
          <div className={styles.line}>
            <h2 id="action-title" className={styles.title}>
              {actionTitle(t, action)}
            </h2>
            <Chip family={chip.family} icon={chip.icon} large>
              {t(`outbox.chip.${action.delivery}`)}
            </Chip>
          </div>
          <p className={styles.facts}>
            {account && <AccountMark mark={account.mark} colour={account.colour} size={14} />}
            <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
          </p>
        </div>
        {action.delivery === "waiting" && (
          <Button icon={IconArrowBackUp} busy={undo.isPending} onClick={() => undo.mutate(action)}>
            {t("outbox.undo")}
          </Button>
        )}
        {action.delivery === "checking" && (
          <Button icon={IconRefresh} busy={check.isPending} onClick={() => check.mutate(action)}>
            {t("outbox.check")}
          </Button>
        )}
      </header>
      <div className={styles.body}>
        {action.text !== null && (
          <blockquote className={styles.quote} data-selectable>
            {action.text}
          </blockquote>
        )}
        {/* What is known is said once: by the problem where there is one. */}
        {!action.problem &&
          action.delivery !== "held" &&
          action.delivery !== "needs_you" &&
          action.delivery !== "failed" && <p className={styles.say}>{t(`outbox.say.${action.delivery}`)}</p>}
        <Ladder action={action} />
        {stuck &&
          (action.problem ? (
            <ErrorCard error={action.problem} actions={stuckActions} />
          ) : (
            <NoticeCard family="danger" title={t("outbox.needsYou")} actions={stuckActions}>
              {t("outbox.needsYouText")}
            </NoticeCard>
          ))}
        {action.delivery === "held" && (
          <NoticeCard
            family="warning"
            title={t("outbox.say.held")}
            actions={
              <>
                <Button kind="primary" busy={answerHold.isPending} onClick={() => answerHold.mutate(true)}>
                  {t("outbox.sendHeld")}
                </Button>
                <Button disabled={answerHold.isPending} onClick={() => discard.mutate(action)}>
                  {t("outbox.discard")}
                </Button>
                <Button kind="quiet" disabled={answerHold.isPending} onClick={() => answerHold.mutate(false)}>
                  {t("outbox.discardHeld")}
                </Button>
              </>
            }
          />
        )}
        {action.problem && !stuck && <ErrorCard family="info" error={action.problem} />}
      </div>
    </article>
  );
}
