//! How big a world is.

/// How many accounts, posts, comments and conversations a world starts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorldSize {
    /// For tests: 2 accounts, 40 posts, 600 comments, 16 conversations.
    #[default]
    Small,
    /// For the demo: 5 brands, 60 posts, 12,904 comments, 135 conversations.
    Demo,
    /// Any other size, with eight conversations an account unless [`Options`](crate::Options) say how many.
    Custom {
        /// Accounts, 1 to 200. The first five are the demo's brands.
        accounts: usize,
        /// Posts over all accounts, at least one an account.
        posts: usize,
        /// Comments and replies over all posts, up to about 4 million.
        comments: usize,
    },
}

impl WorldSize {
    /// Accounts of this size.
    #[must_use]
    pub fn accounts(self) -> usize {
        match self {
            Self::Small => 2,
            Self::Demo => 5,
            Self::Custom { accounts, .. } => accounts.clamp(1, 200),
        }
    }

    /// Posts of this size.
    #[must_use]
    pub fn posts(self) -> usize {
        match self {
            Self::Small => 40,
            Self::Demo => 60,
            Self::Custom { posts, .. } => posts.max(self.accounts()),
        }
    }

    /// Comments and replies of this size.
    #[must_use]
    pub fn comments(self) -> usize {
        match self {
            Self::Small => 600,
            Self::Demo => 12_904,
            Self::Custom { comments, .. } => comments,
        }
    }

    /// Conversations of this size.
    #[must_use]
    pub fn conversations(self) -> usize {
        match self {
            Self::Demo => 135,
            Self::Small | Self::Custom { .. } => self.accounts() * 8,
        }
    }
}
