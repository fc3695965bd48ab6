import type { MediaKind } from "../bindings";

export type SampleMedia = {
  media: string;
  /** Position of the account in the sample list. */
  account: number;
  kind: MediaKind;
  slides: number;
  caption: string;
  /** Hours before now. */
  age: number;
  commentsEnabled: boolean;
};

const post = (
  number: number,
  account: number,
  kind: MediaKind,
  slides: number,
  age: number,
  caption: string,
): SampleMedia => ({
  media: `1799000000000${number}`,
  account,
  kind,
  slides,
  age,
  caption,
  commentsEnabled: true,
});

export const sampleMedia: readonly SampleMedia[] = [
  post(
    101,
    1,
    "carousel",
    6,
    92,
    "Autumn kiln, batch 4. Forty-one pieces came out on Sunday night and six of them made us shout. Terracotta, oat and one deep green we had given up on.",
  ),
  post(102, 2, "image", 1, 60, "First frost at the lake. The kettle took eleven minutes and nobody minded."),
  post(
    103,
    0,
    "carousel",
    7,
    40,
    "House blend no. 9, the slow roast. Notes of plum, cedar and the last warm evening.",
  ),
  post(104, 3, "image", 1, 34, "Sunday rice bowl. Bring an appetite and somebody you like."),
  post(105, 4, "image", 1, 22, "The green merino is back on the needles. Forty skeins, first come."),
  post(106, 1, "video", 1, 12, "Oat series teaser. Two minutes of a wheel going round."),
  post(107, 0, "image", 1, 9, "The two-cup rule: one for the pot, one for whoever gets up first."),
  post(108, 2, "video", 1, 6, "Trail report: dry to the ridge, soft after it. Bring the light tent."),
];
