/** Pages and their addresses, kept in the hash. */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { InboxPage } from "../inbox/InboxPage";
import { isSection, type SettingsSection } from "../settings/sections";
import { Failure } from "./ErrorBoundary";
import { MissingPage } from "./MissingPage";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox" });
  },
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox",
  // Nearly every start shows it.
  component: InboxPage,
});

const composer = createRoute({
  getParentRoute: () => root,
  path: "/composer",
  // The post that is written or looked at; the newest draft when none is named.
  validateSearch: (search: Record<string, unknown>): { post?: string } =>
    typeof search["post"] === "string" ? { post: search["post"] } : {},
  component: lazyRouteComponent(() => import("../composer/ComposerPage"), "ComposerPage"),
});

const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  // The action, post or run shown at the right.
  validateSearch: (search: Record<string, unknown>): { action?: string; post?: string; run?: string } => ({
    ...(typeof search["action"] === "string" && { action: search["action"] }),
    ...(typeof search["post"] === "string" && { post: search["post"] }),
    ...(typeof search["run"] === "string" && { run: search["run"] }),
  }),
  component: lazyRouteComponent(() => import("../outbox/OutboxPage"), "OutboxPage"),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: "/accounts",
  // The account shown at the right, or the panel that connects one.
  validateSearch: (search: Record<string, unknown>): { account?: string; connect?: boolean } => ({
    ...(typeof search["account"] === "string" && { account: search["account"] }),
    ...(search["connect"] === true && { connect: true }),
  }),
  component: lazyRouteComponent(() => import("../accounts/AccountsPage"), "AccountsPage"),
});

const rate = createRoute({
  getParentRoute: () => root,
  path: "/rate",
  component: lazyRouteComponent(() => import("../rate/RatePage"), "RatePage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  // The section that is shown; the first one when none is named.
  validateSearch: (search: Record<string, unknown>): { section?: SettingsSection } =>
    isSection(search["section"]) ? { section: search["section"] } : {},
  component: lazyRouteComponent(() => import("../settings/SettingsPage"), "SettingsPage"),
});

const routeTree = root.addChildren([start, inbox, composer, outbox, accounts, rate, settings]);

export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree,
    history,
    defaultPreload: false,
    defaultErrorComponent: ({ error, reset }) => <Failure cause={error} onRetry={reset} />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
