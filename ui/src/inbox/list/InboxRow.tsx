/**
 * One row of the list. Plain elements, because some fifteen of them are on screen at any time of a fling.
 *
 * What people wrote is rendered as text nodes only, in a box of its own that nothing can leave.
 */
import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCornerDownRight, IconMessageCircle } from "@tabler/icons-react";
import { memo } from "react";
import { useIntl } from "react-intl";
import type { ItemRowView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { cx } from "../../parts/cx";
import { Marked } from "../../parts/Marked";
import { PersonAvatar } from "../../parts/PersonAvatar";
import { PostPicture } from "../../parts/PostPicture";
import { RelativeTime } from "../../parts/RelativeTime";
import styles from "./InboxRow.module.css";
import { useStateChips } from "./StateChips";

/** Height of a row, in px. */
export const ROW_HEIGHT = 64;

export const rowId = (index: number) => `inbox-row-${index}`;

type Props = {
  index: number;
  total: number;
  /** Distance from the top of the list, in px. */
  top: number;
  row: ItemRowView | undefined;
  mark: string | undefined;
  colour: number | undefined;
  selected: boolean;
  ticked: boolean;
  /** Whether any row is ticked: then every row shows its check box. */
  ticking: boolean;
};

export const InboxRow = memo(function InboxRow({ row, index, total, top, selected, ticked, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its row by aria-activedescendant
    <div
      id={rowId(index)}
      data-index={index}
      role="option"
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-selected={selected}
      aria-checked={ticked}
      aria-busy={row === undefined || undefined}
      className={cx(styles.row, selected && styles.selected, ticked && styles.ticked)}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row ? <Filled row={row} ticked={ticked} {...rest} /> : <Placeholder />}
    </div>
  );
});

function Placeholder() {
  const t = useT();
  return (
    <>
      <VisuallyHidden>{t("inbox.loading")}</VisuallyHidden>
      <span className={styles.waitCircle} />
      <span className={styles.waitBars}>
        <span />
        <span />
        <span />
      </span>
    </>
  );
}

type FilledProps = Omit<Props, "row" | "index" | "total" | "top" | "selected"> & { row: ItemRowView };

function Filled({ row, mark, colour, ticked, ticking }: FilledProps) {
  const t = useT();
  const intl = useIntl();
  const chips = useStateChips(row);
  const name = row.username || t("inbox.person.unknown");
  const Kind = row.parent === null ? IconMessageCircle : IconCornerDownRight;
  return (
    <>
      {row.unread && (
        <span className={styles.unread}>
          <VisuallyHidden>{t("inbox.row.unread")}</VisuallyHidden>
        </span>
      )}
      <span className={cx(styles.who, ticking && styles.ticking)} data-tick>
        <span className={styles.avatar}>
          <PersonAvatar username={name} size={32} />
          {mark !== undefined && colour !== undefined && (
            <span className={styles.mark}>
              <AccountMark mark={mark} colour={colour} size={16} />
            </span>
          )}
        </span>
        <span className={cx(styles.box, ticked && styles.boxOn)} aria-hidden>
          {ticked && <IconCheck size={12} stroke={2.5} />}
        </span>
      </span>
      <span className={styles.column}>
        <span className={styles.head}>
          <bdi className={cx(styles.name, row.unread && styles.nameUnread)}>
            <Marked text={name} marks={row.username_marks} />
          </bdi>
          <Kind size={14} stroke={1.5} aria-hidden className={styles.kind} />
          <VisuallyHidden>{t(row.parent === null ? "inbox.row.comment" : "inbox.row.reply")}</VisuallyHidden>
          {row.open_count > 1 && (
            <span className={styles.open}>
              <span aria-hidden>{intl.formatNumber(row.open_count)}</span>
              <VisuallyHidden>{t("inbox.row.open", { count: row.open_count })}</VisuallyHidden>
            </span>
          )}
          {row.written_at && <RelativeTime at={row.written_at} className={styles.time} />}
        </span>
        <span
          dir="auto"
          className={cx(
            styles.text,
            chips.length > 0 ? styles.oneLine : styles.twoLines,
            row.unread && styles.textUnread,
            (row.hidden || row.gone) && styles.textDim,
          )}
        >
          {row.text === null ? t("inbox.text.none") : <Marked text={row.text} marks={row.text_marks} />}
        </span>
        {chips.length > 0 && <span className={styles.chips}>{chips}</span>}
      </span>
      <span className={styles.thumb}>
        <PostPicture media={row.media} available={row.has_picture} size={40} kind={row.media_kind} />
      </span>
    </>
  );
}
