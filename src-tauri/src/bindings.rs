//! The typed boundary: one list of commands feeds the handler and the bindings of the page.

use std::path::Path;

use specta_typescript::Typescript;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{
    accounts, app, conversations, export, filter, inbox, items, labels, last_posts, media_host, note_drafts, outbox,
    people, profile, publishing, reply_drafts, runs, saved_replies, saved_views, settings, sync, tagged_posts, trail,
};
use crate::drops::{FilesDragged, FilesDropped};
use crate::events::{Notice, QuitAsked, Stale};
use crate::farewell::Ending;
use crate::opening::GoTo;

/// Every command and event.
pub(crate) fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .disable_serde_phases()
        .error_handling(ErrorHandlingMode::Throw)
        .typ::<crate::commands::IpcError>()
        .commands(collect_commands![
            app::app_state,
            app::page_listens,
            app::page_is_done,
            app::recheck_keychain,
            app::answer_quit,
            app::start_demo,
            accounts::list_accounts,
            accounts::login_state,
            accounts::begin_login,
            accounts::reopen_browser,
            accounts::paste_address,
            accounts::take_secret_from_clipboard,
            accounts::take_token_from_clipboard,
            accounts::answer_login,
            accounts::cancel_login,
            accounts::disconnect_account,
            accounts::sync_now,
            filter::read_filter,
            inbox::open_view,
            inbox::snapshot_rows,
            inbox::snapshot_news,
            inbox::snapshot_position,
            inbox::close_snapshot,
            inbox::view_counts,
            inbox::search_progress,
            last_posts::last_posts,
            inbox::thread,
            trail::item_trail,
            inbox::reply,
            inbox::set_hidden,
            inbox::delete_comments,
            inbox::set_comments_enabled,
            inbox::open_on_instagram,
            conversations::conversation,
            conversations::send_message,
            conversations::private_reply,
            conversations::open_conversation_on_instagram,
            tagged_posts::tagged_post,
            tagged_posts::open_tagged_post_on_instagram,
            tagged_posts::untold_tags,
            items::set_done,
            items::set_read,
            items::snooze,
            items::set_muted,
            items::set_flagged,
            items::assign,
            items::undo_decisions,
            labels::labels,
            labels::label_counts,
            labels::create_label,
            labels::change_label,
            labels::set_label_removed,
            labels::arrange_labels,
            labels::set_label,
            people::author_card,
            people::set_person_label,
            people::write_person_note,
            people::write_note,
            people::remove_note,
            profile::change_profile,
            saved_replies::saved_replies,
            saved_replies::save_saved_reply,
            saved_replies::set_saved_reply_removed,
            saved_replies::check_saved_reply,
            saved_replies::saved_reply_offers,
            saved_replies::keyword_rules,
            saved_replies::save_keyword_rule,
            saved_replies::remove_keyword_rule,
            saved_replies::export_saved_replies,
            saved_replies::import_saved_replies,
            outbox::outbox,
            outbox::withdraw_action,
            outbox::retry_action,
            outbox::discard_action,
            outbox::check_action,
            outbox::answer_hold,
            outbox::set_automatic_second_tries,
            publishing::posts,
            publishing::post,
            publishing::new_draft,
            publishing::save_draft,
            publishing::delete_draft,
            publishing::pick_slides,
            publishing::add_dropped_slides,
            publishing::caption_facts,
            publishing::preflight,
            publishing::publish_post,
            publishing::cancel_post,
            publishing::retry_post,
            publishing::check_post,
            publishing::post_again,
            publishing::discard_post,
            publishing::open_post_on_instagram,
            media_host::media_host,
            media_host::save_media_host,
            media_host::take_host_secret_from_clipboard,
            media_host::test_media_host,
            media_host::remove_media_host,
            runs::preview_run,
            runs::start_run,
            runs::stop_run,
            runs::resume_run,
            runs::undo_run,
            runs::snapshot_items,
            export::export_list,
            saved_views::saved_views,
            saved_views::saved_counts,
            saved_views::save_view,
            saved_views::rename_view,
            saved_views::update_view,
            saved_views::order_views,
            saved_views::remove_view,
            sync::rate_gauges,
            sync::sync_tasks,
            sync::backfill,
            sync::backfill_choices,
            sync::read_back_to,
            sync::pause_backfill,
            sync::unreadable_comments,
            sync::set_window_visible,
            reply_drafts::reply_drafts,
            reply_drafts::save_reply_draft,
            note_drafts::note_drafts,
            note_drafts::save_note_draft,
            note_drafts::save_person_note_draft,
            settings::key_map,
            settings::set_key_map,
            settings::arrangements,
            settings::arrange_view,
            settings::notification_rules,
            settings::set_notification_rules,
            settings::desktop,
            settings::set_start_at_login,
            settings::set_paused,
        ])
        .events(collect_events![
            Stale,
            QuitAsked,
            Ending,
            GoTo,
            Notice,
            FilesDragged,
            FilesDropped
        ])
}

/// Writes the bindings to `file`.
///
/// # Errors
/// When a type cannot be expressed or the file cannot be written.
pub(crate) fn export(file: &Path) -> Result<(), specta_typescript::Error> {
    builder().export(Typescript::default(), file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::*;

    #[test]
    fn the_committed_bindings_are_current() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("bindings.ts");
        export(&fresh).unwrap();
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/bindings.ts");
        assert_eq!(
            std::fs::read_to_string(fresh).unwrap(),
            std::fs::read_to_string(committed).unwrap(),
            "`cargo xtask bindings` writes them anew"
        );
    }

    #[test]
    fn the_page_may_listen_and_nothing_else() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("src-tauri/capabilities");
        let files: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(files, [folder.join("main.json")], "one window, one capability");
        let capability: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&files[0]).unwrap()).unwrap();
        assert_eq!(capability["windows"], serde_json::json!([crate::window::LABEL]));
        assert_eq!(
            capability["permissions"],
            serde_json::json!(["core:event:allow-listen", "core:event:allow-unlisten"])
        );
        assert_eq!(capability.get("remote"), None, "no page from elsewhere may call");
    }
}
