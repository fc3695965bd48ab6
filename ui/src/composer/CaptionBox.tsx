/** The caption, with what Instagram counts in it and the line at which it folds. */
import { Textarea, VisuallyHidden } from "@mantine/core";
import { useResizeObserver } from "@mantine/hooks";
import { type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import type { CaptionFactsView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { KeyCap } from "../parts/KeyCap";
import styles from "./CaptionBox.module.css";

/** Instagram's limits. */
const MOST_CHARACTERS = 2200;
const MOST_HASHTAGS = 30;
const MOST_MENTIONS = 20;

type Props = {
  caption: string;
  facts: CaptionFactsView | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (caption: string) => void;
};

export function CaptionBox({ caption, facts, field, onChange }: Props) {
  const t = useT();
  const intl = useIntl();
  const id = useId();
  const factsId = useId();
  const counts = facts && [
    {
      name: "hashtags" as const,
      text: t("composer.caption.hashtags", { count: facts.hashtags }),
      over: facts.hashtags > MOST_HASHTAGS,
    },
    {
      name: "mentions" as const,
      text: t("composer.caption.mentions", { count: facts.mentions }),
      over: facts.mentions > MOST_MENTIONS,
    },
    {
      name: "characters" as const,
      text: t("composer.of", {
        count: intl.formatNumber(facts.characters),
        most: intl.formatNumber(MOST_CHARACTERS),
      }),
      over: facts.characters > MOST_CHARACTERS,
    },
  ];
  return (
    <section className={styles.caption}>
      <p className={styles.label}>
        <label htmlFor={id}>{t("composer.caption")}</label>
        <KeyCap keys="composer.caption" />
      </p>
      <div className={styles.box}>
        <div className={styles.text}>
          <Textarea
            id={id}
            ref={field}
            value={caption}
            onChange={(event) => onChange(event.currentTarget.value)}
            aria-describedby={factsId}
            placeholder={t("composer.caption.placeholder")}
            autosize
            minRows={3}
            dir="auto"
            classNames={{ input: styles.field ?? "" }}
          />
          <FoldLine caption={caption} foldAt={facts?.fold_at ?? null} />
        </div>
        <p id={factsId} className={styles.counts}>
          {counts?.map(({ name, text, over }) => (
            <span key={name} className={cx(over && styles.over)}>
              <span aria-hidden>{text}</span>
              <VisuallyHidden>
                {t(`composer.caption.spoken.${name}`, {
                  count: facts?.[name] ?? 0,
                  most: MOST_CHARACTERS,
                })}
              </VisuallyHidden>
            </span>
          ))}
        </p>
      </div>
    </section>
  );
}

/** A dashed line under the last line that is seen before "more". An invisible copy of the text tells where that is. */
function FoldLine({ caption, foldAt }: { caption: string; foldAt: number | null }) {
  const t = useT();
  const [copy, box] = useResizeObserver<HTMLDivElement>();
  const mark = useRef<HTMLSpanElement>(null);
  const [top, setTop] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place depends on the text and on the width it has.
  useLayoutEffect(() => {
    setTop(mark.current ? mark.current.offsetTop + mark.current.offsetHeight : undefined);
  }, [caption, foldAt, box.width]);
  if (foldAt === null) return null;
  const signs = [...caption];
  return (
    <>
      <div ref={copy} className={cx(styles.field, styles.copy)} aria-hidden>
        {signs.slice(0, foldAt).join("")}
        <span ref={mark} className={styles.mark} />
        {signs.slice(foldAt).join("")}
      </div>
      {top !== undefined && (
        <p className={styles.fold} style={{ insetBlockStart: top }} data-fold>
          <span className={styles.foldWords}>{t("composer.caption.fold")}</span>
        </p>
      )}
    </>
  );
}
