//! The permissions of both set-ups (sheet on login, §1.3 and §2.2) as bits. What Instagram Login and Facebook Login call
//! by other names is one bit here.

use super::flavour::Flavour;

/// One permission, or a feature of the app that the platform grants after review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Scope {
    /// Profile and own media.
    Basic,
    /// Containers, publishing, quota.
    ContentPublish,
    /// Comments, and the names of those who write them.
    Comments,
    /// Direct messages.
    Messages,
    Insights,
    /// The list of Pages.
    Pages,
    PageEngagement,
    /// Webhook subscriptions and conversations of a Page.
    PageMetadata,
    /// Businesses and their Pages.
    Businesses,
    DeleteMedia,
    Likes,
    /// The feature Instagram Public Content Access: hashtags.
    PublicContent,
    /// The feature Human Agent: answers up to seven days after a message.
    HumanAgent,
    PageMessages,
    Ads,
    AdsRead,
    BrandedContent,
    Catalog,
    Shopping,
    PublicProfile,
    Email,
}

/// A scope's names, and what the consent page says of it.
struct Facts {
    scope: Scope,
    instagram: Option<&'static str>,
    facebook: Option<&'static str>,
    title: &'static str,
    says: &'static str,
}

const fn both(
    scope: Scope,
    instagram: &'static str,
    facebook: &'static str,
    title: &'static str,
    says: &'static str,
) -> Facts {
    Facts {
        scope,
        instagram: Some(instagram),
        facebook: Some(facebook),
        title,
        says,
    }
}

const fn facebook(scope: Scope, name: &'static str, title: &'static str, says: &'static str) -> Facts {
    Facts {
        scope,
        instagram: None,
        facebook: Some(name),
        title,
        says,
    }
}

/// Every scope, the mandatory one first.
const SCOPES: [Facts; 21] = [
    both(
        Scope::Basic,
        "instagram_business_basic",
        "instagram_basic",
        "Profile and posts",
        "Read the profile and the posts of this account. Always needed.",
    ),
    both(
        Scope::ContentPublish,
        "instagram_business_content_publish",
        "instagram_content_publish",
        "Publish",
        "Create posts, albums and reels.",
    ),
    both(
        Scope::Comments,
        "instagram_business_manage_comments",
        "instagram_manage_comments",
        "Comments",
        "Read, answer, hide and delete comments.",
    ),
    both(
        Scope::Messages,
        "instagram_business_manage_messages",
        "instagram_manage_messages",
        "Messages",
        "Read and answer direct messages.",
    ),
    both(
        Scope::Insights,
        "instagram_business_manage_insights",
        "instagram_manage_insights",
        "Insights",
        "Read reach, views and followers.",
    ),
    facebook(Scope::Pages, "pages_show_list", "Pages", "See which Pages you manage."),
    facebook(
        Scope::PageEngagement,
        "pages_read_engagement",
        "Content of Pages",
        "Read what your Pages publish.",
    ),
    facebook(
        Scope::PageMetadata,
        "pages_manage_metadata",
        "Settings of Pages",
        "Subscribe to news of your Pages.",
    ),
    facebook(
        Scope::Businesses,
        "business_management",
        "Businesses",
        "See your businesses and their Pages.",
    ),
    facebook(
        Scope::DeleteMedia,
        "instagram_manage_contents",
        "Delete posts",
        "Delete posts of this account.",
    ),
    facebook(
        Scope::Likes,
        "instagram_manage_engagement",
        "Likes",
        "Like posts and comments as this account.",
    ),
    facebook(
        Scope::PublicContent,
        "instagram_public_content_access",
        "Public content",
        "Search hashtags.",
    ),
    both(
        Scope::HumanAgent,
        "human_agent",
        "human_agent",
        "Human agent",
        "Answer messages within seven days.",
    ),
    facebook(
        Scope::PageMessages,
        "pages_messaging",
        "Messages of Pages",
        "Answer messages to your Pages.",
    ),
    facebook(Scope::Ads, "ads_management", "Ads", "Manage ads of your businesses."),
    facebook(Scope::AdsRead, "ads_read", "Reports of ads", "Read how ads do."),
    facebook(
        Scope::BrandedContent,
        "instagram_branded_content_creator",
        "Paid partnerships",
        "Mark posts as paid partnerships.",
    ),
    facebook(Scope::Catalog, "catalog_management", "Catalogues", "Manage catalogues."),
    facebook(
        Scope::Shopping,
        "instagram_shopping_tag_products",
        "Products",
        "Tag products in posts.",
    ),
    facebook(Scope::PublicProfile, "public_profile", "Name", "Your name."),
    facebook(Scope::Email, "email", "E-mail address", "Your e-mail address."),
];

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scopes(u32);

impl Scopes {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn of(scope: Scope) -> Self {
        Self(1 << scope as u8)
    }

    /// Everything a set-up has.
    pub(crate) fn all(flavour: Flavour) -> Self {
        SCOPES
            .iter()
            .filter(|facts| facts.name(flavour).is_some())
            .fold(Self::NONE, |all, facts| all.and(Self::of(facts.scope)))
    }

    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub(crate) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn has(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

impl Facts {
    fn name(&self, flavour: Flavour) -> Option<&'static str> {
        match flavour {
            Flavour::InstagramLogin => self.instagram,
            Flavour::FacebookLogin => self.facebook,
        }
    }

    /// Features belong to the app: nobody is asked for them and no list of permissions names them.
    fn is_feature(&self) -> bool {
        matches!(self.scope, Scope::PublicContent | Scope::HumanAgent)
    }
}

/// The scopes of a comma- or space-separated list; the first unknown name is the error.
pub(crate) fn parse(flavour: Flavour, list: &str) -> Result<Scopes, String> {
    let names = list.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
    names.into_iter().try_fold(Scopes::NONE, |scopes, name| {
        match SCOPES.iter().find(|facts| facts.name(flavour) == Some(name)) {
            Some(facts) => Ok(scopes.and(Scopes::of(facts.scope))),
            None => Err(name.to_owned()),
        }
    })
}

/// What the app was granted after review: every token it gets has it.
pub(crate) fn features() -> Scopes {
    SCOPES
        .iter()
        .filter(|facts| facts.is_feature())
        .fold(Scopes::NONE, |all, facts| all.and(Scopes::of(facts.scope)))
}

/// The names of scopes, features left out.
pub(crate) fn names(flavour: Flavour, scopes: Scopes) -> Vec<&'static str> {
    SCOPES
        .iter()
        .filter(|facts| scopes.has(facts.scope) && !facts.is_feature())
        .filter_map(|facts| facts.name(flavour))
        .collect()
}

/// A line of the consent page.
pub(crate) struct Line {
    pub(crate) scope: Scope,
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) says: &'static str,
}

/// What the consent page says of scopes.
pub(crate) fn lines(flavour: Flavour, scopes: Scopes) -> impl Iterator<Item = Line> {
    SCOPES
        .iter()
        .filter(move |facts| scopes.has(facts.scope) && !facts.is_feature())
        .filter_map(move |facts| {
            Some(Line {
                scope: facts.scope,
                name: facts.name(flavour)?,
                title: facts.title,
                says: facts.says,
            })
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn names_of_both_set_ups_are_one_bit() {
        let instagram = parse(Flavour::InstagramLogin, "instagram_business_basic").unwrap();
        assert_eq!(instagram, parse(Flavour::FacebookLogin, "instagram_basic").unwrap());
        assert_eq!(
            parse(Flavour::InstagramLogin, "instagram_basic"),
            Err("instagram_basic".to_owned())
        );
        let list = "instagram_business_basic, instagram_business_manage_comments";
        let scopes = parse(Flavour::InstagramLogin, list).unwrap();
        assert!(scopes.has(Scope::Comments) && !scopes.has(Scope::Messages));
        assert_eq!(names(Flavour::InstagramLogin, scopes).join(", "), list);
    }

    #[test]
    fn every_scope_has_its_own_bit_and_a_name() {
        let all = SCOPES
            .iter()
            .fold(Scopes::NONE, |all, it| all.and(Scopes::of(it.scope)));
        assert_eq!(all.bits().count_ones() as usize, SCOPES.len());
        assert_eq!(all, Scopes::all(Flavour::FacebookLogin));
        assert_eq!(names(Flavour::InstagramLogin, all).len(), 5, "features are not named");
    }
}
