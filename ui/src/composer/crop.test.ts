import { describe, expect, it } from "vitest";
import {
  cropRect,
  type Framing,
  MAX_ZOOM,
  moveCrop,
  ratios,
  ratioValues,
  stepZoom,
  wholePicture,
} from "./crop";

const picture = (fields: Partial<Framing> = {}): Framing => ({
  width: 3000,
  height: 2000,
  ...wholePicture,
  ...fields,
});

const sizes = [
  [3000, 2000],
  [1080, 1350],
  [640, 4000],
  [5000, 400],
] as const;
const focuses = [0, 0.2, 0.5, 0.93, 1];

describe("crop", () => {
  it("has the ratio, lies inside the picture and holds the focus, whatever the picture", () => {
    for (const [width, height] of sizes)
      for (const ratio of ratios)
        for (const focus_x of focuses)
          for (const focus_y of focuses)
            for (const zoom of [1, 1.35, MAX_ZOOM]) {
              const rect = cropRect({ width, height, focus_x, focus_y, zoom }, ratioValues[ratio]);
              expect(rect.width / rect.height).toBeCloseTo(ratioValues[ratio], 6);
              expect(rect.x).toBeGreaterThanOrEqual(0);
              expect(rect.y).toBeGreaterThanOrEqual(0);
              expect(rect.x + rect.width).toBeLessThanOrEqual(width + 1e-6);
              expect(rect.y + rect.height).toBeLessThanOrEqual(height + 1e-6);
              expect(focus_x * width).toBeGreaterThanOrEqual(rect.x - 1e-6);
              expect(focus_x * width).toBeLessThanOrEqual(rect.x + rect.width + 1e-6);
            }
  });

  it("is the largest that fits at zoom 1", () => {
    expect(cropRect(picture(), ratioValues.square)).toEqual({ x: 500, y: 0, width: 2000, height: 2000 });
    expect(cropRect(picture({ zoom: 2 }), ratioValues.square)).toEqual({
      x: 1000,
      y: 500,
      width: 1000,
      height: 1000,
    });
  });

  it("is pushed inside where the focus is at the edge", () => {
    expect(cropRect(picture({ focus_x: 0 }), 1).x).toBe(0);
    expect(cropRect(picture({ focus_x: 1 }), 1).x).toBe(1000);
  });

  it("moves with the hand and stops at the edge", () => {
    expect(moveCrop(picture(), 1, 300, 0)).toMatchObject({ focus_x: 0.6, focus_y: 0.5 });
    expect(moveCrop(picture(), 1, 9999, 0).focus_x).toBeCloseTo(2000 / 3000);
    // The picture is as high as the crop: there is nowhere to go.
    expect(moveCrop(picture(), 1, 0, 500).focus_y).toBe(0.5);
  });

  it("comes back from the edge with the first step, however far the focus lay beyond it", () => {
    const stuck = picture({ focus_x: 1 });
    const back = moveCrop(stuck, 1, -10, 0);
    expect(cropRect({ ...stuck, ...back }, 1).x).toBeCloseTo(990);
  });

  it("zooms in steps of 5 % between 100 % and 400 %", () => {
    expect(stepZoom(1, 1)).toBe(1.05);
    expect(stepZoom(1.35, -1)).toBe(1.3);
    expect(stepZoom(1, -1)).toBe(1);
    expect(stepZoom(4, 1)).toBe(4);
  });
});
