/** What is said of a post in a few words, on its row and its card. */
import type { IntlShape } from "react-intl";
import type { PostView } from "../host/bindings";
import { inSentence } from "../i18n/time";
import { type Rung, rungs } from "../parts/post-ladder";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "in 1 h 54 min", "in 3 d 4 h", "in 40 s"; nothing once the time has come. */
export function timeUntil(intl: IntlShape, iso: string, now: number): string | undefined {
  const left = Date.parse(iso) - now;
  if (left <= 0) return undefined;
  const unit = (id: "days" | "hours" | "minutes" | "seconds", count: number) =>
    intl.formatMessage({ id: `parts.age.${id}` }, { count });
  const two = (large: string, small: string, rest: number) => (rest === 0 ? large : `${large} ${small}`);
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const time =
    days > 0
      ? two(unit("days", days), unit("hours", hours), hours)
      : hours > 0
        ? two(unit("hours", hours), unit("minutes", minutes), minutes)
        : minutes > 0
          ? unit("minutes", minutes)
          : unit("seconds", Math.ceil(left / 1000));
  return intl.formatMessage({ id: "outbox.post.in" }, { time });
}

/** Where the post stands in time or on its ladder, for its row. */
export function standing(intl: IntlShape, post: PostView, now: number): string | undefined {
  switch (post.state) {
    case "preparing":
    case "publishing": {
      const rung = rungs(post).find((each) => each.atHand);
      return rung && progress(intl, rung);
    }
    case "checking":
      return intl.formatMessage({ id: "outbox.post.readBack" });
    case "needs_you":
      return intl.formatMessage({ id: "outbox.post.mayBeLive" });
    default:
      return dueWords(intl, post, now);
  }
}

/** "uploaded 3 of 7" */
function progress(intl: IntlShape, { name, done, total }: Rung): string | undefined {
  switch (name) {
    case "prepared":
    case "uploaded":
    case "containers":
    case "processing":
      return intl.formatMessage({ id: `outbox.post.progress.${name}` }, { done, total });
    default:
      return undefined;
  }
}

/** "due 18:00", "was due 17 Nov, 18:00". */
export function dueWords(intl: IntlShape, post: PostView, now: number): string | undefined {
  if (post.due_at === null || post.state === "live") return undefined;
  const past = Date.parse(post.due_at) <= now;
  return intl.formatMessage(
    { id: past ? "outbox.post.wasDue" : "outbox.post.due" },
    { time: inSentence(intl, post.due_at, now) },
  );
}

/** "18:00 in Europe/Berlin", where the post was scheduled by another clock than the one on this wall. */
export function elsewhere(intl: IntlShape, post: PostView): string | undefined {
  if (post.due_at === null || post.zone === null || post.wall_time === null) return undefined;
  const here = intl.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (post.zone === here) return undefined;
  return intl.formatMessage(
    { id: "outbox.post.zone" },
    { time: post.wall_time.slice(11, 16), zone: post.zone.replaceAll("_", " ") },
  );
}
