/** Times on the wall of a zone, as a person picks them. The program decides what they mean; this only shows it. */

/** "2026-11-19T18:00" */
export type WallTime = string;

function wallParts(instant: number, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** What the clock on the wall of a zone shows at an instant. */
export function wallTime(instant: number, zone: string): WallTime {
  const { year, month, day, hour, minute } = wallParts(instant, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The instant at which the wall of a zone shows a time. A time that comes twice means its first coming; one that is
 * left out in spring means as much later. Undefined for what is no time.
 */
export function instantOf(time: WallTime, zone: string): number | undefined {
  const wanted = Date.parse(`${time}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const offset = (instant: number) => Date.parse(`${wallTime(instant, zone)}Z`) - instant;
  const minute = Math.floor(wanted / 60_000) * 60_000;
  // The offsets of the day before and the day after enclose every change of the clock.
  const [before, after] = [offset(minute - 86_400_000), offset(minute + 86_400_000)];
  const found = [minute - before, minute - after].filter((instant) => wallTime(instant, zone) === time);
  return found.length > 0 ? Math.min(...found) : minute - before;
}

/** The zone of this machine. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every zone by its IANA name, the machine's own first. */
export function allZones(own: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([own, "UTC", ...known])];
}

/** The next full hour that leaves at least half an hour. */
export function nextFullHour(now: number): number {
  return Math.ceil((now + 30 * 60_000) / 3_600_000) * 3_600_000;
}
