/** Conversations of the fake host. Handles are hobbies, words are invented. */
import type { AttachmentKind, MessageKind } from "../bindings";
import type { FakeConversation, FakeMessage, FakeWorld } from "./world";

type Line = {
  text?: string;
  /** Minutes before now. */
  age: number;
  ours?: boolean;
  /** Ours, but sent on the phone. */
  phone?: boolean;
  kind?: MessageKind;
  attachments?: AttachmentKind[];
  /** Position in the sample posts of a picture that stands for the story. */
  story?: number;
  reaction?: string;
  gap?: boolean;
  gone?: boolean;
  read?: boolean;
};

type Talk = { account: number; username: string; lines: readonly Line[] };

const HOUR = 60;

const talks: readonly Talk[] = [
  {
    account: 1,
    username: "tomasz.w.trails",
    lines: [
      { text: "Do you repair inner tents?", age: 9 * 24 * HOUR, gap: true, read: true },
      { text: "We do! Send us a picture any time.", age: 9 * 24 * HOUR - 30, ours: true, read: true },
      {
        text: "Hello! The zip on my tent broke on day two. We are at the lake until Saturday.",
        age: 21 * HOUR + 35,
        kind: "story_reply",
        story: 1,
      },
      { text: "Order 48213, what now?", age: 21 * HOUR + 34 },
      {
        text: "Oh no! Which one is it, the inner door or the fly?",
        age: 21 * HOUR + 22,
        ours: true,
        reaction: "love",
      },
      { age: 21 * HOUR + 2, kind: "attachment", attachments: ["image", "image"] },
      { text: "The inner door. The slider came off completely.", age: 21 * HOUR },
    ],
  },
  {
    account: 0,
    username: "beanthere_ola",
    lines: [{ age: 19 * HOUR, kind: "story_mention" }],
  },
  {
    account: 0,
    username: "quiet.harbour",
    lines: [
      { text: "Could we pick the bowls up on Saturday?", age: 14 * HOUR, read: true },
      { text: "The table is yours, Saturday at eight.", age: 13 * HOUR, ours: true, phone: true },
    ],
  },
  {
    account: 0,
    username: "mirela.runs.far",
    lines: [
      { text: "Is the big jug food-safe?", age: 3 * 24 * HOUR, read: true },
      { age: 3 * 24 * HOUR - 4, gone: true, read: true },
      { age: 3 * 24 * HOUR - 5, kind: "attachment", attachments: ["audio"] },
    ],
  },
  {
    account: 1,
    username: "",
    lines: [
      { text: "العنوان من فضلك؟ \u202Eeruces ton si siht", age: 8 * 24 * HOUR },
      { age: 8 * 24 * HOUR - 1, kind: "unsupported" },
    ],
  },
];

/** A world in which people also write direct messages. */
export function withConversations(world: FakeWorld, now = Date.now()): FakeWorld {
  world.conversations = talks.map<FakeConversation>((talk, index) => ({
    conversation: `t${index + 1}`,
    account: world.accounts[talk.account]?.id ?? "",
    username: talk.username,
    known_person: true,
    messages: talk.lines.map<FakeMessage>((line, at) => ({
      message: `t${index + 1}m${at + 1}`,
      kind: line.kind ?? "text",
      ours: line.ours ?? false,
      by_member: line.ours && !line.phone ? world.app.member : null,
      text: line.text ?? null,
      attachments: line.attachments ?? [],
      story: line.story === undefined ? null : (world.media[line.story]?.media ?? null),
      has_picture: line.story !== undefined,
      reply_to: null,
      reaction_theirs: line.reaction ?? null,
      reaction_ours: null,
      written_at: new Date(now - line.age * 60_000).toISOString(),
      gap: line.gap ?? false,
      gone: line.gone ?? false,
      echo: false,
      action: null,
      hidden: false,
      read: line.read ?? false,
      done: false,
    })),
  }));
  return world;
}
