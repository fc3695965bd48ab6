import type {
  ActionForm,
  ActionView,
  AnswerHoldForm,
  AnswerLoginForm,
  AutomaticSecondTriesForm,
  DisconnectForm,
  LoginForm,
  LoginView,
  OutboxView,
  PasteAddressForm,
  ProfileForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { sampleAccounts } from "./sample-accounts";
import { actionsOf } from "./sample-posts";

const groups = ["needs_you", "held", "checking", "waiting", "sending"] as const;

function take(outbox: OutboxView, id: string, from: readonly (typeof groups)[number][]): ActionView {
  for (const group of from) {
    const at = outbox[group].findIndex((each) => each.action === id);
    const [found] = at === -1 ? [] : outbox[group].splice(at, 1);
    if (found) return found;
  }
  throw failure("precondition", "This action has moved on in the meantime.");
}

/** The commands that are not of the inbox, by their names on the wire. */
export function hostHandlers(host: FakeHost) {
  const { world } = host;
  const login = (next: LoginView): LoginView => {
    world.login = next;
    host.stale({ kind: "login" });
    return next;
  };
  const finish = (view: ActionView, delivery: ActionView["delivery"]) => {
    Object.assign(view, { delivery, grace_left_ms: null, finished_at: new Date().toISOString() });
    for (const comment of world.comments) if (comment.action?.action === view.action) comment.action = null;
    host.stale({ kind: "outbox" }, { kind: "inbox_counts" });
    if (view.media) host.stale({ kind: "comments", media: view.media });
  };
  return {
    app_state: () => world.app,
    list_accounts: () => world.accounts,
    login_state: () => world.login,
    begin_login: (_form: LoginForm) =>
      login({
        state: "waiting",
        authorize_url: "https://www.instagram.com/oauth/authorize?client_id=5550014411223&response_type=code",
        expires_at: new Date(Date.now() + 600_000).toISOString(),
      }),
    reopen_browser: () => null,
    paste_address: (form: PasteAddressForm) => {
      if (!form.address.includes("code=")) {
        throw {
          ...failure("link_refused", "This address carries no login."),
          fix: "Copy the whole address from the browser, from https to the end.",
        };
      }
      return login(world.nextLogin);
    },
    take_secret_from_clipboard: () => {
      world.app.has_secret = true;
      host.stale({ kind: "app_state" });
      return { stored: true };
    },
    take_token_from_clipboard: () => login(world.nextLogin),
    answer_login: (form: AnswerLoginForm) => {
      if (!form.accept) return login({ state: "idle" });
      const sample = sampleAccounts(Date.now()).find((each) => each.username === world.nextLogin.username);
      if (!sample)
        return login({
          state: "failed",
          error: failure("login_refused", "Instagram knows no such account."),
        });
      world.accounts = [...world.accounts.filter((each) => each.id !== sample.id), sample];
      host.stale({ kind: "accounts" }, { kind: "inbox_counts" });
      return login({ state: "connected", account: sample.id });
    },
    cancel_login: () => login({ state: "idle" }),
    disconnect_account: (form: DisconnectForm) => {
      world.accounts = world.accounts.filter((account) => account.id !== form.account);
      if (form.erase) world.comments = world.comments.filter((comment) => comment.account !== form.account);
      host.stale({ kind: "accounts" }, { kind: "inbox_counts" });
      return null;
    },
    sync_now: () => {
      const at = new Date().toISOString();
      world.accounts = world.accounts.map((account) => ({ ...account, last_sync_at: at }));
      host.stale({ kind: "accounts" });
      return null;
    },
    recheck_keychain: () => world.app,
    start_demo: () => null,
    outbox: () => world.outbox,
    withdraw_action: ({ action }: ActionForm) => {
      finish(take(world.outbox, action, ["waiting"]), "withdrawn");
      return null;
    },
    retry_action: ({ action }: ActionForm) => {
      const view = take(world.outbox, action, ["needs_you"]);
      Object.assign(view, { delivery: "sending", problem: null, attempts: view.attempts + 1 });
      world.outbox.sending.push(view);
      host.stale({ kind: "outbox" });
      return null;
    },
    discard_action: ({ action }: ActionForm) => {
      finish(take(world.outbox, action, groups), "discarded");
      return null;
    },
    check_action: ({ action }: ActionForm) => {
      if (!world.outbox.checking.some((each) => each.action === action)) {
        throw failure("precondition", "This action has moved on in the meantime.");
      }
      return null;
    },
    answer_hold: ({ release }: AnswerHoldForm) => {
      const held = world.outbox.held.splice(0);
      for (const view of held) finish(view, release ? "sent" : "discarded");
      for (const post of world.posts.filter((each) => each.state === "held")) {
        const state = release ? "ready" : "discarded";
        Object.assign(post, { state, can: actionsOf(state), problem: null });
      }
      host.stale({ kind: "posts" });
      world.app.held_actions = 0;
      host.stale({ kind: "app_state" }, { kind: "outbox" });
      return null;
    },
    set_automatic_second_tries: ({ on }: AutomaticSecondTriesForm) => {
      world.app = { ...world.app, automatic_second_tries: on };
      host.stale({ kind: "app_state" });
      return null;
    },
    change_profile: ({ name, colour }: ProfileForm) => {
      world.app = { ...world.app, member: name.trim(), member_colour: colour };
      host.stale({ kind: "members" });
      return null;
    },
    answer_quit: () => null,
    page_listens: () => null,
  };
}
