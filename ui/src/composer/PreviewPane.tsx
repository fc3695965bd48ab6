/** The phone and the preflight, beside the editor or over it. */
import { IconChevronLeft, IconChevronRight, IconMoon, IconSun, IconX } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import styles from "./PreviewPane.module.css";

type Props = {
  phone: ReactNode;
  preflight: ReactNode;
  scheme: "light" | "dark";
  onScheme: () => void;
  /** Undefined at the ends. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  /** Given where the pane lies over the editor. */
  onClose: (() => void) | undefined;
  /** The draft is being handed over: nothing can be pressed. */
  closed: boolean;
  pane: RefObject<HTMLElement | null>;
};

export function PreviewPane({
  phone,
  preflight,
  scheme,
  onScheme,
  onPrevious,
  onNext,
  onClose,
  closed,
  pane,
}: Props) {
  const t = useT();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !onClose) return;
    event.preventDefault();
    onClose();
  };
  const content = (
    <section
      ref={pane}
      className={cx(styles.pane, onClose && styles.overlay)}
      aria-label={t("composer.preview.pane")}
      data-pane
      inert={closed}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <h3 className={styles.title}>{t("composer.preview")}</h3>
        <IconButton
          icon={scheme === "light" ? IconMoon : IconSun}
          label={t(scheme === "light" ? "composer.phone.dark" : "composer.phone.light")}
          keys="composer.phone"
          onClick={onScheme}
        />
        <IconButton
          icon={IconChevronLeft}
          label={t("composer.slide.previous")}
          disabled={!onPrevious}
          onClick={onPrevious}
        />
        <IconButton
          icon={IconChevronRight}
          label={t("composer.slide.next")}
          disabled={!onNext}
          onClick={onNext}
        />
        {onClose && (
          <IconButton
            icon={IconX}
            label={t("composer.preview.close")}
            keys="composer.preview"
            onClick={onClose}
          />
        )}
      </header>
      <div className={styles.scroller}>
        <div className={styles.ground}>{phone}</div>
        {preflight}
      </div>
    </section>
  );
  if (!onClose) return content;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the pane closes it, as its button and Escape do. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same. */}
      <div className={styles.beside} onClick={onClose} />
      {content}
    </>
  );
}
