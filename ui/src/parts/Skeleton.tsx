import { useEffect, useState } from "react";
import styles from "./Skeleton.module.css";

type Props = {
  /** How many rows to stand in for. */ rows?: number /** Height of the real row in px. */;
  rowHeight?: number;
};

/** Rows of bars in the height of the real rows, shown only when the answer takes longer than 120 ms. */
export function SkeletonRows({ rows = 5, rowHeight = 64 }: Props) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 120);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
        <SkeletonRow key={index} height={rowHeight} />
      ))}
    </div>
  );
}

/** One stand-in row, without the delay. */
function SkeletonRow({ height = 64 }: { height?: number }) {
  return (
    <div className={styles.row} style={{ blockSize: height }} aria-hidden>
      <span className={styles.circle} />
      <span className={styles.bars}>
        <span className={styles.bar} style={{ inlineSize: "38%" }} />
        <span className={styles.barSoft} style={{ inlineSize: "88%" }} />
        {height >= 60 && <span className={styles.barSoft} style={{ inlineSize: "56%" }} />}
      </span>
    </div>
  );
}
