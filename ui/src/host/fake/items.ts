/** Items of the fake host: threads of its comments, and what was decided about them. */
import type {
  ExcerptView,
  Grouping,
  GroupView,
  ItemRowView,
  LabelView,
  Order,
  View,
  ViewForm,
} from "../bindings";
import { answeredIn, closesAt, conversationRow, isMention, talkOf } from "./conversations";
import { fits, marksOf, wordsOf } from "./filter-handlers";
import { complaintIn } from "./saved-reply-handlers";
import { taggedPostOf, taggedPostRow } from "./tagged-posts";
import type { FakeComment, FakeItem, FakeMessage, FakeTaggedPost, FakeWorld } from "./world";

/** What an item is made of. */
type FakeEntry = FakeComment | FakeMessage | FakeTaggedPost;

export const answered = (world: FakeWorld, comment: FakeComment) =>
  world.comments.some(
    (other) =>
      other.ours &&
      other.parent === (comment.parent ?? comment.comment) &&
      other.written_at > comment.written_at,
  );

/** The item of each thread that other people wrote in, each conversation and each tagged post; one that is new is made. */
export function itemsOf(world: FakeWorld): FakeItem[] {
  const threads = world.comments.filter(({ ours }) => !ours).map((each) => each.parent ?? each.comment);
  const talks = world.conversations.map(({ conversation }) => conversation);
  const tagged = world.taggedPosts.map(({ tagged_post }) => tagged_post);
  const tops = new Set([...threads, ...talks, ...tagged]);
  for (const top of tops) {
    if (world.items.some((item) => item.top === top)) continue;
    world.items.push({
      item: world.items.length + 1,
      top,
      snoozed_until: null,
      muted: false,
      flagged: false,
      mine: false,
      labels: [],
    });
  }
  return world.items.filter(({ top }) => tops.has(top));
}

/** Labels by their ids, in the order of the team. */
export function labelsOf(world: FakeWorld, ids: readonly string[]): LabelView[] {
  return world.labels
    .filter(({ label, removed }) => !removed && ids.includes(label))
    .map(({ label, name, colour }) => ({ label, name, colour }));
}

/** The comments, messages or tagged post of others in an item, oldest first. */
export function entriesOf(world: FakeWorld, item: FakeItem): FakeEntry[] {
  const tagged = taggedPostOf(world, item);
  if (tagged) return [tagged];
  const talk = talkOf(world, item);
  return talk ? talk.messages.filter(({ ours }) => !ours) : commentsOf(world, item);
}

/** The comments of others in a thread, oldest first. */
export function commentsOf(world: FakeWorld, { top }: FakeItem): FakeComment[] {
  return world.comments
    .filter((each) => !each.ours && (each.comment === top || each.parent === top))
    .sort((a, b) => a.written_at.localeCompare(b.written_at));
}

const isAnswered = (world: FakeWorld, each: FakeEntry) => {
  if ("comment" in each) return answered(world, each);
  if ("tagged_post" in each) return false;
  const talk = world.conversations.find(({ messages }) => messages.includes(each));
  return talk !== undefined && answeredIn(talk, each);
};
const isOpen = (world: FakeWorld, each: FakeEntry) =>
  !("tagged_post" in each) && !each.gone && !each.hidden && !each.done && !isAnswered(world, each);
const isUnread = (each: FakeEntry) => !each.read && !each.gone && !each.hidden;
const isHidden = (each: FakeEntry) => each.hidden && !each.gone;

const isDone = (world: FakeWorld, entries: readonly FakeEntry[]) =>
  !entries.some((each) => isOpen(world, each)) && entries.some(({ done, gone }) => done && !gone);

function inView(world: FakeWorld, view: View, item: FakeItem): boolean {
  const entries = entriesOf(world, item);
  const around = item.snoozed_until === null && !item.muted;
  const waits = around && entries.some((each) => isOpen(world, each));
  switch (view) {
    case "needs_reply":
      return waits;
    case "unread":
      return around && entries.some(isUnread);
    case "mine":
      return waits && item.mine;
    case "unassigned":
      return waits && !item.mine;
    case "questions":
      return around && entries.some((each) => isOpen(world, each) && each.text?.includes("?"));
    case "window_closing": {
      const talk = talkOf(world, item);
      return waits && talk !== undefined && closesAt(talk) !== null;
    }
    case "mentions":
      return (
        taggedPostOf(world, item)?.gone === false || (talkOf(world, item)?.messages.some(isMention) ?? false)
      );
    case "snoozed":
      return item.snoozed_until !== null;
    case "hidden":
      return entries.some(isHidden);
    case "done":
      return isDone(world, entries);
    case "all":
      return true;
  }
}

/** How many comments under a post wait for an answer. */
export const openUnder = (world: FakeWorld, media: string): number =>
  world.comments.filter((each) => each.media === media && !each.ours && isOpen(world, each)).length;

/** Whether an item stands under a post that is asked for by its id or by words of its caption. */
export function isUnder(world: FakeWorld, item: FakeItem, asked: string): boolean {
  const top = world.comments.find(({ comment }) => comment === item.top);
  const post = world.media.find(({ media }) => media === top?.media);
  return post !== undefined && (post.media === asked || post.caption.toLowerCase().includes(asked));
}

/** The comment that stands for an item in a view. */
function faceOf(world: FakeWorld, view: View, order: Order, item: FakeItem): FakeComment | undefined {
  const entries = commentsOf(world, item);
  const open = entries.filter((each) => isOpen(world, each));
  const wanted = {
    needs_reply: order === "oldest_first" ? open[0] : open.at(-1),
    mine: order === "oldest_first" ? open[0] : open.at(-1),
    unassigned: order === "oldest_first" ? open[0] : open.at(-1),
    questions: order === "oldest_first" ? open[0] : open.at(-1),
    window_closing: undefined,
    mentions: undefined,
    unread: entries.find(isUnread),
    hidden: entries.findLast(isHidden),
    snoozed: undefined,
    done: undefined,
    all: undefined,
  }[view];
  return wanted ?? entries.at(-1);
}

/** The items of a view, in its order. */
export function listOf(world: FakeWorld, view: View, order: Order, accounts: readonly string[]): number[] {
  const place = (item: FakeItem) => {
    const entries = entriesOf(world, item);
    const waiting = entries.find((each) => isOpen(world, each));
    if (view === "snoozed") return item.snoozed_until ?? "";
    const talk = talkOf(world, item);
    if (view === "window_closing" && talk) return closesAt(talk) ?? "";
    const oldest =
      order === "oldest_first" &&
      ["needs_reply", "mine", "unassigned", "questions", "window_closing"].includes(view);
    const newest = talk?.messages.at(-1) ?? entries.at(-1);
    return (oldest ? waiting : newest)?.written_at ?? "";
  };
  const list = itemsOf(world)
    .filter((item) => inView(world, view, item))
    .filter((item) => {
      const of = talkOf(world, item) ?? taggedPostOf(world, item) ?? commentsOf(world, item)[0];
      const account = of?.account ?? "";
      return accounts.length === 0 || accounts.includes(account);
    })
    .map((item) => ({ item: item.item, at: place(item) }))
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ item }) => item);
  if (order === "newest_first") return list.reverse();
  return order === "oldest_first" ? list : sortBy(list, (item) => keyOf(world, item, order));
}

const sortBy = (list: readonly number[], key: (item: number) => string) =>
  [...list].sort((a, b) => key(a).localeCompare(key(b)));

/** What an item stands together with. */
function keyOf(world: FakeWorld, number: number, grouping: Grouping): string {
  const item = itemsOf(world).find(({ item }) => item === number);
  const top = world.comments.find(({ comment }) => comment === item?.top);
  if (grouping === "post") return top?.media ?? "";
  if (grouping === "author") return top?.username ?? "";
  return item ? (entriesOf(world, item).at(-1)?.written_at ?? "").slice(0, 10) : "";
}

/** A list with what belongs together brought together. */
export function grouped(world: FakeWorld, list: readonly number[], grouping: Grouping): number[] {
  if (grouping === "nothing") return [...list];
  const keys = [...new Set(list.map((item) => keyOf(world, item, grouping)))];
  return keys.flatMap((key) => list.filter((item) => keyOf(world, item, grouping) === key));
}

/** The group that begins with a row of a list. */
export function groupAt(
  world: FakeWorld,
  list: readonly number[],
  item: number,
  grouping: Grouping,
): GroupView | null {
  if (grouping === "nothing") return null;
  const same = list.filter((each) => keyOf(world, each, grouping) === keyOf(world, item, grouping));
  if (same[0] !== item) return null;
  const top = world.comments.find(
    ({ comment }) => comment === itemsOf(world).find((each) => each.item === item)?.top,
  );
  return {
    rows: same.length,
    day: grouping === "day" ? keyOf(world, item, grouping) : null,
    caption: world.media.find(({ media }) => media === top?.media)?.caption ?? null,
    username: top?.username ?? null,
  };
}

function chipOf(action: FakeComment["action"]): ItemRowView["action"] {
  switch (action?.delivery) {
    case "waiting":
    case "held":
    case "sending":
    case "checking":
    case "failed":
    case "needs_you":
      return action.delivery;
    default:
      return null;
  }
}

/** Whether an entry fits what is typed above a list and what is searched for in it. */
export const isAsked = (
  world: FakeWorld,
  form: Pick<ViewForm, "filter" | "search">,
  item: FakeItem,
  entry: FakeEntry,
) => {
  const said =
    "message" in entry ? { ...entry, username: talkOf(world, item)?.username ?? "", parent: null } : entry;
  return fits(form.filter, said) && fits(form.search, said);
};

/** Whether what is searched for stands in a note on an item. */
export function isFoundInNote(world: FakeWorld, form: ViewForm, item: number): boolean {
  const words = wordsOf(form.search);
  const notes = world.notes.filter((note) => note.item === item && !note.removed);
  return (
    words.length > 0 && notes.some(({ text }) => words.every((word) => text.toLowerCase().includes(word)))
  );
}

/** The stretch of the caption above a thread that holds what is searched for; null where it does not. */
export function foundInCaption(world: FakeWorld, form: ViewForm, { top }: FakeItem): ExcerptView | null {
  const words = wordsOf(form.search);
  const media = world.comments.find(({ comment }) => comment === top)?.media;
  const caption = world.media.find((each) => each.media === media)?.caption ?? "";
  const found = words.length > 0 && words.every((word) => caption.toLowerCase().includes(word));
  if (!found) return null;
  const start = Math.max(0, (marksOf(caption, form.search)[0]?.[0] ?? 0) - 6);
  const text = start > 0 ? `…${caption.slice(start)}` : caption;
  return { text, marks: marksOf(text, form.search) };
}

export function rowOf(world: FakeWorld, form: ViewForm, item: FakeItem): ItemRowView[] {
  const typed = `${form.filter} ${form.search}`;
  const isSought = wordsOf(typed).length > 0;
  const tagged = taggedPostOf(world, item);
  if (tagged) {
    const found_in_note = isFoundInNote(world, form, item.item);
    return [{ ...taggedPostRow(world, item, tagged, typed), found_in_note }];
  }
  const talk = talkOf(world, item);
  if (talk) {
    const found = isSought ? talk.messages.find((each) => isAsked(world, form, item, each)) : undefined;
    const found_in_note = isFoundInNote(world, form, item.item);
    return conversationRow(world, form.view, item, talk, found, typed).map((row) => ({
      ...row,
      found_in_note,
    }));
  }
  const found = isSought
    ? commentsOf(world, item).find((each) => isAsked(world, form, item, each))
    : undefined;
  const face = found ?? faceOf(world, form.view, form.order, item);
  if (!face) return [];
  const entries = commentsOf(world, item);
  const post = world.media.find((each) => each.media === face.media);
  const ours = world.comments.findLast((each) => each.ours && each.parent === item.top);
  return [
    {
      item: item.item,
      account: face.account,
      face: {
        kind: "comment",
        comment: face.comment,
        media: face.media,
        parent: face.parent,
        answered: answered(world, face),
        answered_outside: answered(world, face) && ours?.by_member === null,
        media_kind: post?.kind ?? "image",
        has_picture: post !== undefined,
      },
      username: face.username,
      text: face.text,
      written_at: face.written_at,
      open_count: entries.filter((each) => isOpen(world, each)).length,
      unread: entries.some(isUnread),
      hidden: face.hidden,
      done: isDone(world, entries),
      gone: face.gone,
      snoozed_until: item.snoozed_until,
      muted: item.muted,
      flagged: item.flagged,
      assignee: item.mine ? world.app.member : null,
      assignee_colour: item.mine ? world.app.member_colour : null,
      assigned_here: item.mine,
      labels: labelsOf(world, item.labels),
      noted: world.notes.some((note) => note.item === item.item && !note.removed),
      needs_human:
        !face.gone && entries.some((each) => isOpen(world, each)) && complaintIn(world, face.text) !== null,
      action: chipOf(face.action),
      text_marks: marksOf(face.text ?? "", typed),
      username_marks: marksOf(face.username, typed),
      found_in_note: isFoundInNote(world, form, item.item),
      found_in_caption: found ? null : foundInCaption(world, form, item),
      group: null,
    },
  ];
}
