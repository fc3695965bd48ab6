//! What can go wrong with a media host, in words for people.

use std::time::Duration;

use crate::problem::{Problem, ProblemCode};

/// Why a file could not be put, read or removed. Holds no address: a signed one is a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostProblem {
    /// No answer came: the name is unknown, the connection or TLS failed, or it took too long. A file that was on its way
    /// may have arrived.
    #[error("the media host cannot be reached")]
    NotReachable,
    /// The host refused, with its HTTP status and the code it gave, such as `NoSuchBucket`.
    #[error("the media host refused: {status} {code:?}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// `<Code>` of an S3 error; letters and digits only.
        code: Option<String>,
    },
    /// The host refused, and the clock of this computer is off: signatures are good for minutes.
    #[error("the clock differs from the media host's by {by:?}")]
    ClockOff {
        /// How much the clocks differ.
        by: Duration,
    },
    /// The file lies there, but its address answers with another status than 200; redirects too.
    #[error("the address of the file answers {status}")]
    NotServed {
        /// HTTP status.
        status: u16,
    },
    /// The address answers, but not with an `image/jpeg`.
    #[error("the address of the file gives {content_type:?}")]
    ServesOther {
        /// The type it gives instead, without parameters; `None` when it names none.
        content_type: Option<String>,
    },
    /// The address gives a JPEG, but not the one that was put there.
    #[error("the address gives another file")]
    OtherFile,
    /// Something that cannot be used as it is; nothing was sent.
    #[error("not usable: {0:?}")]
    Unsupported(Unsupported),
}

/// What about a host or a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// The endpoint is no web address, or carries a user name, a query or a fragment.
    Endpoint,
    /// An address begins with `http://` and leads off this machine.
    NotHttps,
    /// An address that exists only on this machine or in this network.
    NotPublic,
    /// The name of the bucket is empty or holds unusual characters.
    BucketName,
    /// The name of the bucket cannot be part of a host name, so it needs path style.
    NeedsPathStyle,
    /// The endpoint holds the name of the bucket already.
    BucketInEndpoint,
    /// The region is empty or holds unusual characters.
    Region,
    /// The access key id is empty or holds unusual characters.
    AccessKeyId,
    /// The secret access key is empty.
    Secret,
    /// The public address is no web address, or carries a user name, a query or a fragment.
    PublicBase,
    /// The folder is no plain path.
    Prefix,
    /// The key of a file is no plain name.
    Key,
    /// No HTTPS client can be made on this machine.
    NoClient,
}

impl HostProblem {
    /// One plain sentence: what happened.
    pub fn sentence(&self) -> &'static str {
        match self {
            Self::NotReachable => "The media host cannot be reached.",
            Self::Refused { .. } => self.refusal().0,
            Self::ClockOff { .. } => "The media host refused the file because the clock of this computer is off.",
            Self::NotServed { status: 300..=399 } => "The address of the file leads on to another address.",
            Self::NotServed { status: 401 | 403 } => "The media host keeps the file to itself.",
            Self::NotServed { status: 404 | 410 } => "The public address does not lead to the file.",
            Self::NotServed { .. } => "The media host does not hand the file out.",
            Self::ServesOther {
                content_type: Some(kind),
            } if kind == "text/html" => "The media host gives a web page instead of the picture.",
            Self::ServesOther { .. } => "The media host does not call the picture a JPEG.",
            Self::OtherFile => "The media host hands out another file than the one it was given.",
            Self::Unsupported(what) => what.sentence(),
        }
    }

    /// What to do next.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::NotReachable => "Check the internet connection and the endpoint of the media host, then try again.",
            Self::Refused { .. } => self.refusal().1,
            Self::ClockOff { .. } => "Let the operating system set date and time by itself, then try again.",
            Self::NotServed { status: 300..=399 } => {
                "Instagram follows no redirects. Enter the address that it leads to."
            }
            Self::NotServed { status: 401 | 403 } => {
                "Allow everybody to read the files of the bucket, or leave the public address empty so that Postroom \
                 signs the links."
            }
            Self::NotServed { status: 404 | 410 } => "Check that the public address belongs to this bucket and folder.",
            Self::NotServed { .. } => "Try again in a few minutes; if it stays, ask whoever runs the media host.",
            Self::ServesOther { .. } => {
                "Enter an address that gives the file itself, not a page around it, and keep its type as image/jpeg."
            }
            Self::OtherFile => "Switch off everything that changes pictures between the bucket and its public address.",
            Self::Unsupported(what) => what.fix(),
        }
    }

    /// Whether the same may succeed later without anybody changing anything.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::NotReachable => true,
            Self::Refused { status, code } => {
                (*status >= 500 && *status != 507)
                    || matches!(status, 408 | 429)
                    || matches!(
                        code.as_deref(),
                        Some(
                            "SlowDown" | "RequestTimeout" | "InternalError" | "ServiceUnavailable" | "OperationAborted"
                        )
                    )
            }
            Self::NotServed { status } => *status >= 500 || matches!(status, 408 | 429),
            Self::ClockOff { .. } | Self::ServesOther { .. } | Self::OtherFile | Self::Unsupported(_) => false,
        }
    }

    /// Sentence and next step of a refusal. S3-compatible hosts share the codes of
    /// docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; where none came, the status decides.
    fn refusal(&self) -> (&'static str, &'static str) {
        const KEYS: &str = "Copy access key id and secret access key again from the media host.";
        const RIGHTS: &str = "Allow this access key to put, read and delete objects of the bucket.";
        const PLACE: &str = "Check the name of the bucket, the endpoint and the region.";
        let Self::Refused { status, code } = self else {
            return ("The media host refused.", PLACE);
        };
        match (code.as_deref(), status) {
            (Some("SignatureDoesNotMatch"), _) => ("The secret access key does not belong to the access key id.", KEYS),
            (Some("InvalidAccessKeyId" | "NotSignedUp" | "InvalidToken" | "ExpiredToken"), _) => {
                ("The media host does not know this access key.", KEYS)
            }
            (Some("RequestTimeTooSkewed"), _) => (
                "The clock of this computer differs from the media host's.",
                "Let the operating system set date and time by itself, then try again.",
            ),
            (Some("NoSuchBucket" | "InvalidBucketName"), _) => ("The media host has no bucket of this name.", PLACE),
            (
                Some(
                    "PermanentRedirect"
                    | "TemporaryRedirect"
                    | "AuthorizationHeaderMalformed"
                    | "AuthorizationQueryParametersError"
                    | "IllegalLocationConstraintException"
                    | "InvalidRegionName",
                ),
                _,
            )
            | (None, 300..=399) => (
                "The bucket does not lie in this region or at this endpoint.",
                "Enter the region of the bucket and the endpoint that belongs to it.",
            ),
            (Some("QuotaExceeded" | "StorageFull" | "XMinioStorageFull"), _) | (None, 507) => (
                "The media host has no space left.",
                "Remove files from the bucket or raise its limit.",
            ),
            (Some("EntityTooLarge"), _) | (None, 413) => (
                "The media host does not take files of this size.",
                "Raise the size limit of the media host to 8 MB.",
            ),
            (Some("SlowDown" | "ServiceUnavailable" | "InternalError"), _) | (_, 429 | 500..=599) => (
                "The media host has too much to do at the moment.",
                "Try again in a few minutes.",
            ),
            (Some("AccessDenied" | "AllAccessDisabled" | "AccountProblem"), _) | (None, 401 | 403) => {
                ("The media host does not allow this with these keys.", RIGHTS)
            }
            (None, 404 | 405) => ("There is no bucket at this address.", PLACE),
            _ => ("The media host refused the request.", PLACE),
        }
    }

    /// Codes for the details line.
    fn detail(&self) -> Option<String> {
        match self {
            Self::Refused { status, code } => Some(match code {
                Some(code) => format!("{status} {code}"),
                None => status.to_string(),
            }),
            Self::ClockOff { by } => Some(format!("{} min", by.as_secs() / 60)),
            Self::NotServed { status } => Some(status.to_string()),
            Self::ServesOther { content_type } => content_type.clone(),
            Self::NotReachable | Self::OtherFile | Self::Unsupported(_) => None,
        }
    }
}

impl Unsupported {
    fn sentence(self) -> &'static str {
        match self {
            Self::Endpoint => "The endpoint is not an address that Postroom can use.",
            Self::NotHttps => "An address of the media host begins with http instead of https.",
            Self::NotPublic => "The media host lies in a network that Instagram cannot reach.",
            Self::BucketName => "The name of the bucket holds characters that no bucket has, or is empty.",
            Self::NeedsPathStyle => "The name of the bucket cannot stand in front of the endpoint.",
            Self::BucketInEndpoint => "The endpoint holds the name of the bucket already.",
            Self::Region => "The region is missing or holds unusual characters.",
            Self::AccessKeyId => "The access key id is missing or holds unusual characters.",
            Self::Secret => "The secret access key is missing.",
            Self::PublicBase => "The public address is not an address that Postroom can use.",
            Self::Prefix => "The folder is not a plain path.",
            Self::Key => "The name of the file is not a plain name.",
            Self::NoClient => "The network of this computer cannot be used by Postroom.",
        }
    }

    fn fix(self) -> &'static str {
        match self {
            Self::Endpoint => "Enter it as https://s3.example.com, without user name and question mark.",
            Self::NotHttps => "Enter an address that begins with https.",
            Self::NotPublic => "Use a bucket on the public internet.",
            Self::BucketName => "Copy the name of the bucket from the media host.",
            Self::NeedsPathStyle => "Switch on path style.",
            Self::BucketInEndpoint => "Remove the name of the bucket from the endpoint.",
            Self::Region => "Enter the region of the bucket, such as eu-central-1; auto where the host has none.",
            Self::AccessKeyId => "Copy the access key id from the media host.",
            Self::Secret => "Copy the secret access key from the media host.",
            Self::PublicBase => "Enter it as https://pictures.example.com, or leave it empty.",
            Self::Prefix => "Use letters, digits, hyphens and slashes, such as postroom/live.",
            Self::Key => "Add the picture to the post again.",
            Self::NoClient => "Restart Postroom.",
        }
    }
}

impl From<HostProblem> for Problem {
    fn from(problem: HostProblem) -> Self {
        let code = match &problem {
            HostProblem::NotReachable => ProblemCode::Offline,
            HostProblem::Unsupported(Unsupported::NoClient) => ProblemCode::Internal,
            HostProblem::Unsupported(_) => ProblemCode::Precondition,
            HostProblem::Refused { .. }
            | HostProblem::ClockOff { .. }
            | HostProblem::NotServed { .. }
            | HostProblem::ServesOther { .. }
            | HostProblem::OtherFile => ProblemCode::Refused,
        };
        Self {
            detail: problem.detail(),
            ..Self::new(code, problem.sentence(), problem.fix())
        }
    }
}
