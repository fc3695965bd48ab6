/** Addresses of pictures that the program serves through its `media:` scheme. */
import { convertFileSrc } from "@tauri-apps/api/core";

/** `path` is `post/<media id>`, `account/<account id>`, or `slide/<uuid>` for the upright preview of a slide. */
export function mediaUrl(path: `post/${string}` | `account/${string}` | `slide/${string}`): string {
  return convertFileSrc(path, "media");
}
