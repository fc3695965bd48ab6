import { type Icon, IconArrowBackUp, IconRefresh } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { ActionView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Chip } from "../parts/Chip";
import { ErrorCard, NoticeCard } from "../parts/NoticeCard";
import { PostPicture } from "../parts/PostPicture";
import styles from "./ActionCard.module.css";
import { CardButtons } from "./CardButtons";
import { type CardButton, useCardKeys } from "./card-keys";
import { HeldButtons } from "./HeldButtons";
import { Ladder } from "./Ladder";
import { OutboxCard } from "./OutboxCard";
import { useOutboxActions } from "./use-outbox-actions";
import { actionTitle, deliveryChips, graceSeconds, kindIcons } from "./words";

/** One action: what it is, how far it has come, what is known and what can be done. */
export function ActionCard({ action, readAt }: { action: ActionView; readAt: number }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const account = useAccount(action.account);
  const { undo, retry, discard, check } = useOutboxActions();
  const Kind = kindIcons[action.kind];
  const chip = deliveryChips[action.delivery];
  const stuck = action.delivery === "needs_you" || action.delivery === "failed";
  const facts = [
    account?.name || account?.username,
    action.delivery === "waiting" && action.next_at === null
      ? t("outbox.inSeconds", { seconds: graceSeconds(action, readAt, now) })
      : t("outbox.queuedAt", { time: inSentence(intl, action.queued_at, now) }),
    action.finished_at === null
      ? undefined
      : t("outbox.sentAt", { time: inSentence(intl, action.finished_at, now) }),
    t("outbox.attempts", { count: action.attempts }),
    action.next_at === null
      ? undefined
      : t("outbox.nextTry", { time: inSentence(intl, action.next_at, now) }),
  ];
  const pending = [undo, retry, discard, check].some((each) => each.isPending);
  const button = (id: "undo" | "retry" | "discard" | "check", icon?: Icon): CardButton => {
    const call = { undo, retry, discard, check }[id];
    return {
      id,
      title: t(`outbox.${id}`),
      ...(icon && { icon }),
      busy: call.isPending,
      disabled: pending && !call.isPending,
      run: () => call.mutate(action),
    };
  };
  const held = action.delivery === "held";
  const buttons = {
    undo: action.delivery === "waiting" ? button("undo", IconArrowBackUp) : undefined,
    check: action.delivery === "checking" ? button("check", IconRefresh) : undefined,
    retry: stuck ? button("retry", IconRefresh) : undefined,
    discard: stuck || held ? button("discard") : undefined,
  };
  useCardKeys(Object.values(buttons).filter((each) => each !== undefined));
  const stuckActions = <CardButtons buttons={[buttons.retry, buttons.discard]} first="primary" />;
  return (
    <OutboxCard
      picture={
        action.media ? (
          <PostPicture media={action.media} available size={44} />
        ) : (
          <span className={styles.icon}>
            <Kind size={20} stroke={1.5} aria-hidden />
          </span>
        )
      }
      title={actionTitle(t, action)}
      chip={
        <Chip family={chip.family} icon={chip.icon} large>
          {t(`outbox.chip.${action.delivery}`)}
        </Chip>
      }
      facts={
        <p className={styles.facts}>
          {account && <AccountMark mark={account.mark} colour={account.colour} size={14} />}
          <span className={styles.factText}>{facts.filter(Boolean).join(" · ")}</span>
        </p>
      }
      buttons={<CardButtons buttons={[buttons.undo, buttons.check]} />}
    >
      {action.text !== null && (
        <blockquote className={styles.quote} data-selectable>
          {action.text}
        </blockquote>
      )}
      {/* What is known is said once: by the problem where there is one. */}
      {!action.problem && !held && action.delivery !== "needs_you" && action.delivery !== "failed" && (
        <p className={styles.say}>{t(`outbox.say.${action.delivery}`)}</p>
      )}
      <Ladder action={action} />
      {stuck &&
        (action.problem ? (
          <ErrorCard error={action.problem} actions={stuckActions} />
        ) : (
          <NoticeCard family="danger" title={t("outbox.needsYou")} actions={stuckActions}>
            {t("outbox.needsYouText")}
          </NoticeCard>
        ))}
      {held && (
        <NoticeCard
          family="warning"
          title={t("outbox.say.held")}
          actions={<HeldButtons {...(buttons.discard && { discard: buttons.discard })} />}
        />
      )}
      {action.problem && !stuck && <ErrorCard family="info" error={action.problem} />}
    </OutboxCard>
  );
}
