import { IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import type { SlideView } from "../host/bindings";
import { mediaUrl } from "../host/media";
import { useT } from "../i18n/useT";
import styles from "./PostPicture.module.css";

type Props = {
  /** The slide; absent where a post has none yet. */
  slide: Pick<SlideView, "slide" | "focus_x" | "focus_y"> | undefined;
  /** Edge in px: 36, 44, 72, 76. */
  size: number;
  /** What is on the picture. Empty when the text beside it says as much. */
  alt?: string;
};

/** The square thumbnail of a slide, cut around its focus point, or a quiet tile when there is none. */
export function SlidePicture({ slide, size, alt = "" }: Props) {
  const t = useT();
  const [failed, setFailed] = useState<string>();
  return (
    <span
      className={styles.picture}
      style={{ inlineSize: size, blockSize: size, borderRadius: size >= 60 ? 10 : 7 }}
    >
      {slide === undefined || failed === slide.slide ? (
        <span className={styles.missing} role="img" aria-label={t("parts.picture.missing")}>
          <IconPhoto size={Math.min(20, size / 2)} stroke={1.5} aria-hidden />
        </span>
      ) : (
        <img
          src={mediaUrl(`slide/${slide.slide}`)}
          alt={alt}
          width={size}
          height={size}
          style={{ objectPosition: `${(slide.focus_x ?? 0.5) * 100}% ${(slide.focus_y ?? 0.5) * 100}%` }}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailed(slide.slide)}
        />
      )}
    </span>
  );
}
