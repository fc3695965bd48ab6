/** The typed surface of the program: commands, events and their types. */
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

/** Commands */
export const commands = {
  appState: () => __TAURI_INVOKE<AppStateView>("app_state"),
  listAccounts: () => __TAURI_INVOKE<AccountView[]>("list_accounts"),
  loginState: () => __TAURI_INVOKE<LoginView>("login_state"),
  beginLogin: (form: LoginForm) => __TAURI_INVOKE<LoginView>("begin_login", { form }),
  reopenBrowser: () => __TAURI_INVOKE<null>("reopen_browser"),
  pasteAddress: (form: PasteAddressForm) => __TAURI_INVOKE<LoginView>("paste_address", { form }),
  takeSecretFromClipboard: (form: TakeSecretForm) =>
    __TAURI_INVOKE<SecretView>("take_secret_from_clipboard", { form }),
  takeTokenFromClipboard: () => __TAURI_INVOKE<LoginView>("take_token_from_clipboard"),
  answerLogin: (form: AnswerLoginForm) => __TAURI_INVOKE<LoginView>("answer_login", { form }),
  cancelLogin: () => __TAURI_INVOKE<LoginView>("cancel_login"),
  disconnectAccount: (form: DisconnectForm) => __TAURI_INVOKE<null>("disconnect_account", { form }),
  syncNow: () => __TAURI_INVOKE<null>("sync_now"),
  recheckKeychain: () => __TAURI_INVOKE<AppStateView>("recheck_keychain"),
  openView: (form: ViewForm) => __TAURI_INVOKE<SnapshotView>("open_view", { form }),
  snapshotRows: (form: SnapshotRowsForm) => __TAURI_INVOKE<ItemRowView[]>("snapshot_rows", { form }),
  snapshotNews: (form: SnapshotForm) => __TAURI_INVOKE<NewsView>("snapshot_news", { form }),
  closeSnapshot: (form: SnapshotForm) => __TAURI_INVOKE<null>("close_snapshot", { form }),
  viewCounts: (form: ViewCountsForm) => __TAURI_INVOKE<ViewCountsView>("view_counts", { form }),
  thread: (form: CommentForm) => __TAURI_INVOKE<ThreadView>("thread", { form }),
  reply: (form: ReplyForm) => __TAURI_INVOKE<ActionView>("reply", { form }),
  setHidden: (form: SetHiddenForm) => __TAURI_INVOKE<ActionView[]>("set_hidden", { form }),
  deleteComments: (form: DeleteCommentsForm) => __TAURI_INVOKE<ActionView[]>("delete_comments", { form }),
  setCommentsEnabled: (form: SetCommentsEnabledForm) =>
    __TAURI_INVOKE<ActionView>("set_comments_enabled", { form }),
  setDone: (form: SetDoneForm) => __TAURI_INVOKE<null>("set_done", { form }),
  setRead: (form: SetReadForm) => __TAURI_INVOKE<null>("set_read", { form }),
  openOnInstagram: (form: CommentForm) => __TAURI_INVOKE<null>("open_on_instagram", { form }),
  outbox: () => __TAURI_INVOKE<OutboxView>("outbox"),
  withdrawAction: (form: ActionForm) => __TAURI_INVOKE<null>("withdraw_action", { form }),
  retryAction: (form: ActionForm) => __TAURI_INVOKE<null>("retry_action", { form }),
  discardAction: (form: ActionForm) => __TAURI_INVOKE<null>("discard_action", { form }),
  checkAction: (form: ActionForm) => __TAURI_INVOKE<null>("check_action", { form }),
  answerHold: (form: AnswerHoldForm) => __TAURI_INVOKE<null>("answer_hold", { form }),
  setAutomaticSecondTries: (form: AutomaticSecondTriesForm) =>
    __TAURI_INVOKE<null>("set_automatic_second_tries", { form }),
  answerQuit: (form: AnswerQuitForm) => __TAURI_INVOKE<null>("answer_quit", { form }),
};

/** Events */
export const events = {
  stale: makeEvent<Stale>("stale"),
  quitAsked: makeEvent<QuitAsked>("quit-asked"),
  notice: makeEvent<Notice>("notice"),
};

/* Types */

export type ErrorCode =
  | "offline"
  | "reconnect"
  | "missing_scope"
  | "rate_limited"
  | "keychain_locked"
  | "keychain_missing"
  | "login_refused"
  | "link_refused"
  | "snapshot_gone"
  | "not_found"
  | "refused"
  | "precondition"
  | "held"
  | "internal";

export type IpcError = {
  code: ErrorCode;
  message: string;
  fix: string | null;
  retry_after_s: number | null;
  detail: string | null;
};

export type Tag =
  | { kind: "accounts" }
  | { kind: "login" }
  | { kind: "inbox_counts" }
  | { kind: "comments"; media: string }
  | { kind: "outbox" }
  | { kind: "app_state" };

export type Stale = { tags: Tag[] };
export type QuitAsked = { waiting: number };
export type Notice = { code: string; message: string };

export type KeychainState = "ready" | "locked" | "missing";

export type AppStateView = {
  demo: boolean;
  version: string;
  keychain: KeychainState;
  keychain_hint: string | null;
  held_actions: number;
  foreign_hosts: boolean;
  member: string;
  default_client_id: string | null;
  default_redirect_uri: string | null;
  has_secret: boolean;
  offline: boolean;
  clock_skew_s: number | null;
  automatic_second_tries: boolean;
};

export type PermissionScope = "basic" | "comments" | "messages" | "publish" | "insights";
export type PermissionView = { scope: PermissionScope; granted: boolean };
export type AccountState = "well" | "syncing" | "attention";

export type AccountView = {
  id: string;
  username: string;
  name: string;
  mark: string;
  colour: number;
  account_type: string;
  followers: number | null;
  media_count: number | null;
  connected_at: string;
  token_expires_at: string | null;
  days_left: number | null;
  permissions: PermissionView[];
  last_sync_at: string | null;
  usage_percent: number | null;
  state: AccountState;
  problem: IpcError | null;
  has_picture: boolean;
};

export type LoginForm = {
  client_id: string;
  redirect_uri: string;
  force_reauth: boolean;
  reconnect: string | null;
};
export type PasteAddressForm = { address: string };
export type TakeSecretForm = { client_id: string };
export type AnswerLoginForm = { accept: boolean };
export type DisconnectForm = { account: string; erase: boolean };
export type SecretView = { stored: boolean };

export type LoginView =
  | { state: "idle" }
  | { state: "waiting"; authorize_url: string; expires_at: string }
  | { state: "exchanging" }
  | {
      state: "confirm";
      username: string;
      name: string | null;
      account_type: string | null;
      followers: number | null;
    }
  | { state: "denied" }
  | { state: "failed"; error: IpcError }
  | { state: "connected"; account: string };

export type View = "needs_reply" | "unread" | "hidden" | "done" | "all";
export type Order = "oldest_first" | "newest_first";
export type ViewForm = { view: View; accounts: string[]; order: Order };
export type SnapshotForm = { snapshot: number };
export type SnapshotRowsForm = { snapshot: number; start: number; count: number };
export type ViewCountsForm = { accounts: string[] };
export type CommentForm = { comment: string };
export type ReplyForm = { comment: string; text: string };
export type SetHiddenForm = { comments: string[]; hidden: boolean };
export type DeleteCommentsForm = { comments: string[] };
export type SetCommentsEnabledForm = { media: string; enabled: boolean };
export type SetDoneForm = { comments: string[]; done: boolean; snapshot: number | null };
export type SetReadForm = { comments: string[]; read: boolean };
export type SnapshotView = { snapshot: number; total: number };
export type NewsView = { new_items: number };
export type MediaKind = "image" | "video" | "carousel";
export type ActionChip = "waiting" | "held" | "sending" | "checking" | "failed" | "needs_you";

export type ItemRowView = {
  comment: string;
  account: string;
  media: string;
  parent: string | null;
  username: string;
  text: string | null;
  written_at: string | null;
  unread: boolean;
  hidden: boolean;
  done: boolean;
  gone: boolean;
  answered: boolean;
  action: ActionChip | null;
  media_kind: MediaKind;
  has_picture: boolean;
};

export type ViewCountsView = {
  needs_reply: number;
  unread: number;
  hidden: number;
  done: number;
  all: number;
  outbox: number;
  outbox_needs_you: number;
};

export type ThreadView = {
  post: PostView;
  top: string;
  selected: string;
  comments: CommentView[];
  author: AuthorView;
};

export type PostView = {
  media: string;
  account: string;
  kind: MediaKind;
  slides: number;
  caption: string | null;
  taken_at: string | null;
  permalink: string | null;
  open_count: number;
  comments_count: number | null;
  comments_enabled: boolean | null;
  switch_action: ActionChip | null;
  has_picture: boolean;
};

export type CommentView = {
  comment: string;
  parent: string | null;
  username: string;
  text: string | null;
  written_at: string | null;
  like_count: number;
  hidden: boolean;
  gone: boolean;
  ours: boolean;
  by_member: string | null;
  done: boolean;
  answered: boolean;
  echo: boolean;
  action: ActionView | null;
};

export type AuthorView = {
  username: string;
  comments_here: number;
  first_seen: string | null;
  hidden_count: number;
};

export type ActionKind = "reply" | "hide" | "unhide" | "delete" | "comment_switch";
export type Delivery =
  | "waiting"
  | "held"
  | "sending"
  | "checking"
  | "sent"
  | "failed"
  | "needs_you"
  | "withdrawn"
  | "discarded";

export type ActionView = {
  action: string;
  kind: ActionKind;
  delivery: Delivery;
  grace_ms: number;
  grace_left_ms: number | null;
  account: string;
  comment: string | null;
  media: string | null;
  username: string | null;
  text: string | null;
  queued_at: string;
  finished_at: string | null;
  problem: IpcError | null;
  attempts: number;
};

export type OutboxView = {
  needs_you: ActionView[];
  checking: ActionView[];
  waiting: ActionView[];
  held: ActionView[];
  sending: ActionView[];
  done_today: ActionView[];
  done_today_total: number;
};

export type ActionForm = { action: string };
export type AnswerHoldForm = { release: boolean };
export type AutomaticSecondTriesForm = { on: boolean };
export type QuitChoice = "send_now" | "keep" | "discard" | "stay";
export type AnswerQuitForm = { choice: QuitChoice };

/* Runtime */

function makeEvent<T>(name: string) {
  return {
    listen: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.listen(name, cb),
    once: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.once(name, cb),
    emit: (payload: T) => __TAURI_EVENT.emit(name, payload),
  };
}
