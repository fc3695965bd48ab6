//! The refusals of publishing, with the codes of the sheet on publishing, §6.8.

use crate::answer::Refusal;
use crate::photo::PictureProblem;

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
        PictureProblem::NotFetched => refusal(
            9004,
            2_207_052,
            "Only photo or video can be accepted as media type.",
            "Media download has failed",
            format!("The media could not be fetched from this URI: {address}"),
        ),
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

/// The subcode a picture's problem leaves in the `status` of its container.
pub(super) fn subcode(problem: PictureProblem) -> i64 {
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
