/**
 * What of a picture a slide shows. The same rule as the program's: the largest rectangle of the ratio, divided by the
 * zoom, centred on the focus point and pushed inside the picture.
 */
import type { Ratio, SlideView } from "../host/bindings";

/** Width divided by height. */
export const ratioValues: Record<Ratio, number> = { portrait: 4 / 5, square: 1, landscape: 1.91 };
export const ratios: readonly Ratio[] = ["portrait", "square", "landscape"];

export const MIN_ZOOM = 1;
export const MAX_ZOOM = 4;

/** The part a person sets. */
export type Crop = { focus_x: number; focus_y: number; zoom: number };
/** The size of a picture in px and what of it is looked at. */
export type Framing = Pick<SlideView, "width" | "height" | keyof Crop>;
/** In px of the picture. */
export type Rect = { x: number; y: number; width: number; height: number };

/** The whole picture, as far as the ratio allows. */
export const wholePicture: Crop = { focus_x: 0.5, focus_y: 0.5, zoom: 1 };

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** What a person has set. A number that is none comes as null over the wire: then the whole picture is meant. */
export function cropOf({ focus_x, focus_y, zoom }: Pick<SlideView, keyof Crop>): Crop {
  return {
    focus_x: focus_x ?? wholePicture.focus_x,
    focus_y: focus_y ?? wholePicture.focus_y,
    zoom: zoom ?? wholePicture.zoom,
  };
}

export function cropRect(framing: Framing, ratio: number): Rect {
  const { width, height } = framing;
  const { focus_x, focus_y, zoom } = cropOf(framing);
  const factor = clamp(zoom, MIN_ZOOM, MAX_ZOOM);
  const cropWidth = Math.min(width, height * ratio) / factor;
  const cropHeight = cropWidth / ratio;
  return {
    x: clamp(focus_x * width - cropWidth / 2, 0, width - cropWidth),
    y: clamp(focus_y * height - cropHeight / 2, 0, height - cropHeight),
    width: cropWidth,
    height: cropHeight,
  };
}

/**
 * The crop moved by a distance in px of the picture. The focus becomes the middle of what is shown, so that a move back
 * from the edge is seen at once.
 */
export function moveCrop(framing: Framing, ratio: number, byX: number, byY: number): Crop {
  const rect = cropRect(framing, ratio);
  const x = clamp(rect.x + byX, 0, framing.width - rect.width);
  const y = clamp(rect.y + byY, 0, framing.height - rect.height);
  return {
    focus_x: (x + rect.width / 2) / framing.width,
    focus_y: (y + rect.height / 2) / framing.height,
    zoom: cropOf(framing).zoom,
  };
}

/** The zoom changed by steps of 5 %. */
export function stepZoom(zoom: number, steps: number): number {
  return clamp(Math.round(zoom * 20 + steps) / 20, MIN_ZOOM, MAX_ZOOM);
}
