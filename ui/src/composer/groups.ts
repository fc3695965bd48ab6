import type { PostState, PostView } from "../host/bindings";

const groupOf: Record<PostState, PostGroup | undefined> = {
  failed: "needs_you",
  needs_you: "needs_you",
  held: "needs_you",
  missed: "needs_you",
  draft: "drafts",
  scheduled: "under_way",
  preparing: "under_way",
  ready: "under_way",
  publishing: "under_way",
  checking: "under_way",
  live: "live",
  discarded: undefined,
};

/** Groups of the list in their order: what is written here comes first. */
export const postGroups = ["drafts", "needs_you", "under_way", "live"] as const;
export type PostGroup = (typeof postGroups)[number];

/** Posts by group, each group in the order of the list. */
export function grouped(posts: readonly PostView[]): Record<PostGroup, PostView[]> {
  const of = (group: PostGroup) => posts.filter((post) => groupOf[post.state] === group);
  return {
    drafts: of("drafts"),
    needs_you: of("needs_you"),
    under_way: of("under_way"),
    live: of("live"),
  };
}

/** All posts in the order they are shown. */
export function inOrder(posts: readonly PostView[]): PostView[] {
  const groups = grouped(posts);
  return postGroups.flatMap((group) => groups[group]);
}
