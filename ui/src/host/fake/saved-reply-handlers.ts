/** Saved replies and keyword rules of the fake host. Its variables and words are a few of the program's. */
import type {
  AboutForm,
  ExportForm,
  FaultView,
  KeywordRuleForm,
  KeywordRuleView,
  OffersView,
  PieceView,
  RemoveKeywordRuleForm,
  SavedReplyForm,
  SavedReplyTextForm,
  SetSavedReplyRemovedForm,
  Topic,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import type { FakeWorld } from "./world";

/** What is answered. */
type Answered = { account: string; media: string | null; username: string; text: string | null };

const words: Record<Topic, readonly string[]> = {
  price: ["price", "how much"],
  availability: ["available", "in stock"],
  shipping: ["ship", "shipping"],
  complaint: ["refund", "broke"],
};

const names = ["first_name", "username", "product", "account", "member"];

function wordIn(rule: KeywordRuleView, text: string | null): string | null {
  if (!rule.active || text === null) return null;
  const all = [...rule.words, ...(rule.topic ? words[rule.topic] : [])];
  return all.find((word) => new RegExp(`\\b${word}\\b`, "i").test(text)) ?? null;
}

/** The word of a text that calls for a person. */
export function complaintIn(world: FakeWorld, text: string | null): string | null {
  for (const rule of world.keywordRules) {
    const word = rule.needs_human ? wordIn(rule, text) : null;
    if (word !== null) return word;
  }
  return null;
}

function faultsIn(text: string): FaultView[] {
  return [...text.matchAll(/\{([^}|]*)(?:\|[^}]*)?\}/g)].flatMap((match) => {
    const name = (match[1] ?? "").trim();
    if (names.includes(name)) return [];
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        message: `There is no variable called “${name}”.`,
        fix: `These can be used: ${names.map((each) => `{${each}}`).join(", ")}.`,
      },
    ];
  });
}

function piecesOf(world: FakeWorld, text: string, comment: Answered): PieceView[] {
  const account = world.accounts.find(({ id }) => id === comment.account);
  const caption = world.media.find(({ media }) => media === comment.media)?.caption ?? null;
  const values: Record<string, string | null> = {
    first_name: null,
    username: comment.username === "" ? null : `@${comment.username}`,
    account: `@${account?.username ?? ""}`,
    member: world.app.member,
    product: caption?.split(/[.!?\n]/)[0] ?? null,
  };
  return text.split(/(\{[^}]*\})/).flatMap((part): PieceView[] => {
    if (part === "") return [];
    const match = /^\{([^}|]*)(?:\|([^}]*))?\}$/.exec(part);
    if (!match) return [{ kind: "text", text: part }];
    const name = (match[1] ?? "").trim();
    const value = values[name] ?? match[2] ?? (name === "first_name" ? values["username"] : null);
    return [value ? { kind: "value", text: value } : { kind: "missing", text: `{${name}}` }];
  });
}

export function savedReplyHandlers(host: FakeHost) {
  const { world } = host;
  const tell = () => host.stale({ kind: "saved_replies" });
  const answeredBy = (about: AboutForm): Answered => {
    if (about.kind === "comment") {
      const comment = world.comments.find((each) => each.comment === about.comment);
      if (!comment) throw failure("not_found", "This comment is not on this machine.");
      return comment;
    }
    if (about.kind === "tagged_post") throw failure("not_found", "This comment is not on this machine.");
    const talk = world.conversations.find((each) => each.conversation === about.conversation);
    if (!talk) throw failure("not_found", "This conversation is not on this machine.");
    const { account, username, messages } = talk;
    const text = messages.findLast(({ ours }) => !ours)?.text ?? null;
    return { account, username, text, media: null };
  };
  const there = () => world.savedReplies.filter(({ removed }) => !removed);
  return {
    saved_replies: () =>
      there()
        .map(({ removed: _removed, ...reply }) => reply)
        .sort((a, b) => a.title.localeCompare(b.title)),
    save_saved_reply: ({ reply, ...wanted }: SavedReplyForm) => {
      const [fault] = faultsIn(wanted.text);
      if (fault) {
        throw {
          ...failure("precondition", `Character ${fault.start + 1}: ${fault.message}`),
          fix: fault.fix,
        };
      }
      const known = world.savedReplies.find((each) => each.reply === reply);
      if (known) Object.assign(known, wanted);
      else {
        const id = `s${world.savedReplies.length + 1}`;
        world.savedReplies.push({ ...wanted, reply: id, uses: 0, removed: false });
      }
      tell();
      return null;
    },
    set_saved_reply_removed: (form: SetSavedReplyRemovedForm) => {
      const known = world.savedReplies.find((each) => each.reply === form.reply);
      if (known) known.removed = form.removed;
      tell();
      return null;
    },
    check_saved_reply: (form: SavedReplyTextForm) => faultsIn(form.text),
    saved_reply_offers: (form: AboutForm): OffersView => {
      const comment = answeredBy(form);
      const replies = there()
        .filter(({ account }) => account === null || account === comment.account)
        .sort((a, b) => Number(a.account === null) - Number(b.account === null) || b.uses - a.uses);
      const needsHuman = complaintIn(world, comment.text);
      return {
        replies: replies.map(({ reply, title, shortcut, account, uses, text }) => ({
          reply,
          title,
          shortcut,
          own: account !== null,
          uses,
          pieces: piecesOf(world, text, comment),
        })),
        asked: world.keywordRules.flatMap((rule) => {
          const word = wordIn(rule, comment.text);
          const named = replies.filter((reply) => reply.rule === rule.rule).map(({ reply }) => reply);
          if (needsHuman !== null || word === null || named.length === 0) return [];
          return [{ topic: rule.topic, name: rule.name, word, replies: named }];
        }),
        needs_human: needsHuman,
      };
    },
    keyword_rules: () => world.keywordRules,
    save_keyword_rule: ({ rule, ...wanted }: KeywordRuleForm) => {
      const known = world.keywordRules.find((each) => each.rule === rule);
      if (known) Object.assign(known, wanted, known.topic !== null && { name: "" });
      else world.keywordRules.push({ ...wanted, rule: `k${world.keywordRules.length + 1}`, topic: null });
      tell();
      return null;
    },
    remove_keyword_rule: (form: RemoveKeywordRuleForm) => {
      world.keywordRules = world.keywordRules.filter(({ rule }) => rule !== form.rule);
      tell();
      return null;
    },
    export_saved_replies: (_form: ExportForm) => ({ written: true }),
    import_saved_replies: () => {
      tell();
      return world.nextImport;
    },
  };
}
