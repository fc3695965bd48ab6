import type { ConversationForm, MessageForm, ReplyForm } from "../bindings";
import { conversationView } from "./conversations";
import type { FakeHost } from "./host";
import { failure, findComment, queue } from "./inbox-handlers";

let nextMessage = 1;

/** The commands of conversations and private replies, by their names on the wire. */
export function conversationHandlers(host: FakeHost) {
  const { world } = host;
  const find = (id: string) => {
    const found = world.conversations.find(({ conversation }) => conversation === id);
    if (!found) throw failure("not_found", "This conversation is not on this machine.");
    return found;
  };
  return {
    conversation: (form: ConversationForm) => conversationView(world, find(form.conversation)),
    send_message: (form: MessageForm) => {
      const talk = find(form.conversation);
      const { conversation, account, username } = talk;
      const about = { account, conversation, username, media: null, text: form.text };
      return queue(host, "message", 5_000, about, () => {
        talk.messages.push({
          message: `s${nextMessage++}`,
          kind: "text",
          ours: true,
          by_member: world.app.member,
          text: form.text,
          attachments: [],
          story: null,
          has_picture: false,
          reply_to: null,
          reaction_theirs: null,
          reaction_ours: null,
          written_at: new Date().toISOString(),
          gap: false,
          gone: false,
          echo: false,
          action: null,
          hidden: false,
          read: true,
          done: false,
        });
      });
    },
    private_reply: (form: ReplyForm) => {
      const target = findComment(world, form.comment);
      const about = { account: target.account, comment: target, media: target.media, text: form.text };
      return queue(host, "private_reply", 5_000, about, () => {
        world.privatelyAnswered.add(form.comment);
      });
    },
    open_conversation_on_instagram: (form: ConversationForm) => {
      find(form.conversation);
      return null;
    },
  };
}
