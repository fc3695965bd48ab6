/** What belongs to the slide that is worked on, and the ratio that all of them share. */
import { Textarea } from "@mantine/core";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { type RefObject, useId } from "react";
import { type IntlShape, useIntl } from "react-intl";
import type { Ratio, SlideView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { KeyCap } from "../parts/KeyCap";
import { spokenKeys } from "../parts/key-labels";
import { ratios, ratioValues } from "./crop";
import styles from "./SlidePanel.module.css";

/** Instagram's limit, in characters. */
const MAX_ALT_TEXT = 1000;

type Props = {
  slide: SlideView;
  number: number;
  ratio: Ratio;
  /** How many slides have no alt text. */
  missing: number;
  /** Where to write it. */
  field: RefObject<HTMLTextAreaElement | null>;
  onAltText: (text: string) => void;
  onRatio: (ratio: Ratio) => void;
  onRemove: () => void;
  /** Goes to the next slide without alt text. */
  onNextMissing: () => void;
};

export function SlidePanel({
  slide,
  number,
  ratio,
  missing,
  field,
  onAltText,
  onRatio,
  onRemove,
  onNextMissing,
}: Props) {
  const t = useT();
  const intl = useIntl();
  const count = [...slide.alt_text].length;
  const altId = useId();
  return (
    <section className={styles.panel} aria-label={t("composer.slidePanel", { number })}>
      <p className={styles.label}>
        <label htmlFor={altId}>{t("composer.alt", { number })}</label>
        <KeyCap keys="composer.alt" />
      </p>
      <Textarea
        id={altId}
        ref={field}
        value={slide.alt_text}
        placeholder={t("composer.alt.placeholder")}
        rows={4}
        dir="auto"
        error={count > MAX_ALT_TEXT}
        onChange={(event) => onAltText(event.currentTarget.value)}
      />
      <p className={styles.below}>
        {missing > 0 && (
          <button type="button" className={styles.missing} onClick={onNextMissing}>
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
            {t("composer.alt.missing", { count: missing })}
          </button>
        )}
        <span className={cx(styles.count, count > MAX_ALT_TEXT && styles.over)}>
          {t("composer.of", { count: intl.formatNumber(count), most: intl.formatNumber(MAX_ALT_TEXT) })}
        </span>
      </p>
      <fieldset className={styles.ratios}>
        <legend className={styles.legend}>
          {t("composer.ratio")} <KeyCap keys="composer.ratio" />
        </legend>
        <div className={styles.choices}>
          {ratios.map((each) => (
            <label key={each} className={styles.ratio}>
              <input
                type="radio"
                name="ratio"
                value={each}
                checked={each === ratio}
                onChange={() => onRatio(each)}
                className={styles.radio}
              />
              <span
                className={styles.shape}
                style={{ inlineSize: Math.min(26, 18 * ratioValues[each]), aspectRatio: ratioValues[each] }}
                aria-hidden
              />
              {t(`parts.ratio.${each}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <p className={styles.file}>
        <bdi className={styles.fileName} title={slide.file_name}>
          {slide.file_name}
        </bdi>
        {t("composer.file", {
          width: intl.formatNumber(slide.width),
          height: intl.formatNumber(slide.height),
          size: sizeOf(slide.bytes, intl),
        })}
      </p>
      <p className={styles.hint}>{t("composer.crop.hint", { shift: spokenKeys("Shift").join() })}</p>
      <Button
        small
        kind="quiet"
        icon={IconTrash}
        keys="composer.remove"
        className={styles.remove}
        onClick={onRemove}
      >
        {t("composer.remove", { number })}
      </Button>
    </section>
  );
}

/** A file's size in the unit that gives it a whole digit. */
function sizeOf(bytes: number, intl: IntlShape): string {
  const small = bytes < 1_000_000;
  return intl.formatNumber(bytes / (small ? 1_000 : 1_000_000), {
    style: "unit",
    unit: small ? "kilobyte" : "megabyte",
    maximumFractionDigits: small ? 0 : 1,
  });
}
