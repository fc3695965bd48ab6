/**
 * Every command that has a key: where it can be done, what it is called and the keys it comes with. Keys, caps, palette,
 * key sheet and the settings page read this table, through the map of the person's own keys in `key-map.ts`.
 *
 * A new command gets its line here first; the compiler refuses a command or cap whose id is not in it, and a test refuses
 * two that clash.
 */
import type { MessageId } from "../i18n/messages";
import type { CommandGroup } from "./commands";

/** Where a command can be done. `app` is everywhere, the others are pages, of which one is open at a time. */
export const scopes = ["app", "inbox", "outbox", "composer", "accounts", "settings"] as const;
export type Scope = (typeof scopes)[number];

type Entry = {
  scope: Scope;
  group: CommandGroup;
  title: MessageId;
  /** Key, chord or sequence: "e", "Shift+e", "$mod+Enter", "g i", "#". Signs need no Shift. */
  keys: string;
  /** More keys for the same, not shown on caps; gone where a person chose a key of their own. */
  also?: readonly string[];
  /** The one key that always leads out: nobody can lose it. */
  fixed?: true;
};

const entry =
  (scope: Scope, group: CommandGroup) =>
  (title: MessageId, keys: string, more: Pick<Entry, "also" | "fixed"> = {}): Entry => ({
    scope,
    group,
    title,
    keys,
    ...more,
  });

const go = entry("app", "go");
const account = entry("app", "account");
const app = entry("app", "app");
const item = entry("inbox", "item");
const list = entry("inbox", "list");
const outbox = entry("outbox", "item");
const composer = entry("composer", "item");
const settings = entry("settings", "item");

const keyTable = {
  "go.inbox": go("shell.page.inbox", "g i"),
  "go.search": go("inbox.search.command", "/"),
  "go.composer": go("shell.page.composer", "g c"),
  "go.new_post": go("shell.newPost", "c"),
  "go.outbox": go("shell.page.outbox", "g o"),
  "go.accounts": go("shell.page.accounts", "g a"),
  "go.rate": go("rate.title", "g l"),
  "go.settings": go("shell.page.settings", "g s"),
  "account.sync": account("shell.sync.command", "g u"),
  "account.connect": account("accounts.door.title", "g n"),
  "account.all": account("shell.accounts.showAll", "g e"),
  "app.undo": app("shell.undo.command", "z"),
  "app.palette": app("shell.palette.open", "$mod+k"),
  "app.keys": app("shell.keys.open", "?"),
  "app.pane.next": app("shell.pane.next", "F6"),
  "app.pane.previous": app("shell.pane.previous", "Shift+F6"),

  "inbox.reply": item("inbox.command.reply", "r"),
  "inbox.private_reply": item("inbox.command.private_reply", "p"),
  "inbox.saved_reply": item("inbox.command.saved", ";"),
  "inbox.note": item("inbox.command.note", "n"),
  "inbox.send": item("inbox.command.send_or_save", "$mod+Enter"),
  "inbox.send_done_next": item("inbox.send_done_next", "$mod+Shift+Enter"),
  "inbox.done_next": item("inbox.command.done_next", "e", { also: ["]"] }),
  "inbox.done_stay": item("inbox.command.done_stay", "Shift+e"),
  "inbox.done_previous": item("inbox.command.done_previous", "["),
  "inbox.label": item("inbox.label", "l"),
  "inbox.card": item("inbox.command.card", "i"),
  "inbox.snooze": item("inbox.command.snooze", "b"),
  "inbox.assign": item("inbox.command.assign", "a"),
  "inbox.assign_me": item("inbox.command.assign_me", "Shift+a"),
  "inbox.flag": item("inbox.command.flag", "s"),
  "inbox.mute": item("inbox.command.mute", "m"),
  "inbox.hide": item("inbox.command.hide", "h"),
  "inbox.delete": item("inbox.command.delete", "#"),
  "inbox.unread": item("inbox.command.unread", "Shift+u"),
  "inbox.instagram": item("inbox.command.instagram", "v"),
  "inbox.next": list("inbox.command.next", "j"),
  "inbox.previous": list("inbox.command.previous", "k"),
  "inbox.extend_next": list("inbox.command.extend_next", "Shift+j"),
  "inbox.extend_previous": list("inbox.command.extend_previous", "Shift+k"),
  "inbox.thread_next": list("inbox.command.thread_next", "Alt+ArrowDown"),
  "inbox.thread_previous": list("inbox.command.thread_previous", "Alt+ArrowUp"),
  "inbox.open": list("inbox.command.open", "o"),
  "inbox.back": list("inbox.command.back", "u"),
  "inbox.select": list("inbox.command.select", "x"),
  "inbox.select_page": list("inbox.command.select_page", "* a"),
  "inbox.select_whole": list("inbox.command.select_whole", "* w"),
  "inbox.select_none": list("inbox.command.select_none", "* n"),
  "inbox.filter": list("inbox.command.filter", "f"),
  "inbox.order": list("inbox.command.order", "Shift+o"),
  "inbox.grouping": list("inbox.command.grouping", "Shift+g"),
  "inbox.export": list("inbox.command.export", "Shift+x"),
  "inbox.load_new": list("inbox.command.load_new", "."),
  "inbox.escape": list("inbox.command.escape", "Escape", { fixed: true }),

  "outbox.next": entry("outbox", "list")("outbox.next", "j"),
  "outbox.previous": entry("outbox", "list")("outbox.previous", "k"),
  "outbox.card.undo": outbox("outbox.undo", "u"),
  "outbox.card.check": outbox("outbox.check", "f"),
  "outbox.card.retry": outbox("outbox.retry", "r"),
  "outbox.card.discard": outbox("outbox.discard", "#"),
  "outbox.card.sendHeld": outbox("outbox.sendHeld", "s"),
  "outbox.card.discardHeld": outbox("outbox.discardHeld", "Shift+d"),
  "outbox.card.publishNow": outbox("outbox.post.publishNow", "p"),
  "outbox.card.postAgain": outbox("outbox.post.postAgain", "Shift+p"),
  "outbox.card.stop": outbox("outbox.run.stop", "t"),
  "outbox.card.resume": outbox("outbox.run.resume", "y"),
  "outbox.card.open": outbox("outbox.post.open", "v"),
  "outbox.card.edit": outbox("outbox.post.edit", "e"),
  "outbox.card.renew": outbox("outbox.post.renew", "n"),
  "outbox.card.host": outbox("outbox.post.host", "m"),
  "outbox.card.cancel": outbox("outbox.post.cancel", "x"),
  "outbox.card.more": outbox("outbox.more.actions", "."),

  "composer.next": entry("composer", "list")("composer.next", "j"),
  "composer.previous": entry("composer", "list")("composer.previous", "k"),
  "composer.add": composer("composer.add", "$mod+o"),
  "composer.publish": composer("composer.command.publish", "$mod+Enter"),
  "composer.when": composer("composer.command.when", "w"),
  "composer.caption": composer("composer.command.caption", "t"),
  "composer.alt": composer("composer.command.alt", "a"),
  "composer.ratio": composer("composer.command.ratio", "r"),
  "composer.zoom_in": composer("composer.command.zoomIn", "+", { also: ["="] }),
  "composer.zoom_out": composer("composer.command.zoomOut", "-"),
  "composer.reset": composer("composer.command.reset", "0"),
  "composer.left": composer("composer.command.left", "Alt+ArrowLeft"),
  "composer.right": composer("composer.command.right", "Alt+ArrowRight"),
  "composer.remove": composer("composer.command.remove", "Delete"),
  "composer.preview": composer("composer.command.preview", "p"),
  "composer.phone": composer("composer.command.phone", "n"),
  "composer.save": composer("composer.command.save", "$mod+s"),
  "composer.delete": composer("composer.delete", "#"),
  "composer.edit": composer("composer.edit", "e"),
  "composer.open": composer("composer.open", "v"),
  "composer.outbox": composer("composer.outbox", "o"),

  "accounts.next": entry("accounts", "list")("accounts.next", "j"),
  "accounts.previous": entry("accounts", "list")("accounts.previous", "k"),

  "settings.next": entry("settings", "list")("settings.next", "j"),
  "settings.previous": entry("settings", "list")("settings.previous", "k"),
  "settings.save": settings("settings.bucket.save", "$mod+Enter"),
  "settings.secret": settings("settings.secret.take", "v"),
  "settings.test": settings("settings.test.run", "t"),
  "settings.remove": settings("settings.remove", "#"),
} as const satisfies Record<string, Entry>;

export type CommandId = keyof typeof keyTable;

/** Every command of the table, in its order. */
export const commandIds = Object.keys(keyTable) as CommandId[];

export function entryOf(id: CommandId): Entry {
  return keyTable[id];
}

export function isCommandId(id: string): id is CommandId {
  return id in keyTable;
}
