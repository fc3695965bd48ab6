import type { RateGaugeView } from "../host/bindings";

/** How many calls wait for their turn, whoever waits for them. */
export function waitingCalls(gauge: RateGaugeView): number {
  return gauge.lines.reduce((sum, { waiting }) => sum + waiting.user + waiting.fresh + waiting.background, 0);
}
