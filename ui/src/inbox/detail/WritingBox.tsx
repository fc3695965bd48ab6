/** Where something is written that leaves the machine: the field, saved replies, its counter and the ways to send. */
import { Menu } from "@mantine/core";
import { IconChevronDown, IconSend, IconTemplate } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import type { AboutForm } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { KeyCap } from "../../parts/KeyCap";
import { type Command, useCommands } from "../../shell/commands";
import { Hints } from "../saved_replies/Hints";
import { optionId, SavedReplyPicker } from "../saved_replies/SavedReplyPicker";
import { useSavedReplies } from "../saved_replies/use-saved-replies";
import { BoxTabs, type Writing } from "./BoxTabs";
import { useDrafts } from "./drafts";
import { GrowingField } from "./GrowingField";
import styles from "./ReplyBox.module.css";
import { Unsaved } from "./Unsaved";

/** What a direct message may have, in bytes. */
export const MOST_BYTES = 1_000;

type Props = {
  /** Whose draft it is. */
  item: number;
  /** What is answered. */
  about: AboutForm;
  of: "thread" | "conversation";
  writing: Exclude<Writing, "note">;
  onWriting: (writing: Writing) => void;
  label: string;
  /** Quiet words above the field; without them the placeholder stands there once something is typed. */
  quiet?: string | undefined;
  placeholder: string;
  /** A limit in bytes, which is then counted; otherwise characters are. */
  mostBytes?: number;
  /** It can be written but not sent. */
  held?: boolean;
  /** What the reply key goes to. */
  focus: RefObject<HTMLElement | null>;
  /** Little room: the second way to send moves into a menu. */
  narrow: boolean;
  onSend: (text: string, doneAndNext: boolean) => void;
  /** Esc: the hand goes back to the list. */
  onLeave: () => void;
};

export function WritingBox(props: Props) {
  const { item, about, of, writing, onWriting, label, quiet, placeholder } = props;
  const { mostBytes, held = false, focus, narrow, onSend, onLeave } = props;
  const t = useT();
  const intl = useIntl();
  const text = useDrafts((state) => state.texts[item] ?? "");
  const write = useDrafts((state) => state.write);
  const unsaved = useDrafts((state) => state.unsaved.has(`reply:${item}`));
  const bytes = mostBytes === undefined ? 0 : bytesOf(text);
  const tooLong = mostBytes !== undefined && bytes > mostBytes;
  const ready = !held && text.trim() !== "" && !tooLong;

  const field = () => (focus.current instanceof HTMLTextAreaElement ? focus.current : null);
  const saved = useSavedReplies({
    item,
    about,
    text,
    field,
    write: (next, reply) => write(item, next, reply),
    send: (whole) => {
      if (!held && (mostBytes === undefined || bytesOf(whole) <= mostBytes)) onSend(whole.trim(), false);
    },
  });
  const latestSaved = useRef(saved);
  latestSaved.current = saved;

  // Read when the key comes, so that the registry does not change with every letter and every item.
  const submit = (doneAndNext: boolean) => {
    onSend(text.trim(), doneAndNext);
    if (doneAndNext) onLeave();
  };
  const latestSubmit = useRef(submit);
  latestSubmit.current = submit;
  const commands = useMemo<Command[]>(() => {
    const openSaved: Command = {
      id: "inbox.saved_reply",
      title: t("inbox.command.saved"),
      group: "item",
      icon: IconTemplate,
      run: () => latestSaved.current.begin(),
    };
    if (!ready) return [openSaved];
    const send = (doneAndNext: boolean) => () => latestSubmit.current(doneAndNext);
    return [
      openSaved,
      {
        id: "inbox.send",
        title: t("inbox.command.send"),
        group: "item",
        icon: IconSend,
        run: send(false),
      },
      {
        id: "inbox.send_done_next",
        title: t("inbox.send_done_next"),
        group: "item",
        icon: IconSend,
        run: send(true),
      },
    ];
  }, [ready, t]);
  useCommands(commands);

  // A hand that wrote in the field of another item, which has gone, goes back to the list.
  const lastItem = useRef(item);
  useEffect(() => {
    if (lastItem.current === item) return;
    lastItem.current = item;
    if (document.activeElement === document.body) onLeave();
  }, [item, onLeave]);

  const onKeyDown = (event: KeyboardEvent) => {
    saved.onKeyDown(event);
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };
  const count = [...text].length;
  const counted =
    mostBytes === undefined
      ? { shown: intl.formatNumber(count), said: t("inbox.reply.counter", { count }) }
      : {
          shown: t("inbox.message.bytes", { bytes, most: mostBytes }),
          said: t("inbox.message.bytes.said", { bytes, most: mostBytes }),
        };
  return (
    <section className={styles.box} aria-label={label}>
      {saved.open && (
        <SavedReplyPicker
          id={saved.id}
          offers={saved.found}
          none={saved.offers?.replies.length === 0}
          words={saved.words}
          active={saved.active}
          onHover={saved.setActive}
          onTake={saved.take}
        />
      )}
      <Hints offers={saved.offers} onBring={saved.bring} />
      <BoxTabs item={item} of={of} writing={writing} onWriting={onWriting}>
        {(quiet !== undefined || text !== "") && <bdi className={styles.to}>{quiet ?? placeholder}</bdi>}
      </BoxTabs>
      <GrowingField
        // A field remembers what was typed in it, and would bring it back for somebody else when it is undone.
        key={item}
        focus={focus}
        value={text}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          write(item, value);
          saved.onTyped(value, selectionStart);
        }}
        onBlur={saved.leave}
        onKeyDown={onKeyDown}
        aria-autocomplete="list"
        aria-controls={saved.open ? saved.id : undefined}
        aria-activedescendant={
          saved.open && saved.found.length > 0 ? optionId(saved.id, saved.active) : undefined
        }
        aria-label={placeholder}
        aria-invalid={tooLong || undefined}
        placeholder={placeholder}
      />
      <div className={styles.foot}>
        <Button
          kind="quiet"
          icon={IconTemplate}
          keys="inbox.saved_reply"
          className={styles.saved ?? ""}
          onMouseDown={(event) => event.preventDefault()}
          onClick={saved.begin}
        >
          {t("inbox.saved.short")}
        </Button>
        {count > 0 && (
          <span className={cx(styles.count, tooLong && styles.tooLong)} role="img" aria-label={counted.said}>
            {counted.shown}
          </span>
        )}
        {unsaved && <Unsaved />}
        {!narrow && (
          <Button disabled={!ready} onClick={() => submit(true)}>
            {t("inbox.send_done_next")}
          </Button>
        )}
        <span className={styles.send}>
          <Button
            kind="primary"
            keys="inbox.send"
            disabled={!ready}
            className={cx(narrow && styles.joined)}
            onClick={() => submit(false)}
          >
            {t("inbox.send")}
          </Button>
          {narrow && (
            <Menu position="top-end">
              <Menu.Target>
                <button
                  type="button"
                  className={styles.more}
                  disabled={!ready}
                  aria-label={t("inbox.send.menu")}
                >
                  <IconChevronDown size={16} stroke={1.75} aria-hidden />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item rightSection={<KeyCap keys="inbox.send_done_next" />} onClick={() => submit(true)}>
                  {t("inbox.send_done_next")}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </span>
      </div>
    </section>
  );
}

const bytesOf = (text: string) => new TextEncoder().encode(text.trim()).length;
