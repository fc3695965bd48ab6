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

/// What a call needs a person's yes for. The first five exist in both set-ups under different names; the others belong
/// to Facebook Login alone. A person may untick the optional ones in the dialog.
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
    /// The list of Facebook Pages a person looks after. Facebook Login only.
    Pages,
    /// What stands on a Page, its linked account included. Facebook Login only.
    PageEngagement,
    /// Webhook subscriptions and conversations of a Page. Facebook Login only.
    PageMetadata,
    /// Pages that belong to a business. Facebook Login only.
    Businesses,
    /// Deleting own media. Facebook Login only.
    DeleteMedia,
    /// Likes. Facebook Login only.
    Likes,
    /// Naming business partners of a post. Facebook Login only.
    BrandedContent,
    /// Reading product catalogues, as tagging products needs it. Facebook Login only.
    Catalogs,
    /// Tagging products. Facebook Login only.
    ShoppingTags,
    /// Managing advertisements: what stands in for a role that a person has on a Page through Business Manager. Facebook
    /// Login only.
    Ads,
    /// Reading advertisements; does the same as [`Scope::Ads`] for calls that only read. Facebook Login only.
    AdsRead,
    /// Messages of a Page; older pages of the platform name it for private replies. Facebook Login only.
    PageMessages,
    /// Hashtag search: the feature *Instagram Public Content Access* of the app, not a permission of a person. Facebook
    /// Login only.
    PublicContent,
    /// Nothing: the call is answered without a token.
    Public,
}

impl Scope {
    /// What Business Login for Instagram can ask for, the mandatory one first.
    pub const ALL: [Scope; 5] = [
        Scope::Basic,
        Scope::ContentPublish,
        Scope::Comments,
        Scope::Messages,
        Scope::Insights,
    ];

    /// What Facebook Login can ask for and whole calls need, the mandatory ones first.
    pub const FACEBOOK: [Scope; 11] = [
        Scope::Basic,
        Scope::Pages,
        Scope::PageEngagement,
        Scope::ContentPublish,
        Scope::Comments,
        Scope::Messages,
        Scope::Insights,
        Scope::PageMetadata,
        Scope::Businesses,
        Scope::DeleteMedia,
        Scope::Likes,
    ];

    /// What Facebook Login can ask for besides: needed by single options of a call, or by people whose role on a Page comes
    /// through Business Manager. To be asked for only where it is used.
    pub const EXTRAS: [Scope; 6] = [
        Scope::BrandedContent,
        Scope::Catalogs,
        Scope::ShoppingTags,
        Scope::Ads,
        Scope::AdsRead,
        Scope::PageMessages,
    ];

    /// The platform's name of the scope in a set-up; `None` where that set-up does not have it.
    pub const fn name(self, flavour: Flavour) -> Option<&'static str> {
        Some(match (flavour, self) {
            (Flavour::InstagramLogin, Scope::Basic) => "instagram_business_basic",
            (Flavour::InstagramLogin, Scope::ContentPublish) => "instagram_business_content_publish",
            (Flavour::InstagramLogin, Scope::Comments) => "instagram_business_manage_comments",
            (Flavour::InstagramLogin, Scope::Messages) => "instagram_business_manage_messages",
            (Flavour::InstagramLogin, Scope::Insights) => "instagram_business_manage_insights",
            (Flavour::FacebookLogin, Scope::Basic) => "instagram_basic",
            (Flavour::FacebookLogin, Scope::ContentPublish) => "instagram_content_publish",
            (Flavour::FacebookLogin, Scope::Comments) => "instagram_manage_comments",
            (Flavour::FacebookLogin, Scope::Messages) => "instagram_manage_messages",
            (Flavour::FacebookLogin, Scope::Insights) => "instagram_manage_insights",
            (Flavour::FacebookLogin, Scope::Pages) => "pages_show_list",
            (Flavour::FacebookLogin, Scope::PageEngagement) => "pages_read_engagement",
            (Flavour::FacebookLogin, Scope::PageMetadata) => "pages_manage_metadata",
            (Flavour::FacebookLogin, Scope::Businesses) => "business_management",
            (Flavour::FacebookLogin, Scope::DeleteMedia) => "instagram_manage_contents",
            (Flavour::FacebookLogin, Scope::Likes) => "instagram_manage_engagement",
            (Flavour::FacebookLogin, Scope::BrandedContent) => "instagram_branded_content_creator",
            (Flavour::FacebookLogin, Scope::Catalogs) => "catalog_management",
            (Flavour::FacebookLogin, Scope::ShoppingTags) => "instagram_shopping_tag_products",
            (Flavour::FacebookLogin, Scope::Ads) => "ads_management",
            (Flavour::FacebookLogin, Scope::AdsRead) => "ads_read",
            (Flavour::FacebookLogin, Scope::PageMessages) => "pages_messaging",
            (_, Scope::PublicContent | Scope::Public)
            | (
                Flavour::InstagramLogin,
                Scope::Pages
                | Scope::PageEngagement
                | Scope::PageMetadata
                | Scope::Businesses
                | Scope::DeleteMedia
                | Scope::Likes
                | Scope::BrandedContent
                | Scope::Catalogs
                | Scope::ShoppingTags
                | Scope::Ads
                | Scope::AdsRead
                | Scope::PageMessages,
            ) => return None,
        })
    }

    /// What the platform's pages name beside it with Facebook Login: calls that read or change something of the account
    /// also look at its Page.
    pub const fn companions(self) -> &'static [Scope] {
        match self {
            Scope::Comments | Scope::Insights => &[Scope::PageEngagement],
            Scope::Messages => &[Scope::PageMetadata],
            _ => &[],
        }
    }

    /// The scope's name in Business Login for Instagram, or in Facebook Login where only that has it.
    pub const fn as_str(self) -> &'static str {
        match (self.name(Flavour::InstagramLogin), self.name(Flavour::FacebookLogin)) {
            (Some(name), _) | (None, Some(name)) => name,
            (None, None) => "no permission of a person",
        }
    }

    /// The scope of that name in either set-up; `None` for names this crate does not use.
    pub fn from_name(name: &str) -> Option<Scope> {
        let known = |flavour| move |scope: &Scope| scope.name(flavour) == Some(name);
        Scope::FACEBOOK
            .into_iter()
            .chain(Scope::EXTRAS)
            .find(known(Flavour::FacebookLogin))
            .or_else(|| Scope::ALL.into_iter().find(known(Flavour::InstagramLogin)))
    }

    /// What the permission is about, in words that fit into a sentence for people.
    pub const fn in_words(self) -> &'static str {
        match self {
            Scope::Basic => "the profile and its posts",
            Scope::ContentPublish => "publishing posts",
            Scope::Comments => "managing comments",
            Scope::Messages => "managing messages",
            Scope::Insights => "reading insights",
            Scope::Pages | Scope::Businesses => "listing the Facebook Pages",
            Scope::PageEngagement => "reading the linked Facebook Page",
            Scope::PageMetadata => "managing the linked Facebook Page",
            Scope::DeleteMedia => "deleting posts",
            Scope::Likes => "liking posts and comments",
            Scope::BrandedContent => "naming business partners",
            Scope::Catalogs => "reading product catalogues",
            Scope::ShoppingTags => "tagging products",
            Scope::Ads | Scope::AdsRead => "reaching Pages through Business Manager",
            Scope::PageMessages => "messages of the linked Facebook Page",
            Scope::PublicContent => "searching public hashtags",
            Scope::Public => "reading what is public",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_found_by_its_name() {
        for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
            for scope in Scope::ALL.into_iter().chain(Scope::FACEBOOK).chain(Scope::EXTRAS) {
                if let Some(name) = scope.name(flavour) {
                    assert_eq!(Scope::from_name(name), Some(scope));
                }
            }
        }
        assert_eq!(
            Scope::from_name("business_basic"),
            None,
            "the names before 2025 are dead"
        );
    }

    #[test]
    fn what_single_options_need_can_be_asked_for_with_facebook_login_alone() {
        let names = Scope::EXTRAS.map(|scope| scope.name(Flavour::FacebookLogin));
        assert_eq!(
            names,
            [
                "instagram_branded_content_creator",
                "catalog_management",
                "instagram_shopping_tag_products",
                "ads_management",
                "ads_read",
                "pages_messaging"
            ]
            .map(Some)
        );
        assert!(
            Scope::EXTRAS
                .iter()
                .all(|scope| scope.name(Flavour::InstagramLogin).is_none())
        );
        assert!(Scope::EXTRAS.iter().all(|scope| !Scope::FACEBOOK.contains(scope)));
    }
}
