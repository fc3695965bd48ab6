//! Why a file cannot become a slide.

use image::ImageError;
use image::error::LimitErrorKind;

use crate::problem::{Problem, ProblemCode};

/// Why a file cannot become a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum ImageProblem {
    /// The file has no bytes.
    Empty,
    /// The bytes are those of no picture.
    NotAPicture,
    /// A picture, or a near relative, of a kind that is not converted.
    Unsupported {
        /// The kind as people call it, such as `HEIC`.
        format: &'static str,
    },
    /// The end of the file is missing.
    Truncated,
    /// More than [`super::LARGEST_PIXELS`].
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The picture, or the part the frame shows, is narrower than [`super::NARROWEST`] or lower than
    /// [`super::LOWEST`].
    TooSmall {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Parts of the file cannot be read.
    Damaged,
}

impl ImageProblem {
    /// A stable word for logs and rows.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "image_empty",
            Self::NotAPicture => "image_none",
            Self::Unsupported { .. } => "image_unsupported",
            Self::Truncated => "image_truncated",
            Self::TooManyPixels { .. } => "image_too_many_pixels",
            Self::TooSmall { .. } => "image_too_small",
            Self::Damaged => "image_damaged",
        }
    }

    /// What is wrong.
    pub fn sentence(&self) -> String {
        match self {
            Self::Empty => "This file is empty.".to_owned(),
            Self::NotAPicture => "This file is not a picture.".to_owned(),
            Self::Unsupported { format } => format!("Postroom cannot read {format} files."),
            Self::Truncated => "The end of this picture file is missing.".to_owned(),
            Self::TooManyPixels { width, height } => {
                format!("This picture is too large: {width} × {height} pixels.")
            }
            Self::TooSmall { width, height } => format!(
                "This picture is too small: {width} × {height} pixels are left, Instagram needs a width of {}.",
                super::NARROWEST
            ),
            Self::Damaged => "This picture file is damaged.".to_owned(),
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::Empty => "It may not have been copied whole; copy it again, then add it again.",
            Self::NotAPicture => "Add a JPEG, PNG, WebP or GIF file.",
            Self::Unsupported { .. } => "Export the picture as JPEG or PNG, then add that file.",
            Self::Truncated => "Copy or download the file again, then add it again.",
            Self::TooManyPixels { .. } => {
                "Export it smaller, at most 10,000 pixels on each edge; Instagram shows 1,440 across."
            }
            Self::TooSmall { .. } => "Zoom out, or use a larger version of the picture.",
            Self::Damaged => "Open it in a picture editor, export it as JPEG, then add that file.",
        }
    }
}

impl From<ImageProblem> for Problem {
    fn from(problem: ImageProblem) -> Self {
        Self::new(ProblemCode::Precondition, problem.sentence(), problem.fix())
    }
}

impl From<ImageError> for ImageProblem {
    fn from(error: ImageError) -> Self {
        match &error {
            ImageError::Unsupported(_) => Self::Unsupported {
                format: "this uncommon kind of picture",
            },
            ImageError::Limits(limit) if matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) => Self::Damaged,
            _ if ends_early(&error) => Self::Truncated,
            _ => Self::Damaged,
        }
    }
}

/// Whether the decoder wanted to read past the end.
fn ends_early(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::UnexpectedEof
        {
            return true;
        }
        cause = error.source();
    }
    false
}
