//! Permissions and the two mutually exclusive set-ups of the platform.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login

use serde::{Deserialize, Serialize};

/// How a Meta app reaches Instagram. An app holds exactly one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flavour {
    /// "API with Instagram Login": `graph.instagram.com`, no Facebook Page.
    #[default]
    InstagramLogin,
    /// "API with Facebook Login": `graph.facebook.com`, needs a linked Page.
    FacebookLogin,
}

/// A permission of Business Login for Instagram. A person may untick the optional ones in the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Profile and own media. Mandatory, and a precondition of token refresh.
    Basic,
    /// Containers, publishing, quota.
    ContentPublish,
    /// Reading, answering, hiding and deleting comments; also the user name of who wrote them.
    Comments,
    /// Direct messages.
    Messages,
    /// Insights.
    Insights,
}

impl Scope {
    /// Every scope, the mandatory one first.
    pub const ALL: [Scope; 5] = [
        Scope::Basic,
        Scope::ContentPublish,
        Scope::Comments,
        Scope::Messages,
        Scope::Insights,
    ];

    /// The platform's name of the scope.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::Basic => "instagram_business_basic",
            Scope::ContentPublish => "instagram_business_content_publish",
            Scope::Comments => "instagram_business_manage_comments",
            Scope::Messages => "instagram_business_manage_messages",
            Scope::Insights => "instagram_business_manage_insights",
        }
    }

    /// The scope of that name; `None` for names this crate does not use.
    pub fn from_name(name: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.as_str() == name)
    }

    /// What the permission is about, in words that fit into a sentence for people.
    pub const fn in_words(self) -> &'static str {
        match self {
            Scope::Basic => "the profile and its posts",
            Scope::ContentPublish => "publishing posts",
            Scope::Comments => "managing comments",
            Scope::Messages => "managing messages",
            Scope::Insights => "reading insights",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_found_by_its_name() {
        for scope in Scope::ALL {
            assert_eq!(Scope::from_name(scope.as_str()), Some(scope));
        }
        assert_eq!(
            Scope::from_name("business_basic"),
            None,
            "the names before 2025 are dead"
        );
    }
}
