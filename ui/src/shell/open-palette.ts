/** Opens and closes the palette, which itself comes right after the start and not with it. */
import { spotlight } from "@mantine/spotlight";

/** Opens the palette. */
export function openPalette(): void {
  spotlight.open();
}

export function closePalette(): void {
  spotlight.close();
}
