import type { IntlShape } from "react-intl";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** "12 s", "44 min", "3 h", "5 d": an age for use in a sentence. Never negative. */
export function shortAge(intl: IntlShape, iso: string, now: number): string {
  const age = Math.max(0, now - Date.parse(iso));
  if (age < MINUTE) return intl.formatMessage({ id: "parts.age.seconds" }, { count: Math.floor(age / 1000) });
  if (age < HOUR) return intl.formatMessage({ id: "parts.age.minutes" }, { count: Math.floor(age / MINUTE) });
  if (age < DAY) return intl.formatMessage({ id: "parts.age.hours" }, { count: Math.floor(age / HOUR) });
  return intl.formatMessage({ id: "parts.age.days" }, { count: Math.floor(age / DAY) });
}

/** "now", "31 min", "21 h", "3 d", then "10 Sep" or "10 Sep 2025": when a listed item was written. */
export function listTime(intl: IntlShape, iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (age < MINUTE) return intl.formatMessage({ id: "parts.age.now" });
  return age < WEEK ? shortAge(intl, iso, now) : shortDate(intl, iso, now);
}

/** "Today 11:02", "Yesterday 18:30", "Tue 17 Nov, 18:00". */
export function dayAndTime(intl: IntlShape, iso: string, now: number): string {
  const time = intl.formatDate(iso, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = (value: number | string) =>
    intl.formatDate(value, { year: "numeric", month: "2-digit", day: "2-digit" });
  if (day(iso) === day(now)) return intl.formatMessage({ id: "parts.time.today" }, { time });
  if (day(iso) === day(now - DAY)) return intl.formatMessage({ id: "parts.time.yesterday" }, { time });
  return intl.formatMessage({ id: "parts.time.date" }, { date: shortDate(intl, iso, now), time });
}

/** "17 Nov", with the year only when it is another one. */
export function shortDate(intl: IntlShape, iso: string, now: number): string {
  // A formatter looks up calendar and zone each time it is used, so that one use for the three is felt in a list.
  const parts = intl.formatDateToParts(iso, { day: "numeric", month: "short", year: "numeric" });
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const [day, month, year] = [part("day"), part("month"), part("year")];
  return year === intl.formatDate(now, { year: "numeric" })
    ? intl.formatMessage({ id: "parts.time.day" }, { day, month })
    : intl.formatMessage({ id: "parts.time.dayYear" }, { day, month, year });
}

/** "13:52" */
export function clockTime(intl: IntlShape, iso: string): string {
  return intl.formatDate(iso, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "9:41" until an instant; "0:00" once it has passed. */
export function countdown(until: string, now: number): string {
  const left = Math.max(0, Math.floor((Date.parse(until) - now) / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** "18:00" for today, "Tue" within the week, then "17 Nov": an instant to come, in as few letters as say it. */
export function upcoming(intl: IntlShape, iso: string, now: number): string {
  const day = (value: number | string) =>
    intl.formatDate(value, { year: "numeric", month: "2-digit", day: "2-digit" });
  if (day(iso) === day(now)) return clockTime(intl, iso);
  const ahead = Date.parse(iso) - now;
  return ahead > 0 && ahead < WEEK - DAY
    ? intl.formatDate(iso, { weekday: "short" })
    : shortDate(intl, iso, now);
}

/** "11:02" for today, otherwise with its day: for use inside a sentence. */
export function inSentence(intl: IntlShape, iso: string, now: number): string {
  const day = (value: number | string) =>
    intl.formatDate(value, { year: "numeric", month: "2-digit", day: "2-digit" });
  if (day(iso) === day(now)) return clockTime(intl, iso);
  return intl.formatMessage(
    { id: "parts.time.date" },
    { date: shortDate(intl, iso, now), time: clockTime(intl, iso) },
  );
}
