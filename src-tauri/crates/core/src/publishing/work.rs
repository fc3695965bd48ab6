//! Doing one step of the ladder. Every outcome is an [`Input`].

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use instagram::budget::Class;
use instagram::{
    ApiError, CarouselOptions, ContainerId, ContainerStatus, CreateCarouselContainer, CreateImageContainer,
    CreateImageSlide, GetContainer, GetMedia, ImageOptions, ImageSlideOptions, ListMedia, MediaId, PublishContainer,
    Recovery, catalogue,
};
use store::StoreError;
use store::posts::{self, SlideRow, StepKind, StepRow};

use super::ladder::Reading;
use super::ladder::{Failure, Input, Ladder, Processing};
use super::read_back::{NEWEST, Sight, find};
use super::reason::Reason;
use crate::context::Context;
use crate::gateway::CallError;
use crate::media::hosts::{HostProblem, MediaHost, new_key};
use crate::media::imaging::{self, ImageProblem};

/// Pause when the platform asks for one without saying how long.
const USUAL_PAUSE: Duration = Duration::from_secs(5 * 60);

/// What a step found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What the platform calls the result.
    pub(super) remote_id: Option<String>,
    /// The live post and its address.
    pub(super) live: Option<(MediaId, String)>,
}

/// Why a step did not succeed, with the platform's code and subcode, or the host's status.
#[derive(Debug)]
pub(super) struct Stumble {
    pub(super) failure: Failure,
    pub(super) codes: (Option<i64>, Option<i64>),
}

/// What came of a step.
pub(super) type Outcome = Result<Found, Stumble>;

impl Found {
    fn named(remote_id: impl ToString) -> Self {
        Self {
            remote_id: Some(remote_id.to_string()),
            live: None,
        }
    }
}

impl Stumble {
    fn plain(failure: Failure) -> Self {
        Self {
            failure,
            codes: (None, None),
        }
    }

    fn last(reason: Reason) -> Self {
        Self::plain(Failure::Final(reason))
    }
}

/// The claim of a step with what it has to carry; or, before a publish call is made again, what made it needless.
///
/// # Errors
/// When the newest posts of the account cannot be read; nothing is claimed then.
pub(super) async fn claim_for(context: &Context, ladder: &Ladder, step: &StepRow) -> Result<Input, CallError> {
    if step.kind == StepKind::Publish
        && ladder.publish_was_called()
        && let Sight::Seen(media) = find(context, ladder).await?
    {
        return Ok(Input::Read(Reading::Live(Some(media.id))));
    }
    let key = (step.kind == StepKind::Upload).then(|| new_key(&mut rand::rng()));
    let baseline = match step.kind {
        StepKind::Publish => Some(newest(context, ladder).await?),
        _ => None,
    };
    Ok(Input::Claim {
        step: step.id,
        key,
        baseline,
    })
}

async fn newest(context: &Context, ladder: &Ladder) -> Result<Vec<MediaId>, CallError> {
    let request = ListMedia {
        limit: NEWEST,
        ..ListMedia::new(&ladder.post.account)
    };
    let page = context
        .gateway
        .call(&ladder.post.account, Class::User, &request)
        .await?
        .value;
    Ok(page.items.into_iter().map(|media| media.id).collect())
}

/// Does the step, which is written down as running.
///
/// # Errors
/// When the database refuses; what went wrong outside is an [`Outcome`].
pub(super) async fn work(
    context: &Context,
    ladder: &Ladder,
    step: &StepRow,
    host: Option<&dyn MediaHost>,
) -> Result<Outcome, StoreError> {
    let slides = posts::slides(&context.store, ladder.post.id).await?;
    let slide = step.slide.and_then(|id| slides.iter().find(|slide| slide.id == id));
    Ok(match (step.kind, slide) {
        (StepKind::Prepare, Some(slide)) => prepare(context, ladder, slide).await,
        (StepKind::Upload, Some(slide)) => upload(context, ladder, (step, slide), host).await,
        (StepKind::Container, Some(slide)) => container(context, ladder, slide, slides.len()).await,
        (StepKind::ParentContainer, None) => parent(context, ladder, &slides).await,
        (StepKind::Publish, None) => publish(context, ladder).await,
        (StepKind::Link, None) => link(context, ladder).await,
        // A step without its slide has lost its picture; a processing step is polled, never done.
        _ => Err(Stumble::last(Reason::FileGone)),
    })
}

/// The file of a slide as it goes to the host.
fn prepared_file(context: &Context, ladder: &Ladder, slide: &SlideRow) -> PathBuf {
    let step = ladder
        .steps
        .iter()
        .find(|step| step.kind == StepKind::Prepare && step.slide == Some(slide.id));
    context.files.prepared(slide.uid, step.map_or(0, |step| step.id))
}

async fn prepare(context: &Context, ladder: &Ladder, slide: &SlideRow) -> Outcome {
    let original = tokio::fs::read(context.files.original(slide.uid))
        .await
        .map_err(|_| Stumble::last(Reason::FileGone))?;
    let frame = super::frame_of(ladder.post.ratio, slide);
    let _turn = context.imaging.acquire().await;
    let converted = tokio::task::spawn_blocking(move || imaging::convert(&original, &frame)).await;
    let prepared =
        converted
            .map_err(|_| Stumble::last(Reason::PictureUnusable))?
            .map_err(|problem: ImageProblem| {
                tracing::info!(%problem, "A picture could not be converted");
                Stumble::last(Reason::PictureUnusable)
            })?;
    let path = prepared_file(context, ladder, slide);
    context.files.write(&path, &prepared.jpeg).await.map_err(|error| {
        tracing::error!(%error, "A prepared picture could not be kept");
        Stumble::plain(Failure::Again(Reason::DiskRefuses))
    })?;
    Ok(Found::default())
}

async fn upload(
    context: &Context,
    ladder: &Ladder,
    (step, slide): (&StepRow, &SlideRow),
    host: Option<&dyn MediaHost>,
) -> Outcome {
    let path = prepared_file(context, ladder, slide);
    if !tokio::fs::try_exists(&path).await.unwrap_or(false) {
        prepare(context, ladder, slide).await?;
    }
    let jpeg = tokio::fs::read(&path)
        .await
        .map_err(|_| Stumble::last(Reason::FileGone))?;
    let host = host.ok_or_else(|| Stumble::last(Reason::HostMissing))?;
    let key = step
        .remote_id
        .clone()
        .ok_or_else(|| Stumble::last(Reason::HostMissing))?;
    let bytes = Bytes::from(jpeg);
    host.put(&key, bytes.clone()).await.map_err(host_failure)?;
    // Noticed here it names the file; Instagram would only say that it could not fetch something.
    context
        .visitor
        .serves(host, &key, bytes.len())
        .await
        .map_err(host_failure)?;
    Ok(Found::default())
}

async fn host(context: &Context) -> Result<Arc<dyn MediaHost>, Stumble> {
    match context.host.current().await {
        Ok(Some(host)) => Ok(host),
        Ok(None) => Err(Stumble::last(Reason::HostMissing)),
        Err(problem) => {
            tracing::info!(code = ?problem.code, "The media host cannot be used now");
            Err(Stumble::plain(Failure::NotSent))
        }
    }
}

fn host_failure(problem: HostProblem) -> Stumble {
    tracing::info!(%problem, "The media host did not do its part");
    let failure = match &problem {
        HostProblem::NotReachable => Failure::NotSent,
        problem if problem.is_temporary() => Failure::Again(Reason::HostBusy),
        HostProblem::Refused { .. } | HostProblem::NotServed { .. } => Failure::Final(Reason::HostRefused),
        HostProblem::ServesOther { .. } | HostProblem::OtherFile => Failure::Final(Reason::HostServesOther),
        HostProblem::ClockOff { .. } | HostProblem::Unsupported(_) => Failure::Final(Reason::HostUnusable),
    };
    let status = match &problem {
        HostProblem::Refused { status, .. } | HostProblem::NotServed { status } => Some(i64::from(*status)),
        _ => None,
    };
    Stumble {
        failure,
        codes: (status, None),
    }
}

async fn container(context: &Context, ladder: &Ladder, slide: &SlideRow, slides: usize) -> Outcome {
    let upload = ladder
        .steps
        .iter()
        .find(|step| step.kind == StepKind::Upload && step.slide == Some(slide.id));
    let key = upload
        .and_then(|step| step.remote_id.as_deref())
        .ok_or_else(|| Stumble::last(Reason::HostMissing))?;
    let image_url = host(context).await?.url(key).await.map_err(host_failure)?;
    let (account, gateway) = (&ladder.post.account, &context.gateway);
    let alt_text = Some(slide.alt_text.trim());
    let made = if slides > 1 {
        let options = ImageSlideOptions {
            alt_text,
            ..ImageSlideOptions::default()
        };
        let container = CreateImageSlide {
            account,
            image_url: &image_url,
            options,
        };
        gateway.call(account, Class::User, &container).await
    } else {
        let options = ImageOptions {
            caption: Some(ladder.post.caption.as_str()),
            alt_text,
            ..ImageOptions::default()
        };
        let container = CreateImageContainer {
            account,
            image_url: &image_url,
            options,
        };
        gateway.call(account, Class::User, &container).await
    };
    Ok(Found::named(made.map_err(call_failure)?.value))
}

async fn parent(context: &Context, ladder: &Ladder, slides: &[SlideRow]) -> Outcome {
    let container_of = |slide: &SlideRow| {
        ladder
            .steps
            .iter()
            .find(|step| step.kind == StepKind::Container && step.slide == Some(slide.id))
            .and_then(|step| step.remote_id.as_deref())
            .map(ContainerId::from)
    };
    let children: Option<Vec<ContainerId>> = slides.iter().map(container_of).collect();
    let children = children.ok_or_else(|| Stumble::last(Reason::ContainerLost))?;
    let made = context
        .gateway
        .call(
            &ladder.post.account,
            Class::User,
            &CreateCarouselContainer {
                account: &ladder.post.account,
                children: &children,
                options: CarouselOptions {
                    caption: Some(ladder.post.caption.as_str()),
                    ..CarouselOptions::default()
                },
            },
        )
        .await
        .map_err(call_failure)?;
    Ok(Found::named(made.value))
}

async fn publish(context: &Context, ladder: &Ladder) -> Outcome {
    let id = ladder
        .container_step()
        .and_then(|step| step.remote_id.as_deref())
        .ok_or_else(|| Stumble::last(Reason::ContainerLost))?;
    let container = ContainerId::from(id);
    let request = PublishContainer {
        account: &ladder.post.account,
        container: &container,
    };
    match context.gateway.call(&ladder.post.account, Class::User, &request).await {
        Ok(answer) => Ok(Found::named(answer.value)),
        Err(error) => Err(publish_failure(&error)),
    }
}

/// The publish call: what is not certainly a refusal is a doubt.
fn publish_failure(error: &CallError) -> Stumble {
    let codes = error.api().map_or((None, None), ApiError::code_pair);
    let failure = match error {
        CallError::Api(api) if api.is_not_ready() => Failure::NotReady,
        CallError::Api(api) if api.is_spam_block() => Failure::Blocked,
        // The container is unknown, perhaps because it has been published: that wants a look.
        CallError::Api(ApiError::Refused(refusal)) if is_lost_container(refusal.code, refusal.subcode) => {
            Failure::Unclear
        }
        _ => failure_of(error),
    };
    Stumble { failure, codes }
}

/// 24/2207006, 24/2207008, −2/2207020, and "no such object" (API sheet §6.8).
fn is_lost_container(code: i64, subcode: Option<i64>) -> bool {
    matches!(
        (code, subcode),
        (24, Some(2_207_006 | 2_207_008)) | (-2, Some(2_207_020)) | (100, Some(33))
    )
}

fn call_failure(error: CallError) -> Stumble {
    Stumble {
        failure: failure_of(&error),
        codes: error.api().map_or((None, None), ApiError::code_pair),
    }
}

fn failure_of(error: &CallError) -> Failure {
    match error {
        CallError::Api(ApiError::NotSent { .. }) => Failure::NotSent,
        CallError::Api(api) => match api.recovery() {
            Recovery::RetrySoon | Recovery::InDoubt => Failure::Unclear,
            Recovery::RetryAfter(pause) => Failure::Throttled(pause.unwrap_or(USUAL_PAUSE)),
            Recovery::Reconnect => Failure::LoginLost,
            Recovery::MissingScope | Recovery::WindowClosed | Recovery::AccountPaused | Recovery::Never => {
                Failure::Final(Reason::Refused)
            }
        },
        CallError::Held(held) => Failure::Throttled(held.wait),
        CallError::Vault(_) | CallError::NoLogin | CallError::ForeignHosts | CallError::Store(_) => Failure::NotSent,
    }
}

/// Asks how far the container of a processing step is.
pub(super) async fn poll(context: &Context, ladder: &Ladder, step: &StepRow) -> Option<Input> {
    let made_by = match step.kind {
        StepKind::ParentProcessing => StepKind::ParentContainer,
        _ => StepKind::Container,
    };
    let id = ladder
        .steps
        .iter()
        .find(|other| other.kind == made_by && other.slide == step.slide)
        .and_then(|other| other.remote_id.as_deref())?;
    let container = ContainerId::from(id);
    let request = GetContainer { container: &container };
    let (seen, codes) = match context.gateway.call(&ladder.post.account, Class::User, &request).await {
        Ok(answer) => {
            let subcode = answer.value.error_subcode;
            let code = subcode.and_then(catalogue::find_subcode).map(|row| row.code);
            let seen = match answer.value.status {
                ContainerStatus::Finished | ContainerStatus::Published => Processing::Finished,
                ContainerStatus::InProgress | ContainerStatus::Unknown => Processing::InProgress,
                ContainerStatus::Expired => Processing::Expired,
                ContainerStatus::Error => Processing::Broken {
                    passing: is_passing(subcode),
                },
            };
            (seen, (code, subcode))
        }
        Err(error) => {
            tracing::info!(post = ladder.post.id, reason = %error, "A container could not be asked");
            (Processing::Unread, (None, None))
        }
    };
    Some(Input::Polled {
        step: step.id,
        container: id.to_owned(),
        seen,
        codes,
    })
}

/// Whether another container of the same picture may work. Fetching fails for a moment now and then although the platform
/// says that it would not (quirk 6); an unknown failure is tried again too.
fn is_passing(subcode: Option<i64>) -> bool {
    match subcode {
        Some(2_207_052) | None => true,
        Some(subcode) => match catalogue::find_subcode(subcode) {
            Some(row) => matches!(row.recovery, Recovery::RetrySoon | Recovery::InDoubt),
            None => false,
        },
    }
}

async fn link(context: &Context, ladder: &Ladder) -> Outcome {
    let unclear = || Stumble::plain(Failure::Unclear);
    let media = match &ladder.post.media {
        Some(media) => {
            let seen = context
                .gateway
                .call(&ladder.post.account, Class::User, &GetMedia::new(media))
                .await
                .map_err(call_failure)?;
            seen.value
        }
        None => match find(context, ladder).await.map_err(call_failure)? {
            Sight::Seen(media) => *media,
            Sight::NotThere | Sight::Unclear => return Err(unclear()),
        },
    };
    let permalink = media.permalink.ok_or_else(unclear)?;
    Ok(Found {
        remote_id: None,
        live: Some((media.id, permalink.to_string())),
    })
}
