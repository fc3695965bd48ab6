/** Query options for the answers that more than one feature reads. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type AccountView, commands } from "./bindings";
import { keys } from "./keys";

export const queries = {
  appState: queryOptions({ queryKey: keys.appState, queryFn: () => commands.appState() }),
  accounts: queryOptions({ queryKey: keys.accounts, queryFn: () => commands.listAccounts() }),
  login: queryOptions({ queryKey: keys.login, queryFn: () => commands.loginState() }),
  outbox: queryOptions({ queryKey: keys.outbox, queryFn: () => commands.outbox() }),
  /** Drafts, posts under way and those live since yesterday; newest first. */
  posts: queryOptions({ queryKey: keys.posts, queryFn: () => commands.posts() }),
  post: (post: string) => queryOptions({ queryKey: keys.post(post), queryFn: () => commands.post({ post }) }),
  /** How many items carry each label; an empty list of accounts means all. */
  labelCounts: (accounts: readonly string[]) =>
    queryOptions({
      queryKey: keys.labelCounts(accounts),
      queryFn: () => commands.labelCounts({ accounts: [...accounts] }),
    }),
  /** The newest posts; an empty list of accounts means all. */
  lastPosts: (accounts: readonly string[]) =>
    queryOptions({
      queryKey: keys.lastPosts(accounts),
      queryFn: () => commands.lastPosts({ accounts: [...accounts] }),
    }),
  labels: queryOptions({ queryKey: keys.labels, queryFn: () => commands.labels() }),
  savedReplies: queryOptions({ queryKey: keys.savedReplies, queryFn: () => commands.savedReplies() }),
  keywordRules: queryOptions({ queryKey: keys.keywordRules, queryFn: () => commands.keywordRules() }),
  mediaHost: queryOptions({ queryKey: keys.mediaHost, queryFn: () => commands.mediaHost() }),
  notificationRules: queryOptions({
    queryKey: keys.notificationRules,
    queryFn: () => commands.notificationRules(),
  }),
  /** How the program lives on the desktop; a tray may come and go. */
  desktop: queryOptions({ queryKey: keys.desktop, queryFn: () => commands.desktop(), gcTime: 0 }),
  /** How much of the platform's limits each account uses. */
  rateGauges: queryOptions({ queryKey: keys.rateGauges, queryFn: () => commands.rateGauges() }),
  syncTasks: (account: string) =>
    queryOptions({ queryKey: keys.sync(account, "tasks"), queryFn: () => commands.syncTasks({ account }) }),
  backfill: (account: string) =>
    queryOptions({ queryKey: keys.sync(account, "backfill"), queryFn: () => commands.backfill({ account }) }),
  backfillChoices: (account: string) =>
    queryOptions({
      queryKey: keys.sync(account, "choices"),
      queryFn: () => commands.backfillChoices({ account }),
    }),
  unreadable: (account: string) =>
    queryOptions({
      queryKey: keys.sync(account, "unreadable"),
      queryFn: () => commands.unreadableComments({ account }),
    }),
  /** The lists that people keep. */
  savedViews: queryOptions({ queryKey: keys.savedViews, queryFn: () => commands.savedViews() }),
  /** How many rows each of them has. */
  savedCounts: queryOptions({ queryKey: keys.savedCounts, queryFn: () => commands.savedCounts() }),
  /** How much of the history is searchable; null: all of it. */
  searchProgress: queryOptions({
    queryKey: keys.searchProgress,
    queryFn: () => commands.searchProgress(),
  }),
  viewCounts: (accounts: readonly string[]) =>
    queryOptions({
      queryKey: keys.viewCounts(accounts),
      queryFn: () => commands.viewCounts({ accounts: [...accounts] }),
    }),
};

export function useAppState() {
  return useQuery(queries.appState).data;
}

/** The connected accounts in the order they were connected; undefined until the first answer. */
export function useAccounts(): AccountView[] | undefined {
  return useQuery(queries.accounts).data;
}

export function useAccount(id: string): AccountView | undefined {
  return useAccounts()?.find((account) => account.id === id);
}
