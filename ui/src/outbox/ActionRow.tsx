import { VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { ActionView } from "../host/bindings";
import { useAccount } from "../host/queries";
import { clockTime } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { Chip } from "../parts/Chip";
import type { OutboxGroup } from "./groups";
import styles from "./OutboxList.module.css";
import { OutboxRow } from "./OutboxRow";
import { useOutboxActions } from "./use-outbox-actions";
import { actionTitle, deliveryChips, graceSeconds, kindIcons } from "./words";

type Props = {
  action: ActionView;
  group: OutboxGroup;
  readAt: number;
  shown: boolean;
  onShow: () => void;
};

/** An action: what it does, whose it is, and what is left of its time. */
export function ActionRow({ action, group, readAt, shown, onShow }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(1000);
  const account = useAccount(action.account);
  const { undo } = useOutboxActions();
  // What is done shows that it is, and then when; what was taken back keeps its chip.
  const done = group === "done_today" && action.delivery === "sent";
  const Mark = done ? IconCheck : kindIcons[action.kind];
  const chip = deliveryChips[action.delivery];
  const text = action.text === null ? undefined : t("outbox.quote", { text: action.text });
  const when =
    group === "waiting"
      ? t("outbox.inSeconds", { seconds: graceSeconds(action, readAt, now) })
      : action.finished_at !== null
        ? clockTime(intl, action.finished_at)
        : clockTime(intl, action.queued_at);
  return (
    <OutboxRow
      picture={
        <span className={styles.icon}>
          <Mark size={18} stroke={1.5} aria-hidden />
        </span>
      }
      title={actionTitle(t, action)}
      sub={
        <>
          {account && (
            <AccountMark mark={account.mark} colour={account.colour} size={14} label={account.name} />
          )}
          {(text ?? (done && account)) && (
            <span className={styles.text}>{text ?? (account?.name || account?.username)}</span>
          )}
          {!done && <span className={styles.when}>{text ? `· ${when}` : when}</span>}
        </>
      }
      end={
        group === "waiting" ? (
          <span className={styles.undoSpace} />
        ) : done ? (
          <span className={styles.end}>
            <VisuallyHidden>{t("outbox.chip.sent")}</VisuallyHidden> {when}
          </span>
        ) : (
          <Chip family={chip.family} icon={chip.icon}>
            {t(`outbox.chip.${action.delivery}`)}
          </Chip>
        )
      }
      shown={shown}
      onShow={onShow}
    >
      {group === "waiting" && (
        <Button small className={styles.undo} busy={undo.isPending} onClick={() => undo.mutate(action)}>
          {t("outbox.undo")}
        </Button>
      )}
    </OutboxRow>
  );
}
