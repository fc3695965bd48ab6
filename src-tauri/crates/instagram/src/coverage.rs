//! Every call of this crate, as data taken from the types: what the coverage table is made of.
//!
//! An endpoint is listed once, under the file it lives in; a test reads the source files and fails when one is missing here
//! or listed under a wrong name. The token exchanges of [`LoginClient`](crate::LoginClient) are no [`Endpoint`]s (they go to
//! other hosts, without a version and without a token in a header) and are listed by hand.
#![doc = include_str!("../COVERAGE.md")]

// A glob, so that a new endpoint is one new line below.
use crate::*;

/// What is known of a call without making it.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The documented call, as errors and the log name it.
    pub name: &'static str,
    /// The file it lives in, below `src/` and without `.rs`: `comments/list_comments`.
    pub file: &'static str,
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// The documented path, ids in braces: `/{media}/comments`.
    pub path: &'static str,
    /// The permission it needs besides [`Scope::Basic`].
    pub scope: Scope,
    /// What the platform's pages name beside it.
    pub also: &'static [Scope],
    /// The set-ups of the platform that offer it.
    pub flavours: &'static [Flavour],
    /// What a call counts against.
    pub allowance: Allowance,
    type_name: Option<fn() -> &'static str>,
}

impl Facts {
    /// The facts of an endpoint. Method and path are the first two words of its [`Endpoint::NAME`].
    pub const fn of<E: Endpoint>(file: &'static str) -> Self {
        let (method, rest) = first_word(E::NAME);
        let (path, _) = first_word(rest);
        Self {
            name: E::NAME,
            file,
            method,
            path,
            scope: E::SCOPE,
            also: E::ALSO,
            flavours: E::FLAVOURS,
            allowance: E::ALLOWANCE,
            type_name: Some(std::any::type_name::<E>),
        }
    }

    /// The facts of a token exchange, which is a method of [`LoginClient`](crate::LoginClient) and no endpoint.
    pub const fn exchange(name: &'static str, file: &'static str, flavours: &'static [Flavour]) -> Self {
        let (method, rest) = first_word(name);
        let (path, _) = first_word(rest);
        Self {
            name,
            file,
            method,
            path,
            scope: Scope::Public,
            also: &[],
            flavours,
            allowance: Allowance::Login,
            type_name: None,
        }
    }

    /// The facts of the upload of a video, which is [`Client::upload`] and no endpoint: its body is streamed and its errors
    /// have a shape of their own.
    const fn upload(name: &'static str, file: &'static str) -> Self {
        Self {
            scope: Scope::ContentPublish,
            allowance: Allowance::Business,
            ..Self::exchange(name, file, FACEBOOK)
        }
    }

    /// The Rust type, such as `ListComments`; `None` for a token exchange.
    pub fn type_name(&self) -> Option<&'static str> {
        let full = self.type_name?();
        let plain = full.split('<').next().unwrap_or(full);
        plain.rsplit("::").next()
    }

    /// The platform's name of the permission in a set-up; `None` where the call is not offered or needs none.
    pub fn scope_name(&self, flavour: Flavour) -> Option<&'static str> {
        let is_offered = self.flavours.contains(&flavour);
        is_offered.then(|| self.scope.name(flavour)).flatten()
    }

    /// The platform's names of [`Facts::scope`] and of [`Facts::also`] in a set-up, as far as it has them.
    pub fn scope_names(&self, flavour: Flavour) -> Vec<&'static str> {
        let Some(scope) = self.scope_name(flavour) else {
            return Vec::new();
        };
        let also = self.also.iter().filter_map(|scope| scope.name(flavour));
        std::iter::once(scope).chain(also).collect()
    }
}

/// Everything up to the first space, and everything behind it.
const fn first_word(text: &'static str) -> (&'static str, &'static str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b' ' {
        at += 1;
    }
    if at == bytes.len() {
        return (text, "");
    }
    let (word, rest) = text.split_at(at);
    (word, rest.split_at(1).1)
}

const INSTAGRAM: &[Flavour] = &[Flavour::InstagramLogin];
const FACEBOOK: &[Flavour] = &[Flavour::FacebookLogin];

/// Every call, by folder. One line each.
pub const ENDPOINTS: &[Facts] = &[
    // login
    Facts::exchange("POST /oauth/access_token", "login/code", INSTAGRAM),
    Facts::exchange("GET /access_token", "login/exchange", INSTAGRAM),
    Facts::exchange("GET /refresh_access_token", "login/exchange", INSTAGRAM),
    Facts::exchange("GET /oauth/access_token", "login/facebook/exchanges", FACEBOOK),
    Facts::exchange(
        "GET /oauth/access_token fb_exchange_token",
        "login/facebook/exchanges",
        FACEBOOK,
    ),
    Facts::exchange("GET /debug_token", "login/facebook/exchanges", FACEBOOK),
    // account
    Facts::of::<GetAccount<'static>>("account/get_account"),
    Facts::of::<GetMe>("account/get_me"),
    // media
    Facts::of::<DeleteMedia<'static>>("media/delete_media"),
    Facts::of::<GetCopyrightCheck<'static>>("media/get_copyright_check"),
    Facts::of::<GetMedia<'static>>("media/get_media"),
    Facts::of::<ListChildren<'static>>("media/list_children"),
    Facts::of::<ListLiveMedia<'static>>("media/list_live_media"),
    Facts::of::<ListMedia<'static>>("media/list_media"),
    Facts::of::<ListStories<'static>>("media/list_stories"),
    Facts::of::<ListTags<'static>>("media/list_tags"),
    Facts::of::<SetCommentsEnabled<'static>>("media/set_comments_enabled"),
    // comments
    Facts::of::<CommentOnMedia<'static>>("comments/comment_on_media"),
    Facts::of::<DeleteComment<'static>>("comments/delete_comment"),
    Facts::of::<GetComment<'static>>("comments/get_comment"),
    Facts::of::<ListComments<'static>>("comments/list_comments"),
    Facts::of::<ListReplies<'static>>("comments/list_replies"),
    Facts::of::<ReplyToComment<'static>>("comments/reply_to_comment"),
    Facts::of::<SetCommentHidden<'static>>("comments/set_comment_hidden"),
    // mentions
    Facts::of::<AnswerMention<'static>>("mentions/answer_mention"),
    Facts::of::<GetMentionedComment<'static>>("mentions/get_mentioned_comment"),
    Facts::of::<GetMentionedMedia<'static>>("mentions/get_mentioned_media"),
    // publishing
    Facts::of::<CreateCarouselContainer<'static>>("publishing/create_carousel_container"),
    Facts::of::<CreateImageContainer<'static>>("publishing/create_image_container"),
    Facts::of::<CreateImageSlide<'static>>("publishing/create_image_slide"),
    Facts::of::<CreateReelContainer<'static>>("publishing/create_reel_container"),
    Facts::of::<CreateStoryImage<'static>>("publishing/create_story_image"),
    Facts::of::<CreateStoryVideo<'static>>("publishing/create_story_video"),
    Facts::of::<CreateVideoSlide<'static>>("publishing/create_video_slide"),
    Facts::of::<GetAudio<'static>>("publishing/get_audio"),
    Facts::of::<GetContainer<'static>>("publishing/get_container"),
    Facts::of::<GetContainerCopyright<'static>>("publishing/get_container_copyright"),
    Facts::of::<GetPublishingLimit<'static>>("publishing/get_publishing_limit"),
    Facts::of::<PublishContainer<'static>>("publishing/publish_container"),
    Facts::of::<SearchAudio<'static>>("publishing/search_audio"),
    Facts::of::<StartUpload<'static>>("publishing/start_upload"),
    Facts::upload(publishing::upload::NAME, "publishing/upload"),
    // messages
    Facts::of::<messages::GetConversation<'static>>("messages/get_conversation"),
    Facts::of::<messages::GetMessage<'static>>("messages/get_message"),
    Facts::of::<messages::GetPerson<'static>>("messages/get_person"),
    Facts::of::<messages::ListConversations<'static>>("messages/list_conversations"),
    Facts::of::<messages::ListMessages<'static>>("messages/list_messages"),
    Facts::of::<messages::SendMedia<'static>>("messages/send_media"),
    Facts::of::<messages::SendMessage<'static>>("messages/send_message"),
    Facts::of::<messages::SendPrivateReply<'static>>("messages/send_private_reply"),
    Facts::of::<messages::SendSenderAction<'static>>("messages/send_sender_action"),
    Facts::of::<messages::SetReaction<'static>>("messages/set_reaction"),
    Facts::of::<messages::UploadAttachment<'static>>("messages/upload_attachment"),
    // insights
    Facts::of::<GetAccountInsights<'static>>("insights/get_account_insights"),
    Facts::of::<GetMediaInsights<'static>>("insights/get_media_insights"),
    // webhooks
    Facts::of::<ListSubscriptions<'static>>("webhooks/subscriptions/list_subscriptions"),
    Facts::of::<Subscribe<'static>>("webhooks/subscriptions/subscribe"),
    Facts::of::<Unsubscribe<'static>>("webhooks/subscriptions/unsubscribe"),
    // discovery
    Facts::of::<DiscoverBusiness<'static>>("discovery/discover_business"),
    Facts::of::<GetHashtag<'static>>("discovery/get_hashtag"),
    Facts::of::<GetOembed<'static>>("discovery/get_oembed"),
    Facts::of::<ListBusinessMedia<'static>>("discovery/list_business_media"),
    Facts::of::<ListRecentHashtagMedia<'static>>("discovery/list_recent_hashtag_media"),
    Facts::of::<ListSearchedHashtags<'static>>("discovery/list_searched_hashtags"),
    Facts::of::<ListTopHashtagMedia<'static>>("discovery/list_top_hashtag_media"),
    Facts::of::<SearchHashtag<'static>>("discovery/search_hashtag"),
    // engagement
    Facts::of::<AnswerInvitation<'static>>("engagement/answer_invitation"),
    Facts::of::<GetCollaborativeMedia<'static>>("engagement/get_collaborative_media"),
    Facts::of::<Like<'static>>("engagement/like"),
    Facts::of::<ListCollaborativeMedia<'static>>("engagement/list_collaborative_media"),
    Facts::of::<ListCollaborators<'static>>("engagement/list_collaborators"),
    Facts::of::<ListInvitations<'static>>("engagement/list_invitations"),
    Facts::of::<Unlike<'static>>("engagement/unlike"),
    // facebook
    Facts::of::<GetFacebookMe>("facebook/get_facebook_me"),
    Facts::of::<ListBusinesses<'static>>("facebook/list_businesses"),
    Facts::of::<ListClientPages<'static>>("facebook/list_client_pages"),
    Facts::of::<ListOwnedPages<'static>>("facebook/list_owned_pages"),
    Facts::of::<ListPages<'static>>("facebook/list_pages"),
    Facts::of::<ListPermissions<'static>>("facebook/list_permissions"),
    Facts::of::<Revoke>("facebook/revoke"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    /// Every source file below `folder`, with its path below `src/` and without `.rs`.
    fn sources(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|kind| kind == "rs") {
                    let name = path.strip_prefix(folder).unwrap().with_extension("");
                    let name = name.to_str().unwrap().replace('\\', "/");
                    found.push((name, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found
    }

    /// The code of a file without its tests.
    fn code(source: &str) -> &str {
        source.split("#[cfg(test)]").next().unwrap()
    }

    /// The types that a file makes endpoints.
    fn endpoints_in(source: &str) -> Vec<&str> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        code(source)
            .lines()
            .filter(|line| line.starts_with("impl"))
            .filter_map(|line| line.split_once(" Endpoint for "))
            .map(|(_, named)| named.split(|c| !is_word(c)).next().unwrap())
            .collect()
    }

    #[test]
    fn every_endpoint_of_the_source_files_is_listed_once_under_its_file() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let sources = sources(&src);
        let written: BTreeSet<(&str, &str)> = sources
            .iter()
            .flat_map(|(file, source)| endpoints_in(source).into_iter().map(move |name| (file.as_str(), name)))
            .collect();
        let listed: Vec<(&str, &str)> = ENDPOINTS
            .iter()
            .filter_map(|facts| Some((facts.file, facts.type_name()?)))
            .collect();
        assert!(written.len() >= 14, "the source files must be found: {written:?}");
        let once: BTreeSet<(&str, &str)> = listed.iter().copied().collect();
        assert_eq!(once.len(), listed.len(), "an endpoint is listed twice");
        let missing: Vec<_> = written.difference(&once).collect();
        let unknown: Vec<_> = once.difference(&written).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "not in coverage::ENDPOINTS: {missing:?}; listed under a wrong file: {unknown:?}"
        );
    }

    #[test]
    fn every_listed_file_has_its_request_and_its_answer_tested() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for (file, source) in sources(&src) {
            if endpoints_in(&source).is_empty() {
                continue;
            }
            let tests = source
                .split_once("#[cfg(test)]")
                .unwrap_or_else(|| panic!("{file} has no tests"))
                .1;
            assert!(tests.contains(".request("), "{file} does not test its request");
            assert!(tests.contains(".decode("), "{file} decodes no sample");
        }
    }

    #[test]
    fn the_facts_are_those_of_the_types() {
        let of = |file| ENDPOINTS.iter().find(|facts| facts.file == file).unwrap();
        let comments = of("comments/list_comments");
        assert_eq!((comments.method, comments.path), ("GET", "/{media}/comments"));
        assert_eq!(comments.name, ListComments::NAME);
        assert_eq!(comments.type_name(), Some("ListComments"));
        assert_eq!(
            comments.scope_name(Flavour::FacebookLogin),
            Some("instagram_manage_comments")
        );
        assert_eq!(
            comments.scope_names(Flavour::FacebookLogin),
            ["instagram_manage_comments", "pages_read_engagement"]
        );
        assert_eq!(
            comments.scope_names(Flavour::InstagramLogin),
            ["instagram_business_manage_comments"]
        );
        let conversations = of("messages/list_conversations");
        assert_eq!(
            conversations.scope_names(Flavour::FacebookLogin),
            ["instagram_manage_messages", "pages_manage_metadata"]
        );
        let me = of("account/get_me");
        assert_eq!((me.path, me.scope_name(Flavour::FacebookLogin)), ("/me", None));
        let code = of("login/code");
        assert_eq!(
            (code.method, code.path, code.type_name()),
            ("POST", "/oauth/access_token", None)
        );
    }

    #[test]
    fn every_path_is_written_with_its_ids_in_braces() {
        let fixed = [
            "me",
            "oauth",
            "access_token",
            "refresh_access_token",
            "ig_audio",
            "ig_hashtag_search",
            "instagram_oembed",
            "ig-api-upload",
            "debug_token",
        ];
        for facts in ENDPOINTS {
            assert!(["GET", "POST", "DELETE"].contains(&facts.method), "{facts:?}");
            assert!(!facts.flavours.is_empty(), "{facts:?}");
            let first = facts
                .path
                .strip_prefix('/')
                .and_then(|path| path.split('/').next())
                .unwrap();
            let is_id = first.starts_with('{') && first.ends_with('}');
            assert!(is_id || fixed.contains(&first), "{facts:?}: is `{first}` an id?");
        }
    }
}
