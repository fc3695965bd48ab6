/** Who wrote it, what we know of them, and what to do with the comment as a whole. */
import { IconCheck, IconChevronLeft, IconExternalLink, IconMail, IconRotate } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { AuthorView, ItemRowView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { IconButton } from "../../parts/IconButton";
import { PersonAvatar } from "../../parts/PersonAvatar";
import type { InboxActions } from "../actions/use-actions";
import styles from "./DetailHeader.module.css";

type Props = {
  row: ItemRowView;
  /** Undefined until the thread has been read. */
  author: AuthorView | undefined;
  actions: InboxActions;
  /** Given where the detail is an overlay: the way back, in the avatar's place. */
  onBack: (() => void) | undefined;
};

export function DetailHeader({ row, author, actions, onBack }: Props) {
  const t = useT();
  const intl = useIntl();
  const name = row.username || t("inbox.person.unknown");
  const facts = author
    ? [
        t("inbox.author.comments", { count: author.comments_here }),
        // Beside the back arrow there is room for the number only.
        !onBack &&
          author.first_seen &&
          t("inbox.author.first_seen", {
            month: intl.formatDate(author.first_seen, { month: "long", year: "numeric" }),
          }),
        author.hidden_count > 0 && t("inbox.author.hidden", { count: author.hidden_count }),
      ].filter((fact): fact is string => typeof fact === "string")
    : [];
  return (
    <header className={styles.header}>
      {onBack ? (
        <IconButton icon={IconChevronLeft} label={t("inbox.detail.back")} keys="u" onClick={onBack} />
      ) : (
        <PersonAvatar username={name} size={36} />
      )}
      <div className={styles.who}>
        <h2 className={styles.name}>
          <bdi>{name}</bdi>
        </h2>
        <p className={styles.facts}>{facts.join(" · ")}</p>
      </div>
      <div className={styles.icons}>
        <IconButton
          icon={IconExternalLink}
          label={t("inbox.open_on_instagram")}
          keys="v"
          onClick={actions.openOnInstagram}
        />
        <IconButton
          icon={IconMail}
          label={t("inbox.mark_unread")}
          keys="Shift+u"
          onClick={actions.markUnread}
        />
      </div>
      <Button icon={row.done ? IconRotate : IconCheck} keys="e" onClick={() => actions.toggleDone(false)}>
        {t(row.done ? "inbox.reopen" : "inbox.done")}
      </Button>
    </header>
  );
}
