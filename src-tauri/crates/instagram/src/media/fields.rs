//! Which fields of a media object are asked for.
//!
//! The two set-ups offer different fields, and one that a set-up, a kind of media or an account lacks fails the whole call
//! (100). So there are sets, and a smallest one to fall back to.

use crate::Flavour;

/// A set of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MediaFields {
    /// What lists and screens need, the same in both set-ups.
    #[default]
    Usual,
    /// Everything that the set-up offers: [`MediaDetails`](crate::MediaDetails) besides.
    Full,
    /// The fewest: for one more try when the platform refused a field
    /// ([`ApiError::may_be_a_field`](crate::ApiError::may_be_a_field)). No caption, no kind of product, no slides.
    Reduced,
}

const USUAL: &str = "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,\
     like_count,comments_count,is_comment_enabled,children{id,media_type,media_url,thumbnail_url,timestamp}";

const FULL_INSTAGRAM: &str = "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,\
     like_count,comments_count,is_comment_enabled,children{id,media_type,media_url,thumbnail_url,timestamp},\
     shortcode,owner,is_shared_to_feed,alt_text,is_ai_generated,media_audio_type,legacy_instagram_media_id";

const FULL_FACEBOOK: &str = "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,\
     like_count,comments_count,is_comment_enabled,children{id,media_type,media_url,thumbnail_url,timestamp},\
     shortcode,owner,is_shared_to_feed,alt_text,is_ai_generated,media_audio_type,legacy_instagram_media_id,collaborators,\
     reposts_count,saved_count,shares_count,total_like_count,total_comments_count,total_views_count";

const REDUCED: &str = "id,media_type,media_url,thumbnail_url,permalink,timestamp,username,like_count,comments_count";

impl MediaFields {
    /// The names in a set-up, as `fields` takes them.
    pub(crate) const fn names(self, flavour: Flavour) -> &'static str {
        match (self, flavour) {
            (MediaFields::Usual, _) => USUAL,
            (MediaFields::Full, Flavour::InstagramLogin) => FULL_INSTAGRAM,
            (MediaFields::Full, Flavour::FacebookLogin) => FULL_FACEBOOK,
            (MediaFields::Reduced, _) => REDUCED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_holds_the_smaller_ones() {
        for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
            assert!(FULL_FACEBOOK.starts_with(FULL_INSTAGRAM));
            assert!(MediaFields::Full.names(flavour).starts_with(USUAL));
            for field in REDUCED.split(',') {
                assert!(USUAL.split(',').any(|known| known == field), "{field}");
            }
        }
    }

    #[test]
    fn what_instagram_login_lacks_is_not_asked_for_there() {
        let full = MediaFields::Full.names(Flavour::InstagramLogin);
        for lacking in [
            "collaborators",
            "reposts_count",
            "saved_count",
            "shares_count",
            "total_",
        ] {
            assert!(!full.contains(lacking), "{lacking}");
            assert!(MediaFields::Full.names(Flavour::FacebookLogin).contains(lacking));
        }
    }
}
