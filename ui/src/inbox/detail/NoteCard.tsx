/** What somebody of the team left for the others: never seen outside. */
import { IconNote, IconTrash } from "@tabler/icons-react";
import { useIntl } from "react-intl";
import type { NoteView } from "../../host/bindings";
import { dayAndTime } from "../../i18n/time";
import { useNow } from "../../i18n/useNow";
import { useT } from "../../i18n/useT";
import { IconButton } from "../../parts/IconButton";
import { ColourDot } from "../../parts/LabelChip";
import styles from "./NoteCard.module.css";

type Props = { note: NoteView; onRemove: (note: string) => void };

export function NoteCard({ note, onRemove }: Props) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const time = dayAndTime(intl, note.written_at, now);
  return (
    <article className={styles.note}>
      <div className={styles.head}>
        <IconNote size={14} stroke={1.75} aria-hidden className={styles.icon} />
        <ColourDot colour={note.author.colour} round />
        <span className={styles.who}>{t("inbox.note.by", { name: note.author.name, time })}</span>
        <IconButton
          small
          icon={IconTrash}
          iconSize={14}
          label={t("inbox.note.remove")}
          className={styles.remove}
          onClick={() => onRemove(note.note)}
        />
      </div>
      <p className={styles.text} dir="auto" data-selectable>
        {note.text}
      </p>
    </article>
  );
}
