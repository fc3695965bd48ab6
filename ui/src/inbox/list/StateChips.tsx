/** The chips of a row: what is under way first, then what is so, then whose it is. */
import type { Icon } from "@tabler/icons-react";
import {
  IconAlarm,
  IconAlertCircle,
  IconBellOff,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconDeviceMobile,
  IconEyeOff,
  IconFlag,
  IconGhost2,
  IconHandStop,
  IconLock,
  IconMessageReply,
  IconNote,
  IconPlayerPause,
  IconRefreshDot,
  IconSend,
  IconUser,
  IconUserSquare,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { ActionChip, ItemRowView } from "../../host/bindings";
import type { MessageId } from "../../i18n/messages";
import { upcoming } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { Chip, type ChipFamily } from "../../parts/Chip";
import { cx } from "../../parts/cx";
import { ColourDot } from "../../parts/LabelChip";
import { More } from "../../parts/More";
import { standingOf, timeLeft } from "../window-words";
import styles from "./InboxRow.module.css";

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

/** Chips a row has room for; what is more becomes a number. */
const MOST_CHIPS = 3;

/** The same beside a part of a caption. */
const MOST_BESIDE_CAPTION = 1;

type Entry = { key: string; family?: ChipFamily; words: string } & (
  | { icon: Icon; colour?: never }
  /** Colour of a label, or of the member something is assigned to. */
  | { icon?: Icon; colour: number }
);

/** What of a row is worth a chip; an empty array means the row may use two lines for its text. */
export function useStateChips(row: ItemRowView): ReactNode[] {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const entries: Entry[] = [];
  const add = (when: boolean, entry: Entry) => {
    if (when) entries.push(entry);
  };
  add(row.found_in_note, {
    key: "found",
    family: "note",
    icon: IconNote,
    words: t("inbox.chip.found_in_note"),
  });
  const { face } = row;
  const tagged = face.kind === "tagged_post";
  const gone = tagged ? "inbox.chip.gone.tagged" : "inbox.chip.gone";
  add(row.gone, { key: "gone", family: "outline", icon: IconGhost2, words: t(gone) });
  add(row.hidden && !row.gone, { key: "hidden", icon: IconEyeOff, words: t("inbox.chip.hidden") });
  if (row.snoozed_until !== null) {
    const until = upcoming(intl, row.snoozed_until, now);
    entries.push({
      key: "snoozed",
      family: "accent",
      icon: IconAlarm,
      words: t("inbox.chip.snoozed", { until }),
    });
  }
  add(row.needs_human, { key: "human", family: "warning", icon: IconHandStop, words: t("inbox.chip.human") });
  add(row.flagged, { key: "flagged", family: "warning", icon: IconFlag, words: t("inbox.chip.flagged") });
  add(row.done, { key: "done", family: "success", icon: IconCheck, words: t("inbox.chip.done") });
  if (face.kind === "message" && row.open_count > 0) {
    const { state, left, soon } = standingOf(face.window, now);
    const words =
      state === "closed"
        ? t("inbox.chip.window_closed")
        : t("inbox.chip.window", { left: timeLeft(intl, left, true) });
    entries.unshift({
      key: "window",
      family: soon ? "warning" : state === "open" ? "neutral" : "outline",
      icon: state === "closed" ? IconLock : IconClock,
      words,
    });
  }
  add(face.kind === "message" && face.message_kind === "story_reply", {
    key: "story",
    family: "outline",
    icon: IconCircleDashed,
    words: t("inbox.chip.story_reply"),
  });
  add(face.kind === "message" && face.message_kind === "story_mention", {
    key: "story",
    family: "outline",
    icon: IconCircleDashed,
    words: t("inbox.chip.story_mention"),
  });
  add(tagged && !row.gone, {
    key: "tagged",
    family: "outline",
    icon: IconUserSquare,
    words: t("inbox.chip.tagged"),
  });
  const answered = face.kind === "comment" ? face.answered : false;
  const outside =
    face.kind === "comment"
      ? face.answered && face.answered_outside
      : face.kind === "message" && face.sent_outside;
  add(outside && !row.done, {
    key: "outside",
    family: "outline",
    icon: IconDeviceMobile,
    words: t("inbox.chip.outside"),
  });
  add(answered && !outside && !row.done, {
    key: "answered",
    family: "outline",
    icon: IconMessageReply,
    words: t("inbox.chip.answered"),
  });
  add(row.noted && !row.found_in_note, {
    key: "noted",
    family: "note",
    icon: IconNote,
    words: t("inbox.chip.note"),
  });
  for (const { label, name, colour } of row.labels) {
    entries.push({ key: label, family: "outline", colour, words: name });
  }
  add(row.muted, { key: "muted", icon: IconBellOff, words: t("inbox.chip.muted") });
  if (row.assignee !== null) {
    const colour = row.assignee_colour ?? 1;
    entries.push({ key: "assignee", family: "outline", icon: IconUser, colour, words: row.assignee });
  }
  const chips: ReactNode[] = row.action ? [<ActionStateChip key="action" state={row.action} />] : [];
  const room = (row.found_in_caption ? MOST_BESIDE_CAPTION : MOST_CHIPS) - chips.length;
  for (const { key, family, icon, colour, words } of entries.slice(0, room)) {
    chips.push(
      <Chip key={key} {...(icon && { icon })} {...(family && { family })}>
        {colour !== undefined && <ColourDot colour={colour} round={icon !== undefined} />}
        <span className={cx(styles.chipWords, colour !== undefined && styles.chipName)}>{words}</span>
      </Chip>,
    );
  }
  const more = entries.slice(room);
  if (more.length > 0) {
    chips.push(
      <span key="more" className={styles.more}>
        <More words={more.map((each) => each.words)} />
      </span>,
    );
  }
  return chips;
}
