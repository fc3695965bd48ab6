/** Items of the fake host: threads of its comments, and what was decided about them. */
import type { ItemRowView, Order, View, ViewForm } from "../bindings";
import { fits, marksOf, wordsOf } from "./filter-handlers";
import type { FakeComment, FakeItem, FakeWorld } from "./world";

export const answered = (world: FakeWorld, comment: FakeComment) =>
  world.comments.some(
    (other) =>
      other.ours &&
      other.parent === (comment.parent ?? comment.comment) &&
      other.written_at > comment.written_at,
  );

/** The item of each thread that other people wrote in; one that is new is made. */
export function itemsOf(world: FakeWorld): FakeItem[] {
  const tops = new Set(world.comments.filter(({ ours }) => !ours).map((each) => each.parent ?? each.comment));
  for (const top of tops) {
    if (world.items.some((item) => item.top === top)) continue;
    world.items.push({
      item: world.items.length + 1,
      top,
      snoozed_until: null,
      muted: false,
      flagged: false,
      mine: false,
    });
  }
  return world.items.filter(({ top }) => tops.has(top));
}

/** The comments of others in an item, oldest first. */
export function entriesOf(world: FakeWorld, { top }: FakeItem): FakeComment[] {
  return world.comments
    .filter((each) => !each.ours && (each.comment === top || each.parent === top))
    .sort((a, b) => a.written_at.localeCompare(b.written_at));
}

const isOpen = (world: FakeWorld, each: FakeComment) =>
  !each.gone && !each.hidden && !each.done && !answered(world, each);
const isUnread = (each: FakeComment) => !each.read && !each.gone && !each.hidden;
const isHidden = (each: FakeComment) => each.hidden && !each.gone;

const isDone = (world: FakeWorld, entries: readonly FakeComment[]) =>
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

/** The comment that stands for an item in a view. */
function faceOf(world: FakeWorld, view: View, order: Order, item: FakeItem): FakeComment | undefined {
  const entries = entriesOf(world, item);
  const open = entries.filter((each) => isOpen(world, each));
  const wanted = {
    needs_reply: order === "oldest_first" ? open[0] : open.at(-1),
    mine: order === "oldest_first" ? open[0] : open.at(-1),
    unassigned: order === "oldest_first" ? open[0] : open.at(-1),
    questions: order === "oldest_first" ? open[0] : open.at(-1),
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
    const oldest =
      order === "oldest_first" && ["needs_reply", "mine", "unassigned", "questions"].includes(view);
    return (oldest ? waiting : entries.at(-1))?.written_at ?? "";
  };
  const list = itemsOf(world)
    .filter((item) => inView(world, view, item))
    .filter((item) => {
      const account = entriesOf(world, item)[0]?.account ?? "";
      return accounts.length === 0 || accounts.includes(account);
    })
    .map((item) => ({ item: item.item, at: place(item) }))
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ item }) => item);
  return order === "newest_first" ? list.reverse() : list;
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

/** Whether a comment fits what is typed above a list and what is searched for in it. */
export const isAsked = (form: ViewForm, comment: FakeComment) =>
  fits(form.filter, comment) && fits(form.search, comment);

export function rowOf(world: FakeWorld, form: ViewForm, item: FakeItem): ItemRowView[] {
  const typed = `${form.filter} ${form.search}`;
  const found =
    wordsOf(typed).length > 0 ? entriesOf(world, item).find((each) => isAsked(form, each)) : undefined;
  const face = found ?? faceOf(world, form.view, form.order, item);
  if (!face) return [];
  const entries = entriesOf(world, item);
  const post = world.media.find((each) => each.media === face.media);
  const ours = world.comments.findLast((each) => each.ours && each.parent === item.top);
  return [
    {
      item: item.item,
      comment: face.comment,
      account: face.account,
      media: face.media,
      parent: face.parent,
      username: face.username,
      text: face.text,
      written_at: face.written_at,
      open_count: entries.filter((each) => isOpen(world, each)).length,
      unread: entries.some(isUnread),
      hidden: face.hidden,
      done: isDone(world, entries),
      gone: face.gone,
      answered: answered(world, face),
      answered_outside: answered(world, face) && ours?.by_member === null,
      snoozed_until: item.snoozed_until,
      muted: item.muted,
      flagged: item.flagged,
      assignee: item.mine ? world.app.member : null,
      assigned_here: item.mine,
      action: chipOf(face.action),
      media_kind: post?.kind ?? "image",
      has_picture: post !== undefined,
      text_marks: marksOf(face.text ?? "", typed),
      username_marks: marksOf(face.username, typed),
    },
  ];
}
