import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { samplePosts } from "../host/fake/sample-posts";
import { english } from "../i18n/messages";
import type { Translate } from "../i18n/useT";
import { postKind, postTitle } from "./post-words";

const intl = createIntl({ locale: "en", messages: english });
const t: Translate = (id, values) => intl.formatMessage({ id }, values);
const slides = samplePosts(0).find((post) => post.slides.length === 7)?.slides ?? [];

describe("the name of a post", () => {
  it.each([
    ["Fair Isle, five ways\nThe second line.", "Fair Isle, five ways"],
    ["\n\r\n  \u2028  First words \u2029 more", "First words"],
    ["<b>{name}</b>", "<b>{name}</b>"],
  ])("is the first line of the caption that says something: %j", (caption, title) => {
    expect(postTitle(t, { caption, slides })).toBe(title);
  });

  it("says what the post is where there is no caption", () => {
    expect(postTitle(t, { caption: " \n ", slides })).toBe("Carousel without a caption");
    expect(postTitle(t, { caption: "", slides: slides.slice(0, 1) })).toBe("Picture without a caption");
    expect(postTitle(t, { caption: "", slides: [] })).toBe("Post without pictures or caption");
  });

  it("counts the slides", () => {
    expect([slides, slides.slice(0, 1), []].map((some) => postKind(t, { slides: some }))).toEqual([
      "carousel of 7",
      "picture",
      "no pictures yet",
    ]);
  });
});
