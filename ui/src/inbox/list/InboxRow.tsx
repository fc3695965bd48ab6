/**
 * One row of the list. Plain elements, because some fifteen of them are on screen at any time of a fling.
 *
 * What people wrote is rendered as text nodes only, in a box of its own that nothing can leave.
 */
import {
  IconAt,
  IconCheck,
  IconCornerDownRight,
  IconMessage2,
  IconMessageCircle,
  IconUserSquare,
} from "@tabler/icons-react";
import { memo, useRef } from "react";
import { useIntl } from "react-intl";
import type { ExcerptView, ItemRowView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { clip } from "../../parts/clip";
import { cx } from "../../parts/cx";
import { Marked } from "../../parts/Marked";
import { PersonAvatar } from "../../parts/PersonAvatar";
import { PostPicture } from "../../parts/PostPicture";
import { RelativeTime } from "../../parts/RelativeTime";
import { messageLine } from "../message-words";
import { GroupLabel } from "./GroupLabel";
import styles from "./InboxRow.module.css";
import { useStateChips } from "./StateChips";

/** Height of a row, in px. */
export const ROW_HEIGHT = 64;

/** More than two lines of a wide list hold, in UTF-16 units. */
const MOST_OF_ROW = 400;

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
  /** Whether the row below it is the selected one, which has no line above it. */
  aboveSelected: boolean;
  ticked: boolean;
  /** Whether any row is ticked: then every row shows its check box. */
  ticking: boolean;
};

export const InboxRow = memo(function InboxRow(props: Props) {
  const { row, index, total, top, selected, aboveSelected, ticked, ...rest } = props;
  // The elements of the last row stay for the next one while that is read.
  const last = useRef(row);
  if (row) last.current = row;
  const filled = row ?? last.current;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its row by aria-activedescendant
    <div
      id={rowId(index)}
      data-index={index}
      data-face={row?.face.kind}
      role="option"
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-selected={selected}
      aria-checked={ticked}
      aria-busy={row === undefined || undefined}
      className={cx(
        styles.row,
        row?.group && styles.heads,
        selected && styles.selected,
        aboveSelected && styles.lineless,
        ticked && styles.ticked,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {!row && <Placeholder />}
      {filled && <Filled row={filled} hidden={!row} ticked={ticked} {...rest} />}
    </div>
  );
});

const Placeholder = memo(function Placeholder() {
  const t = useT();
  return (
    <>
      <span className={styles.spoken}>{t("inbox.loading")}</span>
      <span className={styles.waitCircle} />
      <span className={styles.waitBars}>
        <span />
        <span />
        <span />
      </span>
    </>
  );
});

const kinds = {
  comment: { icon: IconMessageCircle, label: "inbox.row.comment" },
  reply: { icon: IconCornerDownRight, label: "inbox.row.reply" },
  message: { icon: IconMessage2, label: "inbox.row.message" },
  mention: { icon: IconAt, label: "inbox.row.mention" },
  tagged: { icon: IconUserSquare, label: "inbox.row.tagged" },
} as const;

function kindOf({ face }: ItemRowView): keyof typeof kinds {
  if (face.kind === "comment") return face.parent === null ? "comment" : "reply";
  if (face.kind === "tagged_post") return "tagged";
  return face.message_kind === "story_mention" ? "mention" : "message";
}

/** What the row says in its line of text: words of people with marks, or what stands there instead of words. */
function Line({ row: { face, text, gone, text_marks } }: { row: ItemRowView }) {
  const t = useT();
  const words = text === null ? undefined : <Marked text={clip(text, MOST_OF_ROW)} marks={text_marks} />;
  if (face.kind === "comment") return words ?? t("inbox.text.none");
  if (face.kind === "tagged_post") return words ?? t(gone ? "inbox.tagged.gone" : "inbox.tagged.wordless");
  const line =
    text_marks.length > 0 && !gone
      ? words
      : messageLine(t, {
          kind: face.message_kind,
          text: text && clip(text, MOST_OF_ROW),
          attachment: face.attachment,
          gone,
        });
  if (!face.ours) return line;
  return (
    <>
      {t("inbox.row.by_us")} {line}
    </>
  );
}

/** That it was the caption of the post which holds what is searched for, and where. */
function FoundInCaption({ text, marks }: ExcerptView) {
  const t = useT();
  return (
    <span className={styles.caption}>
      <span className={styles.captionLabel}>{t("inbox.row.in_caption")}</span>
      <span dir="auto" className={styles.captionWords}>
        <Marked text={text} marks={marks} />
      </span>
    </span>
  );
}

type FilledProps = Pick<Props, "mark" | "colour" | "ticked" | "ticking"> & {
  row: ItemRowView;
  hidden: boolean;
};

const Filled = memo(function Filled({ row, hidden, mark, colour, ticked, ticking }: FilledProps) {
  const t = useT();
  const intl = useIntl();
  const chips = useStateChips(row);
  const name = row.username || t("inbox.person.unknown");
  const { icon: Kind, label } = kinds[kindOf(row)];
  return (
    <span className={hidden ? styles.waiting : styles.filled}>
      {row.group && <GroupLabel group={row.group} />}
      {row.unread && (
        <span className={styles.unread}>
          <span className={styles.spoken}>{t("inbox.row.unread")}</span>
        </span>
      )}
      <span className={cx(styles.who, ticking && styles.ticking)} data-tick>
        <span className={styles.avatar}>
          <PersonAvatar username={row.username} size={32} />
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
          <span className={styles.spoken}>{t(label)}</span>
          {row.open_count > 1 && (
            <span className={styles.open}>
              <span aria-hidden>{intl.formatNumber(row.open_count)}</span>
              <span className={styles.spoken}>{t("inbox.row.open", { count: row.open_count })}</span>
            </span>
          )}
          {row.written_at && <RelativeTime at={row.written_at} className={styles.time} />}
        </span>
        <span
          dir="auto"
          className={cx(
            styles.text,
            chips.length > 0 || row.found_in_caption ? styles.oneLine : styles.twoLines,
            row.unread && styles.textUnread,
            (row.hidden || row.gone) && styles.textDim,
          )}
        >
          <Line row={row} />
        </span>
        {(chips.length > 0 || row.found_in_caption) && (
          <span className={styles.chips}>
            {row.found_in_caption && <FoundInCaption {...row.found_in_caption} />}
            {chips}
          </span>
        )}
      </span>
      {/* Without a picture its place stays empty, so that the times stand in one column. */}
      <span className={styles.thumb}>
        {row.face.kind === "comment" && (
          <PostPicture
            media={row.face.media}
            available={row.face.has_picture}
            size={40}
            kind={row.face.media_kind}
          />
        )}
        {row.face.kind === "message" && row.face.story !== null && row.face.has_picture && (
          <PostPicture media={row.face.story} available size={40} />
        )}
      </span>
    </span>
  );
});
