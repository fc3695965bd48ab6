/** The slides of a post in their order: choose, move, remove, add. */
import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { SlideView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { CropPicture } from "./CropPicture";
import styles from "./Strip.module.css";
import { MAX_SLIDES } from "./slides";
import { useStripDrag } from "./use-strip-drag";

const tileId = (slide: string) => `slide-${slide}`;

type Props = {
  slides: readonly SlideView[];
  /** Position of the slide that is worked on. */
  selected: number;
  /** Slides that the preflight has something to say about. */
  marked: ReadonlySet<string>;
  adding: boolean;
  onSelect: (index: number) => void;
  onMove: (from: number, to: number) => void;
  onAdd: () => void;
  /** The list itself, so that the hand can be brought back to it. */
  list: RefObject<HTMLDivElement | null>;
};

export function Strip({ slides, selected, marked, adding, onSelect, onMove, onAdd, list }: Props) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const { drag, handlers } = useStripDrag(list, onMove);
  const current = slides[selected];

  useEffect(() => {
    const tile = current && document.getElementById(tileId(current.slide));
    tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    // Alt moves the slide instead: that key belongs to the commands of the page.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = { ArrowLeft: selected - 1, ArrowRight: selected + 1, Home: 0, End: slides.length - 1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    if (slides[to]) onSelect(to);
  };

  return (
    <section className={styles.strip} aria-label={t("composer.slides")}>
      <div className={styles.scroller} ref={scroller}>
        {slides.length > 0 && (
          <div
            ref={list}
            role="listbox"
            tabIndex={0}
            aria-label={t("composer.slides")}
            aria-orientation="horizontal"
            aria-activedescendant={current && tileId(current.slide)}
            aria-description={t("composer.slides.keys")}
            className={styles.tiles}
            data-pane-focus
            onKeyDown={onKeyDown}
          >
            {slides.map((slide, index) => (
              <Tile
                key={slide.slide}
                slide={slide}
                index={index}
                total={slides.length}
                selected={index === selected}
                warned={marked.has(slide.slide)}
                lifted={drag?.from === index ? drag.by : undefined}
                onSelect={() => onSelect(index)}
                handlers={handlers(index)}
              />
            ))}
            {drag && (
              <span
                className={styles.bar}
                data-gap={drag.gap}
                style={{ insetInlineStart: drag.gap * 80 - 6 }}
              />
            )}
          </div>
        )}
        {slides.length < MAX_SLIDES && (
          <button
            type="button"
            className={styles.add}
            aria-busy={adding}
            onClick={adding ? undefined : onAdd}
          >
            {adding ? (
              <Loader size={18} color="currentColor" />
            ) : (
              <IconPlus size={20} stroke={1.5} aria-hidden />
            )}
            <span className={styles.hidden}>{t(adding ? "composer.adding" : "composer.add")}</span>
          </button>
        )}
      </div>
      <p className={styles.count}>
        <span className={cx(styles.figures, slides.length > MAX_SLIDES && styles.over)}>
          {t("composer.slides.count", { count: slides.length, most: MAX_SLIDES })}
        </span>
        {t("composer.slides.unit")}
      </p>
    </section>
  );
}

type TileProps = {
  slide: SlideView;
  index: number;
  total: number;
  selected: boolean;
  warned: boolean;
  /** How far it is carried, in px. */
  lifted: number | undefined;
  onSelect: () => void;
  handlers: ReturnType<ReturnType<typeof useStripDrag>["handlers"]>;
};

function Tile({ slide, index, total, selected, warned, lifted, onSelect, handlers }: TileProps) {
  const t = useT();
  const name = t("composer.slide", { number: index + 1, total, file: slide.file_name });
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its tile by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers the keys
    <div
      id={tileId(slide.slide)}
      role="option"
      aria-selected={selected}
      aria-label={warned ? t("composer.slide.warned", { name }) : name}
      aria-posinset={index + 1}
      aria-setsize={total}
      data-tile
      className={cx(styles.tile, selected && styles.selected, lifted !== undefined && styles.lifted)}
      style={lifted === undefined ? undefined : { transform: `translateX(${lifted}px)` }}
      onClick={onSelect}
      {...handlers}
    >
      <CropPicture slide={slide} ratio={1} className={styles.picture ?? ""} />
      <span className={styles.number} aria-hidden>
        {index + 1}
      </span>
      {warned && (
        <span className={styles.warning} aria-hidden>
          <IconAlertTriangle size={12} stroke={1.75} />
        </span>
      )}
    </div>
  );
}
