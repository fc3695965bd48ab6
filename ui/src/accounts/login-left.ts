import type { AccountView } from "../host/bindings";

/** Whole days the login is still good, -1 once it has ended, undefined when it has no end. */
export function loginDays(
  account: Pick<AccountView, "days_left" | "token_expires_at">,
  now: number,
): number | undefined {
  if (account.token_expires_at !== null && Date.parse(account.token_expires_at) <= now) return -1;
  return account.days_left ?? undefined;
}
