/** A text with what was searched for marked in it. Everything is a text node: what people wrote is never markup. */
import type { ReactNode } from "react";
import styles from "./Marked.module.css";

type Props = {
  text: string;
  /** Start and end of each mark in UTF-16 units, in order. */
  marks: readonly (readonly [number, number])[];
};

export function Marked({ text, marks }: Props): ReactNode {
  if (marks.length === 0) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    // The text may be the beginning of the one that was searched.
    if (start >= text.length) break;
    parts.push(
      text.slice(at, start),
      <mark key={start} className={styles.mark}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
