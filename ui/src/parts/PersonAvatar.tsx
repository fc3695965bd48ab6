import { IconUser } from "@tabler/icons-react";
import { memo } from "react";
import styles from "./PersonAvatar.module.css";

type Props = {
  /** Empty where nobody tells it. */
  username: string;
  /** Diameter in px. */
  size?: number;
};

/** The grey one of the tints. */
const NOBODY = 8;

/** 1 to 8, the same for a name on every machine; without a name the grey one. */
export function personTint(username: string): number {
  if (username === "") return NOBODY;
  let hash = 0x811c9dc5;
  for (const sign of username) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % 8) + 1;
}

/** Initials, or the outline of a person, on a quiet tint, so that a person never competes with an account. The name stands beside it as text. */
export const PersonAvatar = memo(function PersonAvatar({ username, size = 32 }: Props) {
  const tint = personTint(username);
  return (
    <span
      className={styles.avatar}
      style={{
        inlineSize: size,
        blockSize: size,
        fontSize: size >= 44 ? 14 : size >= 36 ? 12 : size >= 32 ? 11 : 9.5,
        background: `var(--pr-person-${tint})`,
        color: `var(--pr-person-${tint}-text)`,
      }}
      aria-hidden
    >
      {username === "" ? (
        <IconUser size={Math.round(size / 2)} stroke={1.75} />
      ) : (
        [...username.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 2).join("").toUpperCase()
      )}
    </span>
  );
});
