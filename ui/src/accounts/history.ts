/** What the history card works out from the program's figures. */
import type { BackfillChoiceView, BackfillView } from "../host/bindings";

const DAY = 86_400_000;

/** Minutes left, rounded up; undefined while nobody knows or nothing is left. */
export function minutesLeft(state: BackfillView): number | undefined {
  if (state.time_left_s === null || state.calls_left === 0) return undefined;
  return Math.max(1, Math.ceil(state.time_left_s / 60));
}

/** The choice that was made: the nearest number of days, null for everything, undefined before the choices are known. */
export function chosenDays(
  state: BackfillView,
  choices: readonly BackfillChoiceView[],
  now: number,
): number | null | undefined {
  if (state.since === null) return null;
  const days = (now - Date.parse(state.since)) / DAY;
  const known = choices.flatMap((choice) => choice.days ?? []);
  return known.toSorted((a, b) => Math.abs(a - days) - Math.abs(b - days))[0];
}
