import { IconLayersSubtract, IconPhoto, IconPlayerPlay } from "@tabler/icons-react";
import { memo, useState } from "react";
import type { MediaKind } from "../host/bindings";
import { mediaUrl } from "../host/media";
import { useT } from "../i18n/useT";
import { cx } from "./cx";
import styles from "./PostPicture.module.css";

type Props = {
  media: string;
  /** False when the program holds no picture of the post. */
  available: boolean;
  /** Edge in px: 24, 28, 36, 40, 64. */
  size?: number;
  /** Shows a badge for a carousel or video. */
  kind?: MediaKind;
  /** What is on the picture. Empty when the text beside it says as much. */
  alt?: string;
  className?: string;
};

/** The square thumbnail of a post, or a quiet tile when there is none. */
export const PostPicture = memo(function PostPicture({
  media,
  available,
  size = 40,
  kind,
  alt = "",
  className,
}: Props) {
  const t = useT();
  const [failed, setFailed] = useState<string>();
  const missing = !available || failed === media;
  const Badge = kind === "carousel" ? IconLayersSubtract : kind === "video" ? IconPlayerPlay : undefined;
  return (
    <span
      className={cx(styles.picture, className)}
      style={{ inlineSize: size, blockSize: size, borderRadius: size >= 60 ? 10 : 7 }}
    >
      {missing ? (
        <span className={styles.missing} role="img" aria-label={t("parts.picture.missing")}>
          <IconPhoto size={Math.min(20, size / 2)} stroke={1.5} aria-hidden />
        </span>
      ) : (
        // Another post's picture never stands in for one that is still read.
        <img
          key={media}
          src={mediaUrl(`post/${media}`)}
          alt={alt}
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailed(media)}
        />
      )}
      {Badge && size >= 36 && (
        <span className={styles.badge} aria-hidden>
          <Badge size={10} stroke={2} />
        </span>
      )}
    </span>
  );
});
