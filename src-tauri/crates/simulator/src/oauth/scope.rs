//! The permissions of business login (sheet on login, §1.3).

/// One permission: its bit, its name, what the consent page says, and whether a person may leave it out.
pub(crate) struct Scope {
    pub(crate) bit: u8,
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) says: &'static str,
}

pub(crate) const BASIC: u8 = 1;
pub(crate) const PUBLISH: u8 = 2;
pub(crate) const COMMENTS: u8 = 4;

/// Every permission, the mandatory one first.
pub(crate) const SCOPES: [Scope; 5] = [
    Scope {
        bit: BASIC,
        name: "instagram_business_basic",
        title: "Profile and posts",
        says: "Read the profile and the posts of this account. Always needed.",
    },
    Scope {
        bit: PUBLISH,
        name: "instagram_business_content_publish",
        title: "Publish",
        says: "Create posts, albums and reels.",
    },
    Scope {
        bit: COMMENTS,
        name: "instagram_business_manage_comments",
        title: "Comments",
        says: "Read, answer, hide and delete comments.",
    },
    Scope {
        bit: 8,
        name: "instagram_business_manage_messages",
        title: "Messages",
        says: "Read and answer direct messages.",
    },
    Scope {
        bit: 16,
        name: "instagram_business_manage_insights",
        title: "Insights",
        says: "Read reach, views and followers.",
    },
];

/// Every permission at once.
pub(crate) const ALL: u8 = 31;

/// The bits of a comma- or space-separated list; the first unknown name is the error.
pub(crate) fn parse(list: &str) -> Result<u8, String> {
    let names = list.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
    names
        .into_iter()
        .try_fold(0, |bits, name| match SCOPES.iter().find(|scope| scope.name == name) {
            Some(scope) => Ok(bits | scope.bit),
            None => Err(name.to_owned()),
        })
}

/// The names behind the bits.
pub(crate) fn names(bits: u8) -> Vec<&'static str> {
    SCOPES
        .iter()
        .filter(|scope| bits & scope.bit != 0)
        .map(|scope| scope.name)
        .collect()
}
