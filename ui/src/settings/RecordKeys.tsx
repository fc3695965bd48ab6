import { Modal } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { PressCaps } from "../parts/KeyCap";
import { spokenKeys } from "../parts/key-labels";
import { clashesOf, isKept, isSingle, type KeyMap, pressOf } from "../shell/key-map";
import { type CommandId, entryOf } from "../shell/key-table";
import styles from "./Keys.module.css";

type Props = {
  /** The command that gets other keys; nothing: none does. */
  id: CommandId | undefined;
  map: KeyMap;
  onClose: () => void;
  onChosen: (id: CommandId, keys: string) => void;
};

/** Listens for the keys that a command is to have, and says what they clash with. */
export function RecordKeys({ id, map, onClose, onChosen }: Props) {
  const t = useT();
  return (
    <Modal
      opened={id !== undefined}
      onClose={onClose}
      title={id && t("settings.keys.record", { name: t(entryOf(id).title) })}
      size={460}
      classNames={{ inner: styles.inner ?? "" }}
    >
      {id && <Recorder key={id} id={id} map={map} onClose={onClose} onChosen={onChosen} />}
    </Modal>
  );
}

function Recorder({ id, map, onClose, onChosen }: Props & { id: CommandId }) {
  const t = useT();
  const [keys, setKeys] = useState("");
  const kept = keys !== "" && isKept(keys);
  const clashes = keys === "" || kept ? [] : clashesOf(map, id, keys);
  const ready = keys !== "" && !kept && clashes.length === 0;
  const choose = () => {
    if (!ready) return;
    onChosen(id, keys);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // The way through the dialog stays open: Tab goes on, Escape leaves, Enter takes what is there.
    if (plain && (event.key === "Tab" || event.key === "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (plain && event.key === "Enter") {
      choose();
      return;
    }
    if (plain && event.key === "Backspace") {
      setKeys("");
      return;
    }
    const press = pressOf(event.nativeEvent);
    if (press === undefined || event.repeat) return;
    // Two presses are a sequence; a third begins anew, and so does one after a chord.
    setKeys((before) =>
      before === "" || before.includes(" ") || !isSingle(before) ? press : `${before} ${press}`,
    );
  };
  const names = clashes.map((each) =>
    t("settings.keys.clash.name", {
      name: t(entryOf(each).title),
      scope: t(`settings.keys.scope.${entryOf(each).scope}`),
    }),
  );
  const problem = kept
    ? t("settings.keys.kept")
    : clashes.length > 0
      ? t("settings.keys.clash", { names: names.join(", ") })
      : undefined;
  return (
    <div className={styles.recorder}>
      <div className={styles.field}>
        <input
          className={styles.input}
          readOnly
          data-autofocus
          aria-label={t("settings.keys.press")}
          aria-describedby="record-help"
          aria-invalid={problem !== undefined}
          value={keys === "" ? "" : spokenKeys(keys).join(` ${t("parts.keys.then")} `)}
          onKeyDown={onKeyDown}
        />
        <span className={styles.caps} aria-hidden>
          {keys === "" ? (
            <span className={styles.placeholder}>{t("settings.keys.press")}</span>
          ) : (
            <PressCaps presses={keys} />
          )}
        </span>
      </div>
      <p id="record-help" className={cx(styles.help, problem !== undefined && styles.problem)} role="status">
        {problem ??
          (ready && isSingle(keys) && !map.singleLetters
            ? t("settings.keys.offNow")
            : t("settings.keys.help"))}
      </p>
      <div className={styles.actions}>
        <Button kind="primary" keys="Enter" disabled={!ready} onClick={choose}>
          {t("settings.keys.take")}
        </Button>
        <Button keys="Escape" onClick={onClose}>
          {t("parts.cancel")}
        </Button>
      </div>
    </div>
  );
}
