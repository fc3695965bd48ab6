/** Addresses of pictures that the program serves through its `media:` scheme. */
import { convertFileSrc } from "@tauri-apps/api/core";

/** `path` is `post/<media id>` or `account/<account id>`. */
export function mediaUrl(path: `post/${string}` | `account/${string}`): string {
  return convertFileSrc(path, "media");
}
