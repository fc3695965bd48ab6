/** The typed text once more behind the field, invisible but for lines under the spots that cannot be used. */
import type { FilterComplaintView } from "../../host/bindings";
import { pieces } from "./typed";
import styles from "./Underlined.module.css";

type Props = {
  text: string;
  spots: readonly FilterComplaintView[];
  /** How far the field is scrolled, in CSS px. */
  scroll: number;
};

export function Underlined({ text, spots, scroll }: Props) {
  if (spots.length === 0) return null;
  return (
    <div className={styles.behind} aria-hidden>
      <span className={styles.text} style={{ transform: `translateX(${-scroll}px)` }}>
        {pieces(text, spots).map(({ start, part, spot }) =>
          spot ? (
            <mark key={start} className={styles.spot}>
              {part}
            </mark>
          ) : (
            part
          ),
        )}
      </span>
    </div>
  );
}
