/** The states of the accounts and of connecting one. */
import { newWorld, readyApp, sampleWorld } from "../../host/fake/world";
import { alertText, heading, offline, type PageState, withLogin } from "./state";

export const accountStates: readonly PageState[] = [
  { name: "accounts", path: "/accounts", ready: heading(2) },
  {
    name: "account with a problem",
    path: "/accounts?account=%2217841400000000412%22",
    ready: alertText("hands out none of them"),
  },
  {
    name: "accounts that cannot be read",
    path: "/accounts?connect=true",
    prepare: (host) => host.disturb("login_state", offline),
    ready: alertText(offline.message),
  },
  { name: "connect", path: "/accounts?connect=true", ready: heading(3) },
  {
    name: "connect, waiting",
    path: "/accounts?connect=true",
    world: withLogin({
      state: "waiting",
      authorize_url: "https://www.instagram.com/oauth/authorize?client_id=1",
      expires_at: new Date(Date.now() + 600_000).toISOString(),
    }),
    ready: heading(3),
  },
  {
    name: "connect, fetching",
    path: "/accounts?connect=true",
    world: withLogin({ state: "exchanging" }),
    ready: heading(3),
  },
  {
    name: "connect, confirm",
    path: "/accounts?connect=true",
    world: withLogin(sampleWorld().nextLogin),
    ready: alertText("lumaknit"),
  },
  {
    name: "connect, denied",
    path: "/accounts?connect=true",
    world: withLogin({ state: "denied" }),
    ready: heading(2),
  },
  {
    name: "connect, failed",
    path: "/accounts?connect=true",
    world: withLogin({ state: "failed", error: { ...offline, code: "login_refused" } }),
    ready: alertText(offline.message),
  },
  {
    name: "connect, connected",
    path: "/accounts?connect=true",
    world: withLogin({ state: "connected", account: "17841400000000410" }),
    ready: heading(3),
  },
  {
    name: "account whose login has ended",
    path: "/accounts",
    world: () => {
      const world = sampleWorld();
      const [first] = world.accounts;
      if (first)
        Object.assign(first, { days_left: 0, token_expires_at: "2026-01-01T00:00:00Z", usage_percent: null });
      return world;
    },
    ready: heading(2),
  },
  { name: "first screen of the demo", path: "/inbox", world: newWorld, ready: heading(1) },
  {
    name: "first screen",
    path: "/inbox",
    world: () => ({ ...newWorld(), app: { ...readyApp, demo: false } }),
    ready: heading(1),
  },
];
