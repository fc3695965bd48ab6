/** What the fake host knows of posts of others that tag an account: the rows, the details and their commands. */
import type { AboutForm, ItemRowView, TaggedPostForm, TaggedPostView, UntoldTagsView } from "../bindings";
import { marksOf } from "./filter-handlers";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { itemsOf, labelsOf } from "./items";
import { notesOf } from "./label-handlers";
import type { FakeItem, FakeTaggedPost, FakeWorld } from "./world";

export const taggedPostOf = (world: FakeWorld, item: FakeItem): FakeTaggedPost | undefined =>
  world.taggedPosts.find(({ tagged_post }) => tagged_post === item.top);

/** The post that somebody looks at. */
function taggedPostAt(world: FakeWorld, number: number): FakeTaggedPost {
  const item = itemsOf(world).find(({ item }) => item === number);
  const found = item && taggedPostOf(world, item);
  if (!found) throw failure("not_found", "This tagged post is not on this machine.");
  return found;
}

/** Who is meant, where it is the owner of a tagged post. */
export const ownerOf = (world: FakeWorld, about: Extract<AboutForm, { kind: "tagged_post" }>) => {
  const { username, account, tagged_post: top } = taggedPostAt(world, about.item);
  return { username, account, top };
};

function viewOf(world: FakeWorld, item: number): TaggedPostView {
  const { account, username, media_kind, text, written_at, gone } = taggedPostAt(world, item);
  const wrote = world.comments.filter((comment) => comment.username === username);
  return {
    item,
    account,
    media_kind,
    caption: text,
    written_at,
    has_link: true,
    gone,
    author: {
      username,
      comments_here: wrote.length,
      first_seen: wrote.map((comment) => comment.written_at).sort()[0] ?? null,
      hidden_count: 0,
      labels: labelsOf(world, world.personLabels.get(username) ?? []),
      note: notesOf(world, (note) => note.person === username).at(-1) ?? null,
    },
    notes: notesOf(world, (note) => note.item === item),
  };
}

export function taggedPostRow(
  world: FakeWorld,
  item: FakeItem,
  post: FakeTaggedPost,
  /** What is typed above the list and searched for. */
  typed: string,
): ItemRowView {
  return {
    item: item.item,
    account: post.account,
    face: { kind: "tagged_post", media_kind: post.media_kind },
    username: post.username,
    text: post.text,
    written_at: post.written_at,
    open_count: 0,
    unread: !post.read && !post.gone,
    hidden: false,
    done: post.done && !post.gone,
    gone: post.gone,
    snoozed_until: item.snoozed_until,
    muted: item.muted,
    flagged: item.flagged,
    assignee: item.mine ? world.app.member : null,
    assignee_colour: item.mine ? world.app.member_colour : null,
    assigned_here: item.mine,
    labels: labelsOf(world, item.labels),
    noted: world.notes.some((note) => note.item === item.item && !note.removed),
    needs_human: false,
    action: null,
    text_marks: marksOf(post.text ?? "", typed),
    username_marks: marksOf(post.username, typed),
    found_in_note: false,
    found_in_caption: null,
    group: null,
  };
}

/** The commands of tagged posts, by their names on the wire. */
export function taggedPostHandlers(host: FakeHost) {
  const { world } = host;
  return {
    tagged_post: ({ item }: TaggedPostForm) => viewOf(world, item),
    open_tagged_post_on_instagram: ({ item }: TaggedPostForm) => {
      taggedPostAt(world, item);
      return null;
    },
    untold_tags: (): UntoldTagsView[] => world.untoldTags,
  };
}

const HOUR = 60;
const captions = [
  { username: "north.table", text: "Sunday breakfast on the big plate by @kilnandfern 🤎", age: 2 * HOUR },
  { username: "mirela.runs.far", text: "Third mug this year, and not the last", age: 30 * HOUR },
  { username: "quiet.harbour", text: null, age: 6 * 24 * HOUR, read: true },
  { username: "paper.lantern", text: "This one was taken back", age: 9 * 24 * HOUR, gone: true },
];

/** A world in which people also tag the accounts in their posts. */
export function withTaggedPosts(world: FakeWorld, now = Date.now()): FakeWorld {
  world.taggedPosts = captions.map<FakeTaggedPost>((each, index) => ({
    tagged_post: `g${index + 1}`,
    account: world.accounts[index % 2]?.id ?? "",
    username: each.username,
    media_kind: index === 1 ? "carousel" : "image",
    text: each.gone ? null : each.text,
    written_at: new Date(now - each.age * 60_000).toISOString(),
    parent: null,
    gone: each.gone ?? false,
    hidden: false,
    read: each.read ?? false,
    done: false,
    ours: false,
  }));
  return world;
}
