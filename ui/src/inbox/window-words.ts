/** How long a person can still be answered. The instants come from the program; here they are only counted down to. */
import type { IntlShape } from "react-intl";
import type { WindowView } from "../host/bindings";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Standing = {
  state: "open" | "human_agent" | "closed";
  /** Until when it stays so, in ms; 0 once it is closed. */
  until: number;
  left: number;
  soon: boolean;
};

export function standingOf(window: WindowView | null, now: number): Standing {
  const open = window === null ? 0 : Date.parse(window.open_until);
  const human = window === null ? 0 : Date.parse(window.human_agent_until);
  const isPast = (iso: string | undefined) => iso !== undefined && now > Date.parse(iso);
  if (now <= open) return { state: "open", until: open, left: open - now, soon: isPast(window?.soon_from) };
  if (now <= human)
    return {
      state: "human_agent",
      until: human,
      left: human - now,
      soon: isPast(window?.human_agent_soon_from),
    };
  return { state: "closed", until: 0, left: 0, soon: false };
}

/** "6 d", "3 h 12 min", "44 min": what is left, in words for a sentence. */
export function timeLeft(intl: IntlShape, left: number, short: boolean): string {
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const part = (id: "days" | "hours" | "minutes", count: number) =>
    intl.formatMessage({ id: `parts.age.${id}` }, { count });
  if (days > 0)
    return short || hours === 0 ? part("days", days) : `${part("days", days)} ${part("hours", hours)}`;
  if (hours > 0) {
    return short || minutes === 0
      ? part("hours", hours)
      : `${part("hours", hours)} ${part("minutes", minutes)}`;
  }
  return part("minutes", Math.max(1, minutes));
}
