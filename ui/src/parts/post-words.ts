/** How a post is named where its caption stands for it. */
import type { PostView } from "../host/bindings";
import type { Translate } from "../i18n/useT";

/** The first line of the caption that says something, or what the post is when there is none. */
export function postTitle(t: Translate, post: Pick<PostView, "caption" | "slides">): string {
  const line = post.caption.split(/\r\n|\p{Zl}|\p{Zp}|\n|\r/u).find((each) => each.trim() !== "");
  return line?.trim() ?? t("parts.post.untitled", { count: post.slides.length });
}

/** "picture", "carousel of 7" */
export function postKind(t: Translate, post: Pick<PostView, "slides">): string {
  return t("parts.post.kind", { count: post.slides.length });
}
