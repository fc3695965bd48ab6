import { Fragment } from "react";
import { useT } from "../i18n/useT";
import { cx } from "./cx";
import styles from "./KeyCap.module.css";
import { keyLabels } from "./key-labels";

type Props = {
  /** As in the command registry: "e", "$mod+k", "g i". */
  keys: string;
  /** On a filled button. */
  onFill?: boolean;
};

/** The key that does the same as the button beside it. Hidden from screen readers: the button says its name. */
export function KeyCap({ keys, onFill = false }: Props) {
  const t = useT();
  return (
    <span className={styles.keys} aria-hidden>
      {keyLabels(keys).map((label, index) => (
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
