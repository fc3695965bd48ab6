import { VisuallyHidden } from "@mantine/core";
import type { Ref } from "react";
import { useIntl } from "react-intl";
import { useT } from "../i18n/useT";
import styles from "./More.module.css";

type Props = {
  /** What there is no room for. */
  words: string[];
  ref?: Ref<HTMLSpanElement>;
};

/** A number in the place of what there is no room for; it says what that is. */
export function More({ words, ref }: Props) {
  const t = useT();
  const intl = useIntl();
  const all = intl.formatList(words);
  return (
    <span ref={ref} className={styles.more} title={all}>
      <VisuallyHidden>{all}</VisuallyHidden>
      <span aria-hidden>{t("inbox.chip.more", { count: words.length })}</span>
    </span>
  );
}
