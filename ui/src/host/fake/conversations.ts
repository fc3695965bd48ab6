/** What the fake host knows of conversations: their windows, views and rows. */
import type { ConversationView, ItemRowView, View, WindowView } from "../bindings";
import { marksOf } from "./filter-handlers";
import { itemsOf, labelsOf } from "./items";
import { notesOf } from "./label-handlers";
import { complaintIn } from "./saved-reply-handlers";
import type { FakeConversation, FakeItem, FakeMessage, FakeWorld } from "./world";

const HOUR = 3_600_000;

export const talkOf = (world: FakeWorld, item: FakeItem): FakeConversation | undefined =>
  world.conversations.find(({ conversation }) => conversation === item.top);

export const isMention = ({ kind, gone }: FakeMessage) => kind === "story_mention" && !gone;

export const answeredIn = (talk: FakeConversation, message: FakeMessage) =>
  talk.messages.some((other) => other.ours && (other.written_at ?? "") > (message.written_at ?? ""));

/** When the time to answer ends, while less than a day of it is left. */
export function closesAt(talk: FakeConversation): string | null {
  const window = windowOf(talk);
  if (!window) return null;
  const now = Date.now();
  const ends = [window.open_until, window.human_agent_until];
  return ends.find((end) => Date.parse(end) >= now && Date.parse(end) - 24 * HOUR < now) ?? null;
}

/** Until when the person can be answered: a day and a week after their last word. */
function windowOf(talk: FakeConversation): WindowView | null {
  const last = talk.messages.findLast(({ ours, gone }) => !ours && !gone)?.written_at;
  if (!last) return null;
  const after = (hours: number) => new Date(Date.parse(last) + hours * HOUR).toISOString();
  return {
    open_until: after(24),
    human_agent_until: after(7 * 24),
    soon_from: after(18),
    human_agent_soon_from: after(6 * 24),
  };
}

const stuck = ["waiting", "held", "sending", "checking", "failed", "needs_you"];

/** The actions of a conversation that have not ended. */
const actionsIn = (world: FakeWorld, conversation: string) => {
  const { needs_you, checking, waiting, held, sending } = world.outbox;
  return [...needs_you, ...checking, ...waiting, ...held, ...sending].filter(
    (action) => action.conversation === conversation && stuck.includes(action.delivery),
  );
};

function authorOf(world: FakeWorld, { username }: FakeConversation): ConversationView["author"] {
  const wrote = world.comments.filter((comment) => comment.username === username && username !== "");
  return {
    username,
    comments_here: wrote.length,
    first_seen: wrote.map((comment) => comment.written_at).sort()[0] ?? null,
    hidden_count: wrote.filter((comment) => comment.hidden).length,
    labels: labelsOf(world, world.personLabels.get(username) ?? []),
    note: notesOf(world, (note) => note.person === username && username !== "").at(-1) ?? null,
  };
}

export function conversationView(world: FakeWorld, talk: FakeConversation): ConversationView {
  const item = itemsOf(world).find(({ top }) => top === talk.conversation);
  return {
    conversation: talk.conversation,
    account: talk.account,
    username: talk.username,
    known_person: talk.known_person,
    window: windowOf(talk),
    author: authorOf(world, talk),
    notes: notesOf(world, (note) => note.item === item?.item),
    messages: [
      ...talk.messages.map(({ hidden: _hidden, read: _read, done: _done, ...view }) => view),
      ...actionsIn(world, talk.conversation).map((action) => ({
        message: action.action,
        kind: "text" as const,
        ours: true,
        by_member: world.app.member,
        text: action.text,
        attachments: [],
        story: null,
        has_picture: false,
        reply_to: null,
        reaction_theirs: null,
        reaction_ours: null,
        written_at: action.queued_at,
        gap: false,
        gone: false,
        echo: true,
        action,
      })),
    ],
  };
}

export function conversationRow(
  world: FakeWorld,
  view: View,
  item: FakeItem,
  talk: FakeConversation,
  /** The message that was searched for, where one was. */
  found: FakeMessage | undefined,
  /** What is typed above the list and searched for. */
  typed: string,
): ItemRowView[] {
  const theirs = talk.messages.filter(({ ours }) => !ours);
  const open = theirs.filter((each) => !each.gone && !each.done && !answeredIn(talk, each));
  const waits = !found && ["needs_reply", "mine", "unassigned", "questions", "window_closing"].includes(view);
  const mention = view === "mentions" ? talk.messages.findLast(isMention) : undefined;
  const face = found ?? mention ?? ((waits && open.at(-1)) || talk.messages.at(-1));
  if (!face) return [];
  const [action] = actionsIn(world, talk.conversation).slice(-1);
  return [
    {
      item: item.item,
      account: talk.account,
      face: {
        kind: "message",
        conversation: talk.conversation,
        message_kind: face.kind,
        attachment: face.attachments[0] ?? null,
        story: face.story,
        has_picture: face.has_picture,
        ours: face.ours,
        sent_outside: face.ours && face.by_member === null,
        window: windowOf(talk),
      },
      username: talk.username,
      text: face.text,
      written_at: (waits && open[0]?.written_at) || face.written_at,
      open_count: open.length,
      unread: theirs.some((each) => !each.read && !each.gone),
      hidden: false,
      done: open.length === 0 && theirs.some(({ done }) => done),
      gone: face.gone,
      snoozed_until: item.snoozed_until,
      muted: item.muted,
      flagged: item.flagged,
      assignee: item.mine ? world.app.member : null,
      assignee_colour: item.mine ? world.app.member_colour : null,
      assigned_here: item.mine,
      labels: labelsOf(world, item.labels),
      noted: world.notes.some((note) => note.item === item.item && !note.removed),
      needs_human: !face.gone && open.length > 0 && !face.ours && complaintIn(world, face.text) !== null,
      action: (action?.delivery as ItemRowView["action"]) ?? null,
      text_marks: marksOf(face.text ?? "", typed),
      username_marks: marksOf(talk.username, typed),
      found_in_note: false,
      found_in_caption: null,
      group: null,
    },
  ];
}
