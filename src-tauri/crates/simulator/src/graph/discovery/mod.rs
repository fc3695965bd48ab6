//! Finding what is not one's own (sheet on discovery, §8): hashtags, other businesses, embeds. The first two are
//! Facebook Login's alone.

mod business;
mod hashtags;
mod oembed;

pub(super) use business::{ROWS as BUSINESS_ROWS, business};
pub(super) use hashtags::ROWS as HASHTAG_ROWS;
pub(super) use oembed::ROWS as OEMBED_ROWS;

use super::{Caller, Refusal, read, render};
