/** How actions and their states are said and drawn. */
import {
  type Icon,
  IconAlertCircle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClock,
  IconCornerDownLeft,
  IconEye,
  IconEyeOff,
  IconHandStop,
  IconMessage2,
  IconMessage2Share,
  IconMessageOff,
  IconRefreshDot,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import type { ActionKind, ActionView, Delivery } from "../host/bindings";
import type { Translate } from "../i18n/useT";
import type { ChipFamily } from "../parts/Chip";

export const kindIcons: Record<ActionKind, Icon> = {
  reply: IconCornerDownLeft,
  hide: IconEyeOff,
  unhide: IconEye,
  delete: IconTrash,
  comment_switch: IconMessageOff,
  message: IconMessage2,
  private_reply: IconMessage2Share,
};

export const deliveryChips: Record<Delivery, { family: ChipFamily; icon: Icon }> = {
  needs_you: { family: "danger", icon: IconAlertCircle },
  failed: { family: "danger", icon: IconAlertCircle },
  held: { family: "warning", icon: IconHandStop },
  checking: { family: "info", icon: IconRefreshDot },
  waiting: { family: "neutral", icon: IconClock },
  sending: { family: "info", icon: IconSend },
  sent: { family: "success", icon: IconCheck },
  withdrawn: { family: "neutral", icon: IconArrowBackUp },
  discarded: { family: "neutral", icon: IconBan },
};

/** "Reply to oak_and_ember", "Hid comment of promo.queen". */
export function actionTitle(t: Translate, action: ActionView): string {
  const tense = action.delivery === "sent" ? "did" : "do";
  return t(`outbox.${tense}.${action.kind}`, { name: action.username || t("outbox.someone") });
}

/** Seconds of grace left; `readAt` is when the answer that held `grace_left_ms` arrived. */
export function graceSeconds(
  waiting: Pick<ActionView, "grace_left_ms">,
  readAt: number,
  now: number,
): number {
  return Math.max(0, Math.ceil(((waiting.grace_left_ms ?? 0) - (now - readAt)) / 1000));
}
