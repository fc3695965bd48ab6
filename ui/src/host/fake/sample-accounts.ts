import type { AccountView, PermissionScope } from "../bindings";

const DAY = 86_400_000;
const scopes: PermissionScope[] = ["basic", "comments", "messages", "publish", "insights"];

function account(
  now: number,
  index: number,
  fields: Pick<AccountView, "name" | "username" | "mark" | "colour"> & Partial<AccountView>,
): AccountView {
  const daysLeft = fields.days_left ?? 52;
  return {
    id: `1784140000000041${index}`,
    account_type: "BUSINESS",
    followers: 12_400,
    media_count: 612,
    connected_at: new Date(now - (60 - daysLeft) * DAY).toISOString(),
    token_expires_at: new Date(now + daysLeft * DAY).toISOString(),
    days_left: daysLeft,
    permissions: scopes.map((scope) => ({ scope, granted: true })),
    last_sync_at: new Date(now - 12_000).toISOString(),
    usage_percent: 38,
    state: "well",
    problem: null,
    has_picture: false,
    ...fields,
  };
}

/** Five brands, one of which has a problem with a known fix. */
export function sampleAccounts(now: number): AccountView[] {
  return [
    account(now, 0, {
      name: "Kettle & Fern",
      username: "kettleandfern",
      mark: "KF",
      colour: 2,
      followers: 31_870,
    }),
    account(now, 1, {
      name: "Solvej Ceramics",
      username: "solvej.ceramics",
      mark: "SC",
      colour: 4,
      followers: 8_204,
    }),
    account(now, 2, {
      name: "Harrow Trail",
      username: "harrowtrail",
      mark: "HT",
      colour: 3,
      followers: 48_212,
      days_left: 9,
      usage_percent: 74,
      state: "attention",
      permissions: scopes.map((scope) => ({ scope, granted: scope !== "insights" })),
      problem: {
        code: "missing_scope",
        message: "Instagram says 96 comments on your newest post but hands out none of them.",
        fix: "Publish the app in Meta’s dashboard. No review is needed for accounts you manage. We look again every minute and go on by ourselves.",
        retry_after_s: 60,
        detail: "GET /{media}/comments · 200 without data · trace AbC1d2E3f4",
      },
    }),
    account(now, 3, { name: "Casa Níspero", username: "casa.nispero", mark: "CN", colour: 6, days_left: 31 }),
    account(now, 4, {
      name: "Luma Knit",
      username: "lumaknit",
      mark: "LK",
      colour: 5,
      account_type: "MEDIA_CREATOR",
      days_left: 44,
      usage_percent: 12,
    }),
  ];
}
