/** How much room there is: two steps of folding. */
import { useMediaQuery } from "@mantine/hooks";

/** Rail 56 + posts 240 + editor 664 + preview 320. */
const PREVIEW_OVERLAYS = "(max-width: 1279.98px)";
const POSTS_FOLD = "(max-width: 1039.98px)";

export type Layout = {
  /** The preview and the preflight lie over the editor and are opened and closed. */
  overlay: boolean;
  /** The posts are a menu. */
  folded: boolean;
};

export function useLayout(): Layout {
  const immediately = { getInitialValueInEffect: false };
  const overlay = useMediaQuery(PREVIEW_OVERLAYS, false, immediately);
  const folded = useMediaQuery(POSTS_FOLD, false, immediately);
  return { overlay, folded };
}
