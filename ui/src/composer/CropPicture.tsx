import { IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import type { SlideView } from "../host/bindings";
import { mediaUrl } from "../host/media";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import styles from "./CropPicture.module.css";
import { cropRect } from "./crop";

type Props = {
  slide: SlideView;
  /** Width divided by height; the picture fills its box, which has this ratio. */
  ratio: number;
  alt?: string;
  className?: string;
};

/** What of a slide will be seen. */
export function CropPicture({ slide, ratio, alt = "", className }: Props) {
  const t = useT();
  const [failed, setFailed] = useState(false);
  if (failed)
    return (
      <span className={cx(styles.box, styles.missing, className)} style={{ aspectRatio: ratio }}>
        <IconPhoto size={20} stroke={1.5} role="img" aria-label={t("parts.picture.missing")} />
      </span>
    );
  return (
    <span className={cx(styles.box, className)} style={{ aspectRatio: ratio }}>
      <img
        src={mediaUrl(`slide/${slide.slide}`)}
        alt={alt}
        decoding="async"
        draggable={false}
        className={styles.picture}
        style={placed(slide, ratio)}
        onError={() => setFailed(true)}
      />
    </span>
  );
}

/** Where the whole picture lies relative to a box that shows its crop. */
export function placed(slide: SlideView, ratio: number) {
  const rect = cropRect(slide, ratio);
  const percent = (part: number, of: number) => `${(part / of) * 100}%`;
  return {
    inlineSize: percent(slide.width, rect.width),
    blockSize: percent(slide.height, rect.height),
    insetInlineStart: percent(-rect.x, rect.width),
    insetBlockStart: percent(-rect.y, rect.height),
  };
}
