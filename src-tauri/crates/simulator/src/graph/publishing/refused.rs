//! The refusals of publishing, with the codes of the sheet on publishing, §6.8.

use crate::answer::Refusal;
use crate::photo::PictureProblem;
use crate::video::VideoProblem;

/// Subcode of a moment for the cover that the video does not have.
pub(super) const THUMB_OFFSET: i64 = 2_207_057;

/// Subcode of a video that is too much for the platform, or of a sound mixed onto a silent one.
pub(super) const NOT_PROCESSED: i64 = 2_207_082;

fn refusal(code: i64, subcode: i64, message: &str, title: &str, text: impl Into<String>) -> Refusal {
    Refusal {
        for_people: Some((title.to_owned(), text.into())),
        ..Refusal::new(400, code, message).sub(subcode)
    }
}

/// What a picture is refused with. The platform repeats the address to people, a signed one included.
pub(super) fn picture(problem: PictureProblem, address: &str) -> Refusal {
    match problem {
        PictureProblem::TimedOut => refusal(
            -2,
            2_207_003,
            "Timeout",
            "Media download timeout",
            "It takes too long to download the media.",
        ),
        PictureProblem::NotFetched => not_fetched(address),
        PictureProblem::TooHeavy => refusal(
            36000,
            2_207_004,
            "The image size is too large.",
            "Image size is too large",
            "The image is too large to download. It should be less than 8 MiB.",
        ),
        PictureProblem::Format => refusal(
            36001,
            2_207_005,
            "The image format is not supported.",
            "Unsupported image format",
            "The image format is not supported. Use a JPEG.",
        ),
        PictureProblem::Ratio => refusal(
            36003,
            2_207_009,
            "The aspect ratio is not supported.",
            "Aspect ratio is invalid",
            "The submitted image has an invalid aspect ratio. It should be between 4:5 and 1.91:1.",
        ),
    }
}

/// An address that leads to no picture or video.
pub(super) fn not_fetched(address: &str) -> Refusal {
    refusal(
        9004,
        2_207_052,
        "Only photo or video can be accepted as media type.",
        "Media download has failed",
        format!("The media could not be fetched from this URI: {address}"),
    )
}

/// The subcode a video's problem leaves in the `status` of its container.
pub(super) fn video_subcode(problem: VideoProblem) -> i64 {
    match problem {
        VideoProblem::TimedOut => 2_207_003,
        VideoProblem::NotFetched => 2_207_052,
        VideoProblem::TooHeavy => NOT_PROCESSED,
        VideoProblem::Format => 2_207_026,
    }
}

/// The subcode a picture's problem leaves in the `status` of its container.
pub(super) fn picture_subcode(problem: PictureProblem) -> i64 {
    picture(problem, "").subcode.unwrap_or_default()
}

pub(super) fn caption_too_long() -> Refusal {
    refusal(
        36004,
        2_207_010,
        "The caption is too long.",
        "Caption is too long",
        "The caption is limited to 2200 characters.",
    )
}

/// The sheet names no code for too many hashtags.
pub(super) fn too_many_hashtags() -> Refusal {
    Refusal::parameter("(#100) A caption is limited to 30 hashtags")
}

pub(super) fn too_many_mentions() -> Refusal {
    refusal(
        100,
        2_207_040,
        "Invalid parameter",
        "Too many tags",
        "Cannot use more than 20 tags in one caption.",
    )
}

pub(super) fn unknown_media_type(given: &str) -> Refusal {
    refusal(
        100,
        2_207_023,
        "Invalid parameter",
        "Media type is unknown",
        format!("The media type {given} is unknown."),
    )
}

pub(super) fn thumb_offset() -> Refusal {
    refusal(
        1,
        THUMB_OFFSET,
        "An unknown error has occurred.",
        "Thumbnail offset is invalid",
        "The thumbnail offset must be at least 0 and less than the duration of the video.",
    )
}

/// The platform has a name instead of a number for this one.
pub(super) fn location() -> Refusal {
    Refusal::parameter("(#100) INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID")
}

/// Products that are not approved, or of no shop.
pub(super) fn no_products() -> Refusal {
    refusal(
        100,
        2_207_037,
        "Invalid parameter",
        "Product is invalid",
        "The products cannot be tagged. They must be approved and of the account's own shop.",
    )
}

/// The sheet names a subcode for this, but no code.
pub(super) fn no_trial_reels() -> Refusal {
    refusal(
        100,
        2_207_081,
        "Invalid parameter",
        "Trial reels are not available",
        "This account cannot publish trial reels.",
    )
}

pub(super) fn carousel_size() -> Refusal {
    refusal(
        100,
        2_207_028,
        "Invalid parameter",
        "Wrong number of carousel items",
        "A carousel needs 2 to 10 items.",
    )
}

pub(super) fn not_ready() -> Refusal {
    refusal(
        9007,
        2_207_027,
        "Media ID is not available",
        "The media is not ready",
        "The media is not ready for publishing. Please wait for a moment.",
    )
}

/// A container the caller cannot see, or not yet.
pub(super) fn not_found() -> Refusal {
    refusal(
        24,
        2_207_006,
        "The requested resource does not exist",
        "Media not found",
        "The media builder with this creation id does not exist, or you have no permission for it.",
    )
}

pub(super) fn expired() -> Refusal {
    refusal(
        24,
        2_207_008,
        "The requested resource does not exist",
        "The media builder has expired",
        "The media builder with this creation id does not exist or has expired.",
    )
}

pub(super) fn creation_failed() -> Refusal {
    refusal(
        -1,
        2_207_032,
        "Fatal",
        "Create media failed",
        "Failed to create a media container. Try again.",
    )
}

/// The daily limit of posts. The sheet names no code for that of containers, so it has the same one here.
pub(super) fn limit_reached() -> Refusal {
    refusal(
        9,
        2_207_042,
        "Application request limit reached",
        "The limit is reached",
        "You reached the maximum number of posts that may be published by the API.",
    )
}

/// Every refusal of this file, whatever its text says of the call.
pub(super) fn every() -> Vec<Refusal> {
    use PictureProblem::{Format, NotFetched, Ratio, TimedOut, TooHeavy};
    let pictures = [TimedOut, NotFetched, TooHeavy, Format, Ratio].map(|problem| picture(problem, ""));
    let others = [
        caption_too_long(),
        too_many_mentions(),
        unknown_media_type(""),
        thumb_offset(),
        no_products(),
        no_trial_reels(),
        carousel_size(),
        not_ready(),
        not_found(),
        expired(),
        creation_failed(),
        limit_reached(),
    ];
    pictures.into_iter().chain(others).collect()
}
