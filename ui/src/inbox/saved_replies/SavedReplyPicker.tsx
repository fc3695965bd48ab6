/** The saved replies that fit what was typed after `;`: a list, and the chosen one as it would be written. */
import { IconCircleCheck, IconTemplate } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { OfferView } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { KeyCap } from "../../parts/KeyCap";
import styles from "./SavedReplyPicker.module.css";
import { textOf } from "./typed-query";

type Props = {
  /** Of the list, for the field that keeps the focus. */
  id: string;
  offers: readonly OfferView[];
  /** Whether there are any at all. */
  none: boolean;
  words: string;
  active: number;
  onHover: (index: number) => void;
  onTake: (offer: OfferView) => void;
};

export const optionId = (id: string, index: number) => `${id}-${index}`;

export function SavedReplyPicker({ id, offers, none, words, active, onHover, onTake }: Props) {
  const t = useT();
  const chosen = offers[active];
  const own = offers.filter((offer) => offer.own).length;
  const here = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is chosen
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press anywhere on it must not take the focus from the field
    <div className={styles.picker} data-floats onMouseDown={(event) => event.preventDefault()}>
      <p className={styles.head}>
        <IconTemplate size={16} stroke={1.5} aria-hidden />
        <span className={styles.typed}>;{words}</span>
        <span className={styles.scope}>{t("inbox.saved.scope", { own, shared: offers.length - own })}</span>
      </p>
      <div className={styles.body}>
        <div id={id} className={styles.list} role="listbox" aria-label={t("inbox.saved")}>
          {offers.map((offer, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              key={offer.reply}
              ref={index === active ? here : undefined}
              id={optionId(id, index)}
              role="option"
              aria-selected={index === active}
              className={cx(styles.choice, index === active && styles.active)}
              onMouseMove={() => onHover(index)}
              onClick={() => onTake(offer)}
            >
              <span className={styles.line}>
                <bdi className={styles.title}>{offer.title}</bdi>
                {offer.shortcut !== null && <span className={styles.shortcut}>;{offer.shortcut}</span>}
              </span>
              <bdi className={styles.start}>{textOf(offer.pieces)}</bdi>
            </div>
          ))}
        </div>
        {offers.length === 0 && (
          <p className={styles.nothing}>{t(none ? "inbox.saved.none" : "inbox.saved.nothing", { words })}</p>
        )}
        {chosen && (
          <div className={styles.preview} aria-hidden>
            <p className={styles.text} dir="auto">
              {chosen.pieces.map((piece, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their places
                  key={index}
                  className={cx(
                    piece.kind === "value" && styles.value,
                    piece.kind === "missing" && styles.missing,
                  )}
                >
                  {piece.text}
                </span>
              ))}
            </p>
            <p className={styles.uses}>
              <IconCircleCheck size={14} stroke={1.5} />
              {t("inbox.saved.uses", { count: chosen.uses })}
            </p>
          </div>
        )}
      </div>
      <p className={styles.foot}>
        <KeyCap keys="ArrowUp" />
        <KeyCap keys="ArrowDown" />
        <span>{t("inbox.saved.choose")}</span>
        <KeyCap keys="Enter" />
        <span>{t("inbox.saved.insert")}</span>
        <KeyCap keys="$mod+Enter" />
        <span>{t("inbox.saved.send")}</span>
        <Link to="/settings" search={{ section: "replies" }} className={styles.edit}>
          {t("inbox.saved.edit")}
        </Link>
      </p>
    </div>
  );
}
