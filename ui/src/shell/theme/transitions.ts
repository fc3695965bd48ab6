/** How what floats comes in and goes. */
import type { MantineTransition } from "@mantine/core";

/**
 * A dialog is opaque from its first frame and only settles by 4 px: a fade of a large surface is what a slow machine
 * shows longest, and text that shines through cannot be read.
 */
export const settleIn: MantineTransition = {
  in: { transform: "translateY(0)" },
  out: { transform: "translateY(4px)" },
  transitionProperty: "transform",
};

/** The ground behind a dialog darkens at once. */
export const atOnce = { duration: 0, exitDuration: 0 };
