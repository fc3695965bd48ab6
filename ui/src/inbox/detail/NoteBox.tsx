/** Where an internal note is written. What was typed stays with its item. */
import { IconNote } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useMemo, useRef } from "react";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { type Command, useCommands } from "../../shell/commands";
import { BoxTabs, type ItemPart, type Writing } from "./BoxTabs";
import { useDrafts } from "./drafts";
import { GrowingField } from "./GrowingField";
import styles from "./ReplyBox.module.css";
import { Unsaved } from "./Unsaved";

type Props = {
  /** Whose draft it is. */
  item: number;
  /** What the item is made of. */
  of: ItemPart;
  /** On how many items the note is written. */
  items: number;
  focus: RefObject<HTMLElement | null>;
  onWriting: (writing: Writing) => void;
  onSave: (text: string) => void;
  /** Esc: the hand goes back to the list. */
  onLeave: () => void;
};

export function NoteBox({ item, of, items, focus, onWriting, onSave, onLeave }: Props) {
  const t = useT();
  const text = useDrafts((state) => state.notes[item] ?? "");
  const write = useDrafts((state) => state.writeNote);
  const unsaved = useDrafts((state) => state.unsaved.has(`note:${item}`));
  const ready = text.trim() !== "";

  // Read when the key comes, so that the registry does not change with every letter.
  const save = useRef(() => undefined as undefined);
  save.current = () => {
    onSave(text.trim());
    return undefined;
  };
  const commands = useMemo<Command[]>(
    () =>
      ready
        ? [
            {
              id: "inbox.send",
              title: t("inbox.note.save"),
              group: "item",
              icon: IconNote,
              run: () => save.current(),
            },
          ]
        : [],
    [ready, t],
  );
  useCommands(commands);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };
  return (
    <section className={cx(styles.box, styles.manila)} aria-label={t("inbox.note")}>
      <BoxTabs item={item} of={of} writing="note" onWriting={onWriting}>
        <span className={styles.to}>{t("inbox.note.team")}</span>
      </BoxTabs>
      <GrowingField
        focus={focus}
        value={text}
        onChange={(event) => write(item, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        aria-label={t("inbox.note.write", { count: items })}
        placeholder={t("inbox.note.write", { count: items })}
        maxLength={4000}
      />
      <div className={styles.foot}>
        {unsaved && <Unsaved />}
        <Button kind="primary" keys="inbox.send" disabled={!ready} onClick={() => save.current()}>
          {t("inbox.note.save")}
        </Button>
      </div>
    </section>
  );
}
