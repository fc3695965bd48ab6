/** Who wrote the chosen comment, what we know of them, and what to do with the item as a whole. */
import { Menu, OverflowList } from "@mantine/core";
import {
  IconAlarm,
  IconBellOff,
  IconCheck,
  IconChevronLeft,
  IconDots,
  IconExternalLink,
  IconFlag,
  IconId,
  IconMail,
  IconRotate,
  IconTag,
  IconUserPlus,
} from "@tabler/icons-react";
import { memo } from "react";
import { useIntl } from "react-intl";
import type { AuthorView, ItemRowView, LabelView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { KeyCap } from "../../parts/KeyCap";
import { LabelChip } from "../../parts/LabelChip";
import { More } from "../../parts/More";
import { PersonAvatar } from "../../parts/PersonAvatar";
import type { InboxActions } from "../actions/use-actions";
import styles from "./DetailHeader.module.css";

type Props = {
  row: ItemRowView;
  /** The handle of the author of the chosen comment, or of whom the conversation is with; empty where nobody tells it. */
  username: string;
  /** Undefined until the thread has been read. */
  author?: AuthorView | undefined;
  /** What stands in front of what we know of them. */
  about?: string;
  actions: InboxActions;
  onSnooze: () => void;
  onAssign: () => void;
  onLabel: () => void;
  /** Opens or closes the card of the author. */
  onCard: () => void;
  /** Given where the detail is an overlay: the way back, in the avatar's place. */
  onBack: (() => void) | undefined;
};

export function DetailHeader(props: Props) {
  const { row, username, author, about, actions, onSnooze, onAssign, onLabel, onCard, onBack } = props;
  const t = useT();
  const intl = useIntl();
  const facts = author
    ? [
        about,
        (!about || author.comments_here > 0) &&
          (author.comments_here === 0 && username === ""
            ? t("inbox.author.unknown")
            : t("inbox.author.comments", { count: author.comments_here })),
        // Beside the back arrow there is room for the number only.
        !onBack &&
          author.first_seen &&
          t("inbox.author.first_seen", {
            month: intl.formatDate(author.first_seen, { month: "long", year: "numeric" }),
          }),
        author.hidden_count > 0 && t("inbox.author.hidden", { count: author.hidden_count }),
        author.note && t("inbox.author.note", { note: author.note.text }),
      ].filter((fact): fact is string => typeof fact === "string")
    : [about].filter((fact): fact is string => fact !== undefined);
  return (
    <header className={styles.header}>
      {onBack ? (
        <IconButton
          icon={IconChevronLeft}
          label={t("inbox.detail.back")}
          keys="inbox.back"
          onClick={onBack}
        />
      ) : (
        <PersonAvatar username={username} size={36} />
      )}
      <div className={styles.who}>
        <div className={styles.line}>
          <h2 className={styles.name}>
            <button type="button" className={styles.card} onClick={onCard}>
              <bdi>{username || t("inbox.person.unknown")}</bdi>
            </button>
          </h2>
          <Labels labels={[...(author?.labels ?? []), ...row.labels]} />
        </div>
        <p className={styles.facts}>
          <bdi>{facts.join(" · ")}</bdi>
        </p>
      </div>
      <HeaderActions
        done={row.done}
        flagged={row.flagged}
        muted={row.muted}
        assignedHere={row.assigned_here}
        actions={actions}
        onSnooze={onSnooze}
        onAssign={onAssign}
        onLabel={onLabel}
        onCard={onCard}
      />
    </header>
  );
}

type ActionsProps = Pick<Props, "actions" | "onSnooze" | "onAssign" | "onLabel" | "onCard"> & {
  done: boolean;
  flagged: boolean;
  muted: boolean;
  assignedHere: boolean;
};

/** What can be done with the item. The same for most items in a row, and not rendered anew for each of them. */
const HeaderActions = memo(function HeaderActions(props: ActionsProps) {
  const { done, flagged, muted, assignedHere, actions, onSnooze, onAssign, onLabel, onCard } = props;
  const t = useT();
  return (
    <>
      <div className={styles.icons}>
        <IconButton icon={IconTag} label={t("inbox.label")} keys="inbox.label" onClick={onLabel} />
        <IconButton
          icon={IconUserPlus}
          label={t(assignedHere ? "inbox.unassign" : "inbox.assign")}
          keys="inbox.assign"
          onClick={onAssign}
        />
        <IconButton icon={IconAlarm} label={t("inbox.snooze")} keys="inbox.snooze" onClick={onSnooze} />
        <IconButton
          icon={IconExternalLink}
          label={t("inbox.open_on_instagram")}
          keys="inbox.instagram"
          onClick={actions.openOnInstagram}
        />
        <MoreMenu flagged={flagged} muted={muted} actions={actions} onCard={onCard} />
      </div>
      <Button
        icon={done ? IconRotate : IconCheck}
        keys="inbox.done_next"
        onClick={() => actions.toggleDone("next")}
      >
        {t(done ? "inbox.reopen" : "inbox.done")}
      </Button>
    </>
  );
});

/** As many labels as there is room for, each whole; what is more becomes a number that says which. */
function Labels({ labels }: { labels: LabelView[] }) {
  if (labels.length === 0) return <span className={styles.labels} />;
  return (
    <OverflowList
      className={styles.labels}
      data={labels}
      gap={4}
      // A label may stand on both, the person and the item.
      getItemKey={(label, index) => `${label.label}-${label.name}-${index}`}
      renderItem={(label, index) => (
        <LabelChip key={`${label.label}-${index}`} name={label.name} colour={label.colour} />
      )}
      renderOverflow={(rest) => <More words={rest.map((label) => label.name)} />}
    />
  );
}

/** What is done less often. */
function MoreMenu(props: Pick<ActionsProps, "flagged" | "muted" | "actions" | "onCard">) {
  const { flagged, muted, actions, onCard } = props;
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon={IconDots} label={t("inbox.more")} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconId size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCap keys="inbox.card" />}
          onClick={onCard}
        >
          {t("inbox.card.open")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMail size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCap keys="inbox.unread" />}
          onClick={actions.markUnread}
        >
          {t("inbox.mark_unread")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFlag size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCap keys="inbox.flag" />}
          onClick={actions.toggleFlagged}
        >
          {t(flagged ? "inbox.unflag" : "inbox.flag")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBellOff size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCap keys="inbox.mute" />}
          onClick={actions.toggleMuted}
        >
          {t(muted ? "inbox.unmute" : "inbox.mute")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
