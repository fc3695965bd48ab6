/** Moments to put something off until, on the wall of this machine's zone. */
import { instantOf, ownZone, type WallTime, wallTime } from "../../i18n/zones";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type SnoozePreset = "later_today" | "tomorrow_morning" | "next_monday";

/** From now, to the next full hour. */
const LATER_HOURS = 3;
/** The last hour of a day something may be put off to. */
const EVENING = "20:00";
const MORNING = "09:00";

const dayOf = (time: WallTime) => time.slice(0, 10);

/** The presets with their instants; "later today" is left out when the day is nearly over. */
export function snoozePresets(now: number, zone = ownZone()): { preset: SnoozePreset; at: number }[] {
  const today = dayOf(wallTime(now, zone));
  const inDays = (days: number) =>
    dayOf(wallTime((instantOf(`${today}T12:00`, zone) ?? now) + days * DAY, zone));
  const weekday = new Date(`${today}T12:00Z`).getUTCDay();
  const presets: { preset: SnoozePreset; at: number | undefined }[] = [
    { preset: "later_today", at: Math.ceil((now + LATER_HOURS * HOUR) / HOUR) * HOUR },
    { preset: "tomorrow_morning", at: instantOf(`${inDays(1)}T${MORNING}`, zone) },
    { preset: "next_monday", at: instantOf(`${inDays(((7 - weekday) % 7) + 1)}T${MORNING}`, zone) },
  ];
  const evening = instantOf(`${today}T${EVENING}`, zone) ?? now;
  return presets.flatMap(({ preset, at }) =>
    at === undefined || (preset === "later_today" && at > evening) ? [] : [{ preset, at }],
  );
}
