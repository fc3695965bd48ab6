/** The slide that is worked on: what of the picture is shown, and what is cut off. */
import { IconRotate, IconStack2, IconZoomIn } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { SlideView } from "../host/bindings";
import { mediaUrl } from "../host/media";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { KeyCap } from "../parts/KeyCap";
import { spokenKeys } from "../parts/key-labels";
import { placed } from "./CropPicture";
import { type Crop, cropOf, cropRect, MAX_ZOOM, MIN_ZOOM, moveCrop } from "./crop";
import styles from "./Stage.module.css";

/** How far an arrow moves the crop, as a share of its width; with Shift by ten times as much. */
const NUDGE = 0.01;

type Props = {
  slide: SlideView;
  number: number;
  /** Width divided by height. */
  ratio: number;
  onCrop: (crop: Crop) => void;
  onReset: () => void;
  /** Undefined where there is only one slide. */
  onApplyToAll: (() => void) | undefined;
};

export function Stage({ slide, number, ratio, onCrop, onReset, onApplyToAll }: Props) {
  const t = useT();
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef<{ pointer: number; x: number; y: number; from: SlideView }>(undefined);
  const [dragging, setDragging] = useState(false);
  const [failed, setFailed] = useState<string>();
  const percent = Math.round(cropOf(slide).zoom * 100);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    held.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, from: slide };
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const press = held.current;
    const shown = frame.current?.clientWidth;
    if (!press || !shown || press.pointer !== event.pointerId) return;
    // The picture follows the hand, so the crop goes the other way.
    const scale = cropRect(press.from, ratio).width / shown;
    onCrop(moveCrop(press.from, ratio, (press.x - event.clientX) * scale, (press.y - event.clientY) * scale));
  };
  const onPointerEnd = () => {
    held.current = undefined;
    setDragging(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (!direction) return;
    event.preventDefault();
    const [x = 0, y = 0] = direction;
    const step = cropRect(slide, ratio).width * NUDGE * (event.shiftKey ? 10 : 1);
    onCrop(moveCrop(slide, ratio, x * step, y * step));
  };

  const at = placed(slide, ratio);
  const address = mediaUrl(`slide/${slide.slide}`);
  return (
    <section className={styles.stage} aria-label={t("composer.stage")}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls; this is one that moves a picture. */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the crop.
        tabIndex={0}
        aria-label={t("composer.crop", { number, percent })}
        aria-description={t("composer.crop.keys", { shift: spokenKeys("Shift").join() })}
        className={cx(styles.ground, dragging && styles.dragging)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onDoubleClick={onReset}
        onKeyDown={onKeyDown}
        data-stage
      >
        <div
          ref={frame}
          className={styles.frame}
          style={{ "--ratio": ratio, aspectRatio: ratio } as React.CSSProperties}
        >
          {failed !== slide.slide && (
            <img src={address} alt="" draggable={false} className={styles.outside} style={at} />
          )}
          <div className={styles.inside}>
            {failed === slide.slide ? (
              <p className={styles.missing}>{t("parts.picture.missing")}</p>
            ) : (
              <img
                src={address}
                alt=""
                draggable={false}
                className={styles.picture}
                style={at}
                onError={() => setFailed(slide.slide)}
              />
            )}
            <span className={styles.thirds} />
          </div>
          <span className={styles.grips} />
          <span className={styles.gripsBelow} />
        </div>
      </div>
      <div className={styles.tools}>
        <IconZoomIn size={18} stroke={1.5} aria-hidden />
        <input
          type="range"
          className={styles.zoom}
          min={MIN_ZOOM * 100}
          max={MAX_ZOOM * 100}
          step={5}
          value={percent}
          aria-label={t("composer.zoom")}
          aria-valuetext={t("parts.percent", { percent })}
          onChange={(event) => onCrop({ ...cropOf(slide), zoom: Number(event.currentTarget.value) / 100 })}
        />
        <span className={styles.percent}>{t("parts.percent", { percent })}</span>
        <span className={styles.gap} />
        <button type="button" className={styles.tool} onClick={onReset}>
          <IconRotate size={16} stroke={1.5} aria-hidden />
          <span data-button-label>{t("composer.reset")}</span>
          <KeyCap keys="composer.reset" onFill />
        </button>
        {onApplyToAll && (
          <button type="button" className={styles.tool} onClick={onApplyToAll}>
            <IconStack2 size={16} stroke={1.5} aria-hidden />
            <span data-button-label>{t("composer.applyToAll")}</span>
          </button>
        )}
      </div>
    </section>
  );
}
