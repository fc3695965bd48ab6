import {
  IconArrowBackUp,
  IconEdit,
  IconGauge,
  IconHeartbeat,
  IconInbox,
  IconKeyboard,
  IconPlus,
  IconRefresh,
  IconSearch,
  IconSend,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo } from "react";
import { useNewDraft } from "../composer/use-new-draft";
import { events, commands as host } from "../host/bindings";
import { queries, useAccounts } from "../host/queries";
import { useT } from "../i18n/useT";
import { readArrangements } from "../inbox/arrangements";
import { readDrafts, saveDrafts } from "../inbox/detail/drafts";
import { useInboxState } from "../inbox/inbox-state";
import { focusSearch } from "../inbox/search/search-state";
import { lazily } from "../parts/lazily";
import { SecondPaint } from "../parts/SecondPaint";
import { useAccountFilter } from "./account-filter";
import { Announcer } from "./announce";
import { Banners } from "./Banners";
import { type Command, useCommands } from "./commands";
import { ErrorBoundary } from "./ErrorBoundary";
import { KeychainScreen } from "./KeychainScreen";
import { readKeyMap } from "./key-map-store";
import { listenForKeys } from "./keys";
import { beforeEnd, followEnd } from "./last-words";
import { openKeySheet } from "./open-key-sheet";
import { openPalette } from "./open-palette";
import { focusNextPane } from "./panes";
import { QuitDialog } from "./QuitDialog";
import styles from "./Shell.module.css";
import { StartProblemScreen } from "./StartProblemScreen";
import { UndoToasts } from "./UndoToasts";
import { useUndoToasts } from "./undo-toasts";
import { useGoTo } from "./use-go-to";

const Rail = lazily(async () => (await import("./second-paint")).Rail);
const TopBar = lazily(async () => (await import("./second-paint")).TopBar);
// Asked for by a key: they are there before the hand can be.
const Palette = lazily(async () => (await import("./second-paint")).Palette);
const KeySheet = lazily(async () => (await import("./second-paint")).KeySheet);
// Seen once in the life of an installation, so not part of every start.
const FirstScreen = lazily(async () => (await import("../accounts/FirstScreen")).FirstScreen);

/** The frame around every page, and the screens that stand in for it. */
export function Shell() {
  useEffect(() => listenForKeys(window), []);
  useEffect(tellVisibility, []);
  useEffect(followEnd, []);
  useEffect(keepDrafts, []);
  useEffect(() => void readKeyMap(), []);
  useEffect(takeArrangements, []);
  useGoTo();
  useNotices();
  return (
    <>
      <Screen />
      <UndoToasts />
      <QuitDialog />
      <Announcer />
    </>
  );
}

/** How the views were put together, unless the start has read it. */
function takeArrangements(): void {
  const { arranged, takeArrangements: take } = useInboxState.getState();
  if (!arranged) void readArrangements().then(take);
}

/** While nobody can see the window, what is new is read less often. */
function tellVisibility(): () => void {
  const tell = () => void host.setWindowVisible({ visible: !document.hidden }).catch(() => undefined);
  tell();
  document.addEventListener("visibilitychange", tell);
  return () => document.removeEventListener("visibilitychange", tell);
}

/** Replies that were begun come back, and are handed over before the end. */
function keepDrafts(): () => void {
  // Where they cannot be read the whole program cannot work, and says so.
  void readDrafts().catch(() => undefined);
  return beforeEnd(saveDrafts);
}

function Screen() {
  const app = useQuery(queries.appState);
  const listed = useQuery(queries.accounts);
  const connecting = useRouterState({
    select: ({ location }) => location.pathname === "/accounts" && "connect" in location.search,
  });
  const state = app.data;
  const accounts = listed.data;
  const problem = state?.start_problem ?? app.error ?? listed.error;
  if (problem && (!state || !accounts || state.start_problem)) {
    const retry = () => void Promise.all([app.refetch(), listed.refetch()]);
    return <StartProblemScreen problem={problem} onRetry={retry} />;
  }
  if (!state || !accounts) return null;
  if (state.keychain !== "ready") return <KeychainScreen state={state} />;
  if (accounts.length === 0 && !connecting)
    return (
      <Suspense>
        <FirstScreen state={state} />
      </Suspense>
    );
  return <Frame />;
}

function Frame() {
  useShellCommands();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className={styles.frame}>
      <SecondPaint>
        <Rail />
        <TopBar />
      </SecondPaint>
      <Banners />
      <main className={styles.page}>
        <ErrorBoundary key={path}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <SecondPaint>
        <Palette />
        <KeySheet />
      </SecondPaint>
    </div>
  );
}

/** Notices of the program become toasts. */
function useNotices(): void {
  useEffect(() => {
    const listening = events.notice.listen(({ payload }) => {
      useUndoToasts.getState().show({ message: payload.message });
    });
    // A link can start the program: what it had to say waited for this.
    void listening.then(() => host.pageListens());
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
}

function useShellCommands(): void {
  const t = useT();
  const navigate = useNavigate();
  const accounts = useAccounts();
  const { mutate: newPost } = useNewDraft();
  const list = useMemo<Command[]>(() => {
    const go = (to: "/inbox" | "/composer" | "/outbox" | "/accounts" | "/rate" | "/settings") => () =>
      void navigate({ to });
    const filter = useAccountFilter.getState();
    return [
      {
        id: "go.inbox",
        title: t("shell.page.inbox"),
        group: "go",
        icon: IconInbox,
        run: go("/inbox"),
      },
      {
        id: "go.search",
        title: t("inbox.search.command"),
        group: "go",
        icon: IconSearch,
        run: () => {
          void navigate({ to: "/inbox" });
          focusSearch();
        },
      },
      {
        id: "go.composer",
        title: t("shell.page.composer"),
        group: "go",
        icon: IconEdit,
        run: go("/composer"),
      },
      {
        id: "go.new_post",
        title: t("shell.newPost"),
        group: "go",
        icon: IconPlus,
        run: () => newPost(),
      },
      {
        id: "go.outbox",
        title: t("shell.page.outbox"),
        group: "go",
        icon: IconSend,
        run: go("/outbox"),
      },
      {
        id: "go.accounts",
        title: t("shell.page.accounts"),
        group: "go",
        icon: IconHeartbeat,
        run: go("/accounts"),
      },
      {
        id: "go.rate",
        title: t("rate.title"),
        group: "go",
        icon: IconGauge,
        run: go("/rate"),
      },
      {
        id: "go.settings",
        title: t("shell.page.settings"),
        group: "go",
        icon: IconSettings,
        run: go("/settings"),
      },
      {
        id: "account.sync",
        title: t("shell.sync.command"),
        group: "account",
        icon: IconRefresh,
        run: () => void host.syncNow(),
      },
      {
        id: "account.connect",
        title: t("accounts.door.title"),
        group: "account",
        icon: IconPlus,
        run: () => void navigate({ to: "/accounts", search: { connect: true } }),
      },
      {
        id: "account.all",
        title: t("shell.accounts.showAll"),
        group: "account",
        icon: IconUsers,
        run: filter.all,
      },
      ...(accounts ?? []).map<Command>((account) => ({
        id: `account.only.${account.id}`,
        title: t("shell.accounts.only", { name: account.name || account.username }),
        hint: account.username,
        group: "account",
        mark: { letters: account.mark, colour: account.colour },
        run: () => filter.only(account.id),
      })),
      {
        id: "app.undo",
        title: t("shell.undo.command"),
        group: "app",
        icon: IconArrowBackUp,
        run: () => useUndoToasts.getState().undoLast(),
      },
      {
        id: "app.palette",
        title: t("shell.palette.open"),
        group: "app",
        keyOnly: true,
        run: openPalette,
      },
      {
        id: "app.keys",
        title: t("shell.keys.open"),
        group: "app",
        icon: IconKeyboard,
        run: openKeySheet,
      },
      {
        id: "app.pane.next",
        title: t("shell.pane.next"),
        group: "app",
        keyOnly: true,
        run: () => focusNextPane(1),
      },
      {
        id: "app.pane.previous",
        title: t("shell.pane.previous"),
        group: "app",
        keyOnly: true,
        run: () => focusNextPane(-1),
      },
    ];
  }, [t, navigate, accounts, newPost]);
  useCommands(list);
}
