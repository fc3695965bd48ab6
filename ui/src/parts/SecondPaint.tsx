/** What a page shows a moment after its first picture, so that this one is there sooner. */
import { type ReactNode, Suspense, useDeferredValue } from "react";
import { cx } from "./cx";
import { useFirstPicture } from "./first-picture";

type Props = {
  /** Parts whose scripts may come now as well. */
  children: ReactNode;
  /** Class of the box that keeps its room until then. */
  room?: string | undefined;
};

export function SecondPaint({ children, room }: Props) {
  // At the start, the frame with the first picture in it must not wait for what comes after it. Later on, React renders the
  // value it begins with first, and the next one in the time that is left.
  const due = useDeferredValue(useFirstPicture(), false);
  const coming = <div className={cx(room)} hidden={room === undefined} data-coming />;
  return due ? <Suspense fallback={coming}>{children}</Suspense> : coming;
}
