/** Where a public reply is written. What was typed stays with its item. */
import { Menu, Textarea } from "@mantine/core";
import { IconChevronDown, IconLock, IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import { useT } from "../../i18n/useT";
import { Button } from "../../parts/Button";
import { cx } from "../../parts/cx";
import { KeyCap } from "../../parts/KeyCap";
import { type Command, useCommands } from "../../shell/commands";
import { useDrafts } from "./drafts";
import styles from "./ReplyBox.module.css";

/** Why the comment cannot be answered. */
export type NoReply = "hidden" | "gone" | "ours";

type Props = {
  /** Whose draft it is. */
  item: number;
  /** Whom the reply is for. */
  name: string;
  noReply: NoReply | null;
  /** The comment is being unhidden: the reply can be written already, but not sent. */
  unhiding: boolean;
  /** What the reply key goes to: the field, or the button that makes a reply possible. */
  focus: RefObject<HTMLElement | null>;
  /** Little room: the second way to send moves into a menu. */
  narrow: boolean;
  onSend: (text: string, doneAndNext: boolean) => void;
  onUnhide: () => void;
  /** Esc: the hand goes back to the list. */
  onLeave: () => void;
};

export function ReplyBox({ item, name, noReply, unhiding, focus, narrow, onSend, onUnhide, onLeave }: Props) {
  const t = useT();
  const intl = useIntl();
  const text = useDrafts((state) => state.texts[item] ?? "");
  const write = useDrafts((state) => state.write);
  const unsaved = useDrafts((state) => state.unsaved.has(item));
  const ready = noReply === null && !unhiding && text.trim() !== "";

  // Read when the key comes, so that the registry does not change with every letter.
  const latestText = useRef(text);
  latestText.current = text;
  const commands = useMemo<Command[]>(() => {
    if (!ready) return [];
    const send = (doneAndNext: boolean) => () => onSend(latestText.current.trim(), doneAndNext);
    return [
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
  }, [ready, onSend, t]);
  useCommands(commands);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };

  // The hand that asked to unhide and reply goes on in the field as soon as there is one.
  useEffect(() => {
    if (unhiding) focus.current?.focus();
  }, [unhiding, focus]);

  const holdFocus = (element: HTMLElement | null) => {
    focus.current = element;
  };
  if (noReply !== null) {
    return (
      <section className={cx(styles.box, styles.locked)} aria-label={t("inbox.reply.public")}>
        <IconLock size={16} stroke={1.5} aria-hidden />
        <p className={styles.reason}>{t(`inbox.reply.${noReply}`)}</p>
        {noReply === "hidden" && (
          <Button ref={holdFocus} onClick={onUnhide}>
            {t("inbox.reply.unhide")}
          </Button>
        )}
      </section>
    );
  }
  const count = [...text].length;
  return (
    <section className={styles.box} aria-label={t("inbox.reply.public")}>
      <div className={styles.tabs}>
        <span className={styles.tab}>
          {t("inbox.reply.public")}
          <KeyCap keys="inbox.reply" />
        </span>
        {/* The placeholder says it while the field is empty. */}
        {(unhiding || text !== "") && (
          <bdi className={styles.to}>
            {unhiding ? t("inbox.reply.unhiding") : t("inbox.reply.to", { name })}
          </bdi>
        )}
      </div>
      <Textarea
        ref={holdFocus}
        value={text}
        onChange={(event) => write(item, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        aria-label={t("inbox.reply.to", { name })}
        placeholder={t("inbox.reply.to", { name })}
        autosize
        minRows={2}
        maxRows={7}
        dir="auto"
        classNames={{ input: styles.field ?? "" }}
      />
      <div className={styles.foot}>
        {count > 0 && (
          <span className={styles.count} role="img" aria-label={t("inbox.reply.counter", { count })}>
            {intl.formatNumber(count)}
          </span>
        )}
        {unsaved && (
          <span className={styles.unsaved} role="status">
            {t("inbox.reply.unsaved")}
          </span>
        )}
        {!narrow && (
          <Button disabled={!ready} onClick={() => onSend(text.trim(), true)}>
            {t("inbox.send_done_next")}
          </Button>
        )}
        <span className={styles.send}>
          <Button
            kind="primary"
            keys="inbox.send"
            disabled={!ready}
            className={cx(narrow && styles.joined)}
            onClick={() => onSend(text.trim(), false)}
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
                <Menu.Item
                  rightSection={<KeyCap keys="inbox.send_done_next" />}
                  onClick={() => onSend(text.trim(), true)}
                >
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
