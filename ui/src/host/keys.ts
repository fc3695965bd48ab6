/** Query keys. Every answer of the program is cached under one of these, so that a cache tag can find it. */
import type { AboutForm, RunForm, View, WhenForm } from "./bindings";

export const keys = {
  appState: ["app_state"] as const,
  accounts: ["accounts"] as const,
  login: ["login"] as const,
  outbox: ["outbox"] as const,
  posts: ["posts"] as const,
  post: (post: string) => ["post", post] as const,
  /** A preflight lies under its post; each saved revision and each time to publish at has its own. */
  preflight: (post?: string, revision?: number, when?: WhenForm) =>
    post === undefined
      ? (["preflight"] as const)
      : revision === undefined
        ? (["preflight", post] as const)
        : (["preflight", post, revision, when] as const),
  captionFacts: (caption: string) => ["caption_facts", caption] as const,
  savedViews: ["saved_views"] as const,
  savedCounts: ["saved_counts"] as const,
  runPreview: (form: RunForm | null) => ["run_preview", form] as const,
  mediaHost: ["media_host"] as const,
  notificationRules: ["notification_rules"] as const,
  desktop: ["desktop"] as const,
  labels: ["labels"] as const,
  labelCounts: (accounts?: readonly string[]) =>
    accounts ? (["label_counts", [...accounts]] as const) : (["label_counts"] as const),
  lastPosts: (accounts?: readonly string[]) =>
    accounts ? (["last_posts", [...accounts]] as const) : (["last_posts"] as const),
  /** The card of a comment's author, of whom a conversation is with, or of who published a tagged post. */
  author: (about?: string) => (about === undefined ? (["author"] as const) : (["author", about] as const)),
  /** The audit trail of the item of a comment or conversation. */
  trail: (about?: string) => (about === undefined ? (["trail"] as const) : (["trail", about] as const)),
  savedReplies: ["saved_replies"] as const,
  keywordRules: ["keyword_rules"] as const,
  /** The mistakes in the words of a saved reply. */
  faults: (text: string) => ["faults", text] as const,
  /** What can be answered to a comment. */
  offers: (about?: string) => (about === undefined ? (["offers"] as const) : (["offers", about] as const)),
  rateGauges: ["rate_gauges"] as const,
  /** What is read in the background, of one account or of all. */
  sync: (account?: string, what?: "tasks" | "backfill" | "choices" | "unreadable") =>
    account === undefined ? (["sync"] as const) : (["sync", account, what] as const),
  filterReading: (text: string, caret: number) => ["filter_reading", text, caret] as const,
  /** Counts of the views; an empty list of accounts means all. */
  viewCounts: (accounts?: readonly string[]) =>
    accounts ? (["view_counts", [...accounts]] as const) : (["view_counts"] as const),
  searchProgress: ["search_progress"] as const,
  /** The opened snapshot of a view. Never invalidated by a tag: a list does not jump under the hand. */
  snapshot: (view: View, accounts: readonly string[], order: string) =>
    ["snapshot", view, [...accounts], order] as const,
  snapshotNews: (snapshot?: number) =>
    snapshot === undefined ? (["snapshot_news"] as const) : (["snapshot_news", snapshot] as const),
  snapshotRows: (snapshot?: number, page?: number) =>
    snapshot === undefined ? (["snapshot_rows"] as const) : (["snapshot_rows", snapshot, page] as const),
  conversation: (conversation?: string) =>
    conversation === undefined ? (["conversation"] as const) : (["conversation", conversation] as const),
  taggedPost: (item?: number) =>
    item === undefined ? (["tagged_post"] as const) : (["tagged_post", item] as const),
  /** The accounts that Instagram tells nothing of the posts that tag them. */
  untoldTags: ["untold_tags"] as const,
  /** A thread lies under its post, so that `comments` of that post refreshes it. */
  thread: (media?: string, comment?: string) =>
    media === undefined
      ? (["thread"] as const)
      : comment === undefined
        ? (["thread", media] as const)
        : (["thread", media, comment] as const),
} as const;

/** The id of what a person looks at. */
export function idOf(about: AboutForm): string {
  switch (about.kind) {
    case "comment":
      return about.comment;
    case "conversation":
      return about.conversation;
    case "tagged_post":
      return `tagged_post ${about.item}`;
  }
}
