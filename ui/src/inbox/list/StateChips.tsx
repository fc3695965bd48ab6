/** The chips of a row or comment: what is under way first, then what is so. */

import type { Icon } from "@tabler/icons-react";
import {
  IconAlertCircle,
  IconCheck,
  IconClock,
  IconEyeOff,
  IconGhost2,
  IconHandStop,
  IconMessageReply,
  IconPlayerPause,
  IconRefreshDot,
  IconSend,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ActionChip } from "../../host/bindings";
import type { MessageId } from "../../i18n/messages";
import { useT } from "../../i18n/useT";
import { Chip, type ChipFamily } from "../../parts/Chip";

const actionChips: Record<ActionChip, { family: ChipFamily; icon: Icon; label: MessageId }> = {
  waiting: { family: "neutral", icon: IconClock, label: "inbox.chip.waiting" },
  held: { family: "warning", icon: IconPlayerPause, label: "inbox.chip.held" },
  sending: { family: "info", icon: IconSend, label: "inbox.chip.sending" },
  checking: { family: "info", icon: IconRefreshDot, label: "inbox.chip.checking" },
  failed: { family: "danger", icon: IconAlertCircle, label: "inbox.chip.failed" },
  needs_you: { family: "warning", icon: IconHandStop, label: "inbox.chip.needs_you" },
};

/** Where an action of ours stands. */
export function ActionStateChip({ state }: { state: ActionChip }) {
  const t = useT();
  const { family, icon, label } = actionChips[state];
  return (
    <Chip family={family} icon={icon}>
      {t(label)}
    </Chip>
  );
}

type Subject = {
  action: ActionChip | null;
  gone: boolean;
  hidden: boolean;
  done: boolean;
  answered: boolean;
};

/** What of a subject is worth a chip; an empty array means the row may use two lines for its text. */
export function useStateChips(subject: Subject): ReactNode[] {
  const t = useT();
  const chips: ReactNode[] = [];
  if (subject.action) chips.push(<ActionStateChip key="action" state={subject.action} />);
  if (subject.gone) {
    chips.push(
      <Chip key="gone" family="outline" icon={IconGhost2}>
        {t("inbox.chip.gone")}
      </Chip>,
    );
  }
  if (subject.hidden) {
    chips.push(
      <Chip key="hidden" icon={IconEyeOff}>
        {t("inbox.chip.hidden")}
      </Chip>,
    );
  }
  if (subject.done) {
    chips.push(
      <Chip key="done" family="success" icon={IconCheck}>
        {t("inbox.chip.done")}
      </Chip>,
    );
  }
  if (subject.answered && !subject.done) {
    chips.push(
      <Chip key="answered" family="outline" icon={IconMessageReply}>
        {t("inbox.chip.answered")}
      </Chip>,
    );
  }
  return chips.slice(0, 3);
}
