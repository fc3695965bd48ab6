import type {
  ActionKind,
  ActionView,
  CommentForm,
  CommentView,
  DeleteCommentsForm,
  IpcError,
  ItemRowView,
  LastPostView,
  PostState,
  PrivateReplyView,
  ReplyForm,
  SetCommentsEnabledForm,
  SetHiddenForm,
  SnapshotForm,
  SnapshotRowsForm,
  ThreadView,
  View,
  ViewCountsForm,
  ViewCountsView,
  ViewForm,
} from "../bindings";
import { labelsIn, postsIn } from "./filter-handlers";
import type { FakeHost } from "./host";
import {
  answered,
  entriesOf,
  foundInCaption,
  groupAt,
  grouped,
  isAsked,
  isFoundInNote,
  isUnder,
  itemsOf,
  labelsOf,
  listOf,
  openUnder,
  rowOf,
} from "./items";
import { notesOf } from "./label-handlers";
import type { FakeComment, FakeWorld } from "./world";

export const failure = (code: IpcError["code"], message: string): IpcError => ({
  code,
  message,
  fix: null,
  retry_after_s: null,
  detail: null,
});

let nextSnapshot = 1;
let nextAction = 100;
let nextReply = 1;

export function findComment(world: FakeWorld, id: string): FakeComment {
  const found = world.comments.find((comment) => comment.comment === id);
  if (!found) throw failure("not_found", "This comment is not on this machine.");
  return found;
}

function findSnapshot(world: FakeWorld, id: number) {
  const found = world.snapshots.get(id);
  if (!found) throw failure("snapshot_gone", "The list was closed.");
  return found;
}

/** Queues an action, lets its grace pass and then does it, as the program would. */
export function queue(
  host: FakeHost,
  kind: ActionKind,
  graceMs: number,
  about: {
    account: string;
    comment?: FakeComment;
    conversation?: string;
    username?: string;
    media: string | null;
    text?: string;
  },
  effect: () => void,
): ActionView {
  const { world } = host;
  const view: ActionView = {
    action: `0198f000-0000-7000-8000-${String(nextAction++).padStart(12, "0")}`,
    kind,
    delivery: "waiting",
    grace_ms: graceMs,
    grace_left_ms: graceMs,
    account: about.account,
    comment: about.comment?.comment ?? null,
    conversation: about.conversation ?? null,
    media: about.media,
    username: about.username ?? about.comment?.username ?? null,
    text: about.text ?? about.comment?.text ?? null,
    queued_at: new Date().toISOString(),
    finished_at: null,
    problem: null,
    next_at: null,
    attempts: 0,
  };
  world.outbox.waiting.push(view);
  if (about.comment) about.comment.action = view;
  const spoil = () => {
    if (about.media !== null) host.stale({ kind: "comments", media: about.media });
    if (about.conversation) host.stale({ kind: "conversation", conversation: about.conversation });
    host.stale({ kind: "outbox" }, { kind: "inbox_counts" });
  };
  spoil();
  host.later(graceMs, () => {
    const at = world.outbox.waiting.indexOf(view);
    if (at === -1) return;
    world.outbox.waiting.splice(at, 1);
    Object.assign(view, {
      delivery: "sent",
      grace_left_ms: null,
      finished_at: new Date().toISOString(),
      attempts: 1,
    });
    world.outbox.done_today.unshift(view);
    world.outbox.done_today_total += 1;
    if (about.comment) about.comment.action = null;
    effect();
    spoil();
  });
  return view;
}

const WEEK = 7 * 24 * 3_600_000;

function privateReplyOf(world: FakeWorld, comment: FakeComment): PrivateReplyView {
  const until = Date.parse(comment.written_at) + WEEK;
  if (comment.ours) return { standing: "ours" };
  if (comment.gone) return { standing: "gone" };
  if (world.privatelyAnswered.has(comment.comment)) return { standing: "used" };
  if (comment.action?.kind === "private_reply") return { standing: "under_way" };
  if (until < Date.now()) return { standing: "expired" };
  return { standing: "open", until: new Date(until).toISOString() };
}

function threadOf(world: FakeWorld, form: CommentForm): ThreadView {
  const selected = findComment(world, form.comment);
  const post = world.media.find((each) => each.media === selected.media);
  if (!post) throw failure("not_found", "This post is not on this machine.");
  const top = selected.parent ?? selected.comment;
  const ofPost = world.comments.filter((comment) => comment.media === post.media);
  const inThread = ofPost.filter((comment) => comment.comment === top || comment.parent === top);
  const comments = inThread.map<CommentView>((comment) => ({
    comment: comment.comment,
    parent: comment.parent,
    username: comment.username,
    text: comment.text,
    written_at: comment.written_at,
    like_count: comment.like_count,
    hidden: comment.hidden,
    gone: comment.gone,
    ours: comment.ours,
    by_member: comment.by_member,
    done: comment.done,
    answered: answered(world, comment),
    echo: false,
    action: comment.action,
  }));
  for (const action of world.outbox.waiting.filter((each) => each.kind === "reply")) {
    const target = ofPost.find((comment) => comment.comment === action.comment);
    if (!target || (target.parent ?? target.comment) !== top) continue;
    comments.push({
      comment: action.action,
      parent: top,
      username: world.accounts.find((account) => account.id === action.account)?.username ?? "",
      text: action.text,
      written_at: action.queued_at,
      like_count: 0,
      hidden: false,
      gone: false,
      ours: true,
      by_member: world.app.member,
      done: false,
      answered: false,
      echo: true,
      action,
    });
  }
  const item = itemsOf(world).find((each) => each.top === top);
  const byAuthor = world.comments.filter(({ username }) => username !== "" && username === selected.username);
  return {
    post: {
      media: post.media,
      account: post.accountId,
      kind: post.kind,
      slides: post.slides,
      caption: post.caption,
      taken_at: new Date(Date.now() - post.age * 3_600_000).toISOString(),
      permalink: `https://www.instagram.com/p/${post.media}/`,
      open_count: openUnder(world, post.media),
      comments_count: ofPost.length,
      unreadable: null,
      comments_enabled: post.commentsEnabled,
      switch_action: null,
      has_picture: true,
    },
    top,
    selected: selected.comment,
    comments,
    author: {
      username: selected.username,
      comments_here: byAuthor.length,
      first_seen: byAuthor.map((comment) => comment.written_at).sort()[0] ?? null,
      hidden_count: byAuthor.filter((comment) => comment.hidden).length,
      labels: labelsOf(world, world.personLabels.get(selected.username) ?? []),
      note:
        notesOf(world, (note) => note.person === selected.username && selected.username !== "").at(-1) ??
        null,
    },
    notes: notesOf(world, (note) => note.item === item?.item),
    private_reply: privateReplyOf(world, selected),
  };
}

function rowsOf(world: FakeWorld, { snapshot, start, count }: SnapshotRowsForm): ItemRowView[] {
  const { form: shown, rows, removed } = findSnapshot(world, snapshot);
  const items = new Map(itemsOf(world).map((item) => [item.item, item]));
  const left = rows.filter((row) => !removed.has(row));
  return left.slice(start, start + count).flatMap((row) => {
    const item = items.get(row);
    const group = groupAt(world, left, row, shown.grouping);
    return item ? rowOf(world, shown, item).map((view) => ({ ...view, group })) : [];
  });
}

/** The commands of the inbox, by their names on the wire. */
export function inboxHandlers(host: FakeHost) {
  const { world } = host;
  return {
    open_view: (form: ViewForm) => {
      const items = new Map(itemsOf(world).map((item) => [item.item, item]));
      const list = listOf(world, form.view, form.order, form.accounts).filter((row) => {
        const item = items.get(row);
        if (item === undefined) return false;
        const carried = labelsOf(world, item.labels).map(({ name }) => name.toLowerCase());
        if (!labelsIn(form.filter).every((name) => carried.includes(name))) return false;
        if (!postsIn(form.filter).every((asked) => isUnder(world, item, asked))) return false;
        const found = entriesOf(world, item).some((entry) => isAsked(world, form, item, entry));
        return found || isFoundInNote(world, form, item.item) || foundInCaption(world, form, item) !== null;
      });
      const rows = grouped(world, list, form.grouping);
      const snapshot = nextSnapshot++;
      world.snapshots.set(snapshot, { form, rows, removed: new Set() });
      return { snapshot, total: rows.length, rows: rowsOf(world, { snapshot, start: 0, count: form.rows }) };
    },
    snapshot_rows: (form: SnapshotRowsForm) => rowsOf(world, form),
    search_progress: () => host.searchProgress,
    snapshot_news: (form: SnapshotForm) => {
      findSnapshot(world, form.snapshot);
      return { new_items: host.newItems };
    },
    export_list: (form: SnapshotForm) => ({
      items: host.picksFile ? findSnapshot(world, form.snapshot).rows.length : null,
    }),
    close_snapshot: (form: SnapshotForm) => {
      world.snapshots.delete(form.snapshot);
      return null;
    },
    view_counts: (form: ViewCountsForm): ViewCountsView => {
      const count = (view: View) => listOf(world, view, "oldest_first", form.accounts).length;
      const { outbox } = world;
      const inState = (...states: PostState[]) =>
        world.posts.filter((post) => states.includes(post.state)).length;
      const postsNeeding = inState("failed", "needs_you", "held", "missed");
      return {
        needs_reply: count("needs_reply"),
        unread: count("unread"),
        mine: count("mine"),
        unassigned: count("unassigned"),
        questions: count("questions"),
        window_closing: count("window_closing"),
        mentions: count("mentions"),
        snoozed: count("snoozed"),
        hidden: count("hidden"),
        done: count("done"),
        all: count("all"),
        outbox:
          outbox.needs_you.length +
          outbox.checking.length +
          outbox.waiting.length +
          outbox.held.length +
          outbox.sending.length +
          postsNeeding +
          inState("scheduled", "preparing", "ready", "publishing", "checking"),
        outbox_needs_you: outbox.needs_you.length + postsNeeding,
      };
    },
    last_posts: ({ accounts }: ViewCountsForm): LastPostView[] =>
      world.media
        .filter(({ accountId }) => accounts.length === 0 || accounts.includes(accountId))
        .sort((a, b) => a.age - b.age)
        .slice(0, 4)
        .map(({ media, caption }) => ({
          media,
          caption: caption === "" ? null : caption,
          has_picture: true,
          open_count: openUnder(world, media),
        })),
    thread: (form: CommentForm) => threadOf(world, form),
    item_trail: ({ comment }: CommentForm) => world.trails.get(comment) ?? [],
    reply: (form: ReplyForm) => {
      const target = findComment(world, form.comment);
      const saved = world.savedReplies.find(({ reply }) => reply === form.saved_reply);
      if (saved) saved.uses += 1;
      return queue(
        host,
        "reply",
        5_000,
        { account: target.account, comment: target, media: target.media, text: form.text },
        () => {
          world.comments.push({
            ...target,
            comment: `r${nextReply++}`,
            parent: target.parent ?? target.comment,
            username: world.accounts.find((account) => account.id === target.account)?.username ?? "",
            text: form.text,
            written_at: new Date().toISOString(),
            like_count: 0,
            ours: true,
            by_member: world.app.member,
            read: true,
            action: null,
          });
        },
      );
    },
    set_hidden: (form: SetHiddenForm) =>
      form.comments.map((id) => {
        const target = findComment(world, id);
        return queue(
          host,
          form.hidden ? "hide" : "unhide",
          form.comments.length > 25 ? 10_000 : 5_000,
          { account: target.account, comment: target, media: target.media },
          () => {
            target.hidden = form.hidden;
          },
        );
      }),
    delete_comments: (form: DeleteCommentsForm) =>
      form.comments.map((id) => {
        const target = findComment(world, id);
        return queue(
          host,
          "delete",
          30_000,
          { account: target.account, comment: target, media: target.media },
          () => {
            target.gone = true;
          },
        );
      }),
    set_comments_enabled: (form: SetCommentsEnabledForm) => {
      const post = world.media.find((each) => each.media === form.media);
      if (!post) throw failure("not_found", "This post is not on this machine.");
      return queue(host, "comment_switch", 5_000, { account: post.accountId, media: post.media }, () => {
        post.commentsEnabled = form.enabled;
      });
    },
    open_on_instagram: (form: CommentForm) => {
      findComment(world, form.comment);
      return null;
    },
  };
}
