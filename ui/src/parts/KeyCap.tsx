import { Fragment, memo } from "react";
import { useT } from "../i18n/useT";
import { shownKeys, useKeyMap } from "../shell/key-map";
import { type CommandId, isCommandId } from "../shell/key-table";
import { cx } from "./cx";
import styles from "./KeyCap.module.css";
import { keyLabels } from "./key-labels";

/** A command, whose keys are the person's own where they chose some, or a key that is the same for everyone. */
export type CapKeys = CommandId | "Escape" | "Enter" | "$mod+Enter" | "ArrowUp" | "ArrowDown";

type Props = {
  keys: CapKeys;
  /** On a filled button. */
  onFill?: boolean;
};

/** The key that does the same as the button beside it; nothing where there is none. */
export const KeyCap = memo(function KeyCap({ keys, onFill = false }: Props) {
  const shown = useKeyMap((map) => (isCommandId(keys) ? shownKeys(map, keys) : keys));
  return shown === undefined ? null : <PressCaps presses={shown} onFill={onFill} />;
});

/** Caps of a binding as the key table writes it. Hidden from screen readers: the button beside them says its name. */
export function PressCaps({ presses, onFill = false }: { presses: string; onFill?: boolean }) {
  const t = useT();
  return (
    <span className={styles.keys} aria-hidden>
      {keyLabels(presses).map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the presses of a sequence have no other identity.
        <Fragment key={index}>
          {index > 0 && (
            <span className={cx(styles.then, onFill && styles.thenOnFill)}>{t("parts.keys.then")}</span>
          )}
          <kbd className={cx(styles.cap, onFill && styles.onFill)}>{label}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
