import type {
  ArrangementView,
  KeyMapView,
  NotificationRulesView,
  SaveNoteDraftForm,
  SavePersonNoteDraftForm,
  SaveReplyDraftForm,
  SnapshotPositionForm,
  SwitchForm,
} from "../bindings";
import type { FakeHost } from "./host";
import { failure } from "./inbox-handlers";
import { ownerOf } from "./tagged-posts";

/** The commands of what a person set or began on this machine, by their names on the wire. */
export function settingsHandlers({ world, stale }: FakeHost) {
  return {
    key_map: () => world.keyMap,
    set_key_map: (form: KeyMapView) => {
      world.keyMap = form;
      return null;
    },
    arrangements: () => world.arrangements,
    arrange_view: (form: ArrangementView) => {
      world.arrangements = [...world.arrangements.filter(({ view }) => view !== form.view), form];
      return null;
    },
    notification_rules: () => world.notificationRules,
    set_notification_rules: (form: NotificationRulesView) => {
      world.notificationRules = form;
      return null;
    },
    desktop: () => world.desktop,
    set_start_at_login: ({ on }: SwitchForm) => {
      world.desktop = { ...world.desktop, start_at_login: on };
      return null;
    },
    set_paused: ({ on }: SwitchForm) => {
      world.app = { ...world.app, paused: on };
      stale({ kind: "app_state" });
      return null;
    },
    reply_drafts: () => [...world.replyDrafts].map(([item, draft]) => ({ item, ...draft })),
    save_reply_draft: ({ item, ...draft }: SaveReplyDraftForm) => {
      if (draft.text === "") world.replyDrafts.delete(item);
      else world.replyDrafts.set(item, draft);
      return null;
    },
    note_drafts: () => [...world.noteDrafts].map(([item, text]) => ({ item, text })),
    save_note_draft: ({ item, text }: SaveNoteDraftForm) => {
      if (text === "") world.noteDrafts.delete(item);
      else world.noteDrafts.set(item, text);
      return null;
    },
    save_person_note_draft: ({ about, text }: SavePersonNoteDraftForm) => {
      const who =
        about.kind === "comment"
          ? world.comments.find((each) => each.comment === about.comment)
          : about.kind === "tagged_post"
            ? ownerOf(world, about)
            : world.conversations.find((each) => each.conversation === about.conversation);
      const username = who?.username ?? "";
      if (text === "") world.personNoteDrafts.delete(username);
      else world.personNoteDrafts.set(username, text);
      return null;
    },
    snapshot_position: ({ snapshot, item }: SnapshotPositionForm) => {
      const found = world.snapshots.get(snapshot);
      if (!found) throw failure("snapshot_gone", "The list was closed.");
      const place = found.rows.filter((row) => !found.removed.has(row)).indexOf(item);
      return place < 0 ? null : place;
    },
    page_is_done: () => null,
  };
}
