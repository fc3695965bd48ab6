/** The state behind the fake host: what the program would keep in its database. */
import type {
  AccountView,
  ActionView,
  AppStateView,
  ArrangementView,
  BackfillView,
  DesktopView,
  HostTestView,
  ImportedView,
  KeyMapView,
  KeywordRuleView,
  LabelUseView,
  LoginView,
  MediaHostView,
  MediaKind,
  MessageView,
  NoteView,
  NotificationRulesView,
  OutboxView,
  PostView,
  PreflightView,
  ReplyDraftView,
  SavedReplyView,
  SavedViewView,
  SlideView,
  TrailEntryView,
  UnreadableView,
  UntoldTagsView,
  ViewForm,
} from "../bindings";
import type { FakeFile } from "./posts-handlers";
import { sampleAccounts } from "./sample-accounts";
import { sampleLines } from "./sample-comments";
import { type SampleMedia, sampleMedia } from "./sample-media";
import { emptyOutbox, sampleOutbox } from "./sample-outbox";
import { noMediaHost, sampleMediaHost, samplePosts } from "./sample-posts";
import { sampleTrails } from "./sample-trails";
import { sampleKeywordRules, sampleLabels, sampleSavedReplies } from "./sample-written";

export type FakeComment = {
  comment: string;
  parent: string | null;
  account: string;
  media: string;
  username: string;
  text: string | null;
  written_at: string;
  like_count: number;
  hidden: boolean;
  gone: boolean;
  ours: boolean;
  by_member: string | null;
  read: boolean;
  done: boolean;
  action: ActionView | null;
};

export type FakeMessage = MessageView & { hidden: boolean; read: boolean; done: boolean };

export type FakeConversation = {
  conversation: string;
  account: string;
  username: string;
  known_person: boolean;
  /** Oldest first. */
  messages: FakeMessage[];
};

/** A post of somebody else that tags an account. */
export type FakeTaggedPost = {
  tagged_post: string;
  account: string;
  username: string;
  media_kind: MediaKind;
  text: string | null;
  written_at: string;
  parent: null;
  gone: boolean;
  hidden: boolean;
  read: boolean;
  done: boolean;
  ours: false;
};

export type FakeItem = {
  item: number;
  /** Its top-level comment, its conversation, or its tagged post. */
  top: string;
  snoozed_until: string | null;
  muted: boolean;
  flagged: boolean;
  /** Assigned to the person here. */
  mine: boolean;
  /** Ids of labels. */
  labels: string[];
};

/** A note on an item, or on a person by their handle. */
export type FakeNote = NoteView & { item: number | null; person: string | null; removed: boolean };

export type FakeWorld = {
  app: AppStateView;
  accounts: AccountView[];
  login: LoginView;
  /** What a token or address handed over next leads to. */
  nextLogin: Extract<LoginView, { state: "confirm" }>;
  outbox: OutboxView;
  media: (SampleMedia & { accountId: string })[];
  comments: FakeComment[];
  /** None in the sample world; see `withConversations`. */
  conversations: FakeConversation[];
  /** None in the sample world; see `withTaggedPosts`. */
  taggedPosts: FakeTaggedPost[];
  /** Accounts that are told no tagged posts. */
  untoldTags: UntoldTagsView[];
  /** Comments whose private reply is used. */
  privatelyAnswered: Set<string>;
  /** Made as they are asked for. */
  items: FakeItem[];
  snapshots: Map<number, { form: ViewForm; rows: number[]; removed: Set<number> }>;
  /** What was decided about items, and how it is taken back. */
  decisions: Map<string, { item: number; undo: () => void }>;
  /** Lists kept under a name. */
  savedViews: SavedViewView[];
  /** What the log says about the items of comments. */
  trails: Map<string, TrailEntryView[]>;
  labels: (Omit<LabelUseView, "items" | "people"> & { removed: boolean })[];
  notes: FakeNote[];
  /** Ids of labels by the handle of who carries them. */
  personLabels: Map<string, string[]>;
  savedReplies: (SavedReplyView & { removed: boolean })[];
  keywordRules: KeywordRuleView[];
  /** What the next import of saved replies answers; `null`: the person chooses no file. */
  nextImport: ImportedView | null;
  posts: PostView[];
  /** Slides that were removed and can be named again. */
  removedSlides: SlideView[];
  /** What is picked or dropped next. */
  files: FakeFile[];
  /** How long a post rests on each step of its ladder, in ms. */
  stepMs: number;
  quotaUsed: number;
  /** The preflight that was answered last. */
  preflight: PreflightView | undefined;
  mediaHost: MediaHostView;
  /** How far the history of each account was read. */
  backfills: Map<string, BackfillView>;
  /** Accounts that Instagram asked for a pause, with its end. */
  pauses: Map<string, string>;
  /** Comments of each account that cannot be read. */
  unreadable: Map<string, UnreadableView[]>;
  /** How the next test of the media host goes. */
  nextHostTest: HostTestView;
  keyMap: KeyMapView;
  /** How the fixed views were put together last. */
  arrangements: ArrangementView[];
  notificationRules: NotificationRulesView;
  desktop: DesktopView;
  /** Replies that were begun, by item. */
  replyDrafts: Map<number, Omit<ReplyDraftView, "item">>;
  /** Notes that were begun, by item. */
  noteDrafts: Map<number, string>;
  /** Notes on people that were begun, by handle. */
  personNoteDrafts: Map<string, string>;
};

export const readyApp: AppStateView = {
  start_problem: null,
  demo: true,
  version: "0.1.0",
  keychain: "ready",
  keychain_hint: null,
  held_actions: 0,
  foreign_hosts: false,
  member: "Front desk",
  member_colour: 3,
  default_client_id: "5550014411223",
  default_redirect_uri: "https://postroom.example/redirect/",
  has_secret: true,
  offline: false,
  clock_skew_s: null,
  automatic_second_tries: true,
  paused: false,
};

/** The history of an account, halfway read. */
const sampleBackfill: BackfillView = {
  phase: "reading",
  since: null,
  listed: true,
  calls_done: 812,
  calls_left: 1_204,
  comments: 38_210,
  time_left_s: 590,
};

/** A fresh world; `now` is the instant its ages count from. */
export function sampleWorld(now = Date.now()): FakeWorld {
  const accounts = sampleAccounts(now);
  const media = sampleMedia.map((each) => ({ ...each, accountId: accounts[each.account]?.id ?? "" }));
  const mediaHost = sampleMediaHost(now);
  const ids = new Map(sampleLines.map((line, index) => [`${line.post} ${line.username}`, `c${index + 1}`]));
  const comments = sampleLines.map<FakeComment>((line, index) => ({
    comment: `c${index + 1}`,
    parent: line.answers === undefined ? null : (ids.get(`${line.post} ${line.answers}`) ?? null),
    account: media[line.post]?.accountId ?? "",
    media: media[line.post]?.media ?? "",
    username: line.username,
    text: line.text,
    written_at: new Date(now - line.age * 60_000).toISOString(),
    like_count: line.likes ?? 0,
    hidden: line.hidden ?? false,
    gone: false,
    ours: line.ours ?? false,
    by_member: line.ours ? "Front desk" : null,
    read: line.read ?? false,
    done: false,
    action: null,
  }));
  return {
    app: { ...readyApp },
    accounts,
    login: { state: "idle" },
    nextLogin: {
      state: "confirm",
      username: "lumaknit",
      name: "Luma Knit",
      account_type: "MEDIA_CREATOR",
      followers: 12_400,
    },
    outbox: sampleOutbox(now),
    media,
    comments,
    conversations: [],
    taggedPosts: [],
    untoldTags: [],
    privatelyAnswered: new Set(),
    items: [],
    snapshots: new Map(),
    decisions: new Map(),
    savedViews: [],
    trails: sampleTrails(now),
    labels: sampleLabels.map((label) => ({ ...label, removed: false })),
    notes: [],
    personLabels: new Map(),
    savedReplies: sampleSavedReplies(accounts.map(({ id }) => id)).map((reply) => ({
      ...reply,
      removed: false,
    })),
    keywordRules: sampleKeywordRules.map((rule) => ({ ...rule })),
    nextImport: { added: 2, changed: 1, same: 0, left_out: [] },
    posts: samplePosts(now),
    removedSlides: [],
    files: [
      { file_name: "pears.jpg", width: 2400, height: 3000, bytes: 3_200_000 },
      { file_name: "harbour.png", width: 3600, height: 2400, bytes: 9_800_000 },
    ],
    stepMs: 900,
    quotaUsed: 3,
    preflight: undefined,
    mediaHost,
    backfills: new Map(accounts.map(({ id }) => [id, { ...sampleBackfill }])),
    pauses: new Map(),
    unreadable: new Map([[accounts[2]?.id ?? "", [{ cause: "access_level", comments: 96, posts: 1 }]]]),
    nextHostTest: mediaHost.last_test ?? { tested_at: new Date(now).toISOString(), passed: true, steps: [] },
    keyMap: { single_letters: true, own: {} },
    arrangements: [],
    notificationRules: { views: ["needs_reply"], quiet: false, quiet_from: "22:00", quiet_until: "07:00" },
    desktop: { start_at_login: false, in_tray: true },
    replyDrafts: new Map(),
    noteDrafts: new Map(),
    personNoteDrafts: new Map(),
  };
}

/** A machine on its first day: no account, nothing to send. */
export function newWorld(): FakeWorld {
  return {
    ...sampleWorld(),
    accounts: [],
    outbox: { ...emptyOutbox },
    media: [],
    comments: [],
    posts: [],
    mediaHost: noMediaHost,
  };
}
