//! The allowances of the platform: which calls are counted together.
//!
//! Source: developers.facebook.com/docs/graph-api/overview/rate-limiting and
//! developers.facebook.com/docs/instagram-platform/overview. Every endpoint names the one it counts against.

/// A counter of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Allowance {
    /// Media, comments, insights, publishing, account: `4800 × impressions` of the account in 24 hours, per app and user.
    Business,
    /// Hashtag search and business discovery: `200 × users of the app` an hour.
    Platform,
    /// Reading conversations: two calls a second for each account.
    Conversations,
    /// Text, links, reactions, stickers: 100 calls a second for each account.
    Send,
    /// Audio and video: ten calls a second for each account.
    SendMedia,
    /// Private replies to comments on posts, reels and ads: 750 calls an hour for each account. Those to live comments may be
    /// 100 a second and count as [`Allowance::Send`].
    PrivateReplies,
    /// Likes: more than 50 calls in five seconds lock the person out for an hour.
    Likes,
    /// Lists of invitations to collaborate: 300 calls a day for each person.
    Invitations,
    /// Answers to invitations to collaborate: 50 a day for each account.
    InvitationAnswers,
    /// oEmbed without a token: about 1,000 calls an hour.
    Oembed,
    /// Token exchanges, which no page gives a limit for.
    Login,
}
