/** Figures grow old and pauses end without an event, so this page asks again while it is open. */
export const FRESH = { refetchInterval: 15_000 } as const;
