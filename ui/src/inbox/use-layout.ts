/** How much room there is: two steps of folding. */
import { useMediaQuery } from "@mantine/hooks";

/** Rail 56 + views 220 + list 400 + detail 480. */
const VIEWS_FOLD = "(max-width: 1155.98px)";
const DETAIL_OVERLAYS = "(max-width: 1099.98px)";

export type Layout = {
  /** The views are a menu. */
  folded: boolean;
  /** The detail lies over the list and is opened and closed. */
  overlay: boolean;
};

export function useLayout(): Layout {
  const immediately = { getInitialValueInEffect: false };
  const folded = useMediaQuery(VIEWS_FOLD, false, immediately);
  const overlay = useMediaQuery(DETAIL_OVERLAYS, false, immediately);
  return { folded, overlay };
}
