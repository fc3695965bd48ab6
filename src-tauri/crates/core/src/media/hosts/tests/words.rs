//! Every problem has a sentence and a next step in plain words.

use std::time::Duration;

use crate::media::hosts::{HostProblem, Unsupported};
use crate::problem::Problem;

fn every_problem() -> Vec<HostProblem> {
    let mut problems = vec![
        HostProblem::NotReachable,
        HostProblem::ClockOff {
            by: Duration::from_secs(3 * 60 * 60),
        },
        HostProblem::OtherFile,
        HostProblem::ServesOther { content_type: None },
    ];
    for status in [204, 302, 403, 404, 500] {
        problems.push(HostProblem::NotServed { status });
    }
    for kind in ["text/html", "image/png"] {
        problems.push(HostProblem::ServesOther {
            content_type: Some(kind.to_owned()),
        });
    }
    for (status, code) in [
        (403, Some("SignatureDoesNotMatch")),
        (403, Some("InvalidAccessKeyId")),
        (403, Some("AccessDenied")),
        (403, Some("RequestTimeTooSkewed")),
        (404, Some("NoSuchBucket")),
        (301, Some("PermanentRedirect")),
        (400, Some("AuthorizationHeaderMalformed")),
        (503, Some("SlowDown")),
        (400, Some("EntityTooLarge")),
        (418, Some("Teapot")),
        (301, None),
        (403, None),
        (404, None),
        (413, None),
        (500, None),
        (507, None),
        (418, None),
    ] {
        problems.push(HostProblem::Refused {
            status,
            code: code.map(str::to_owned),
        });
    }
    for what in [
        Unsupported::Endpoint,
        Unsupported::NotHttps,
        Unsupported::NotPublic,
        Unsupported::BucketName,
        Unsupported::NeedsPathStyle,
        Unsupported::BucketInEndpoint,
        Unsupported::Region,
        Unsupported::AccessKeyId,
        Unsupported::Secret,
        Unsupported::PublicBase,
        Unsupported::Prefix,
        Unsupported::Key,
        Unsupported::NoClient,
    ] {
        problems.push(HostProblem::Unsupported(what));
    }
    problems
}

#[test]
fn every_problem_is_said_in_a_sentence_with_a_next_step() {
    let lines: Vec<String> = every_problem()
        .into_iter()
        .map(|problem| {
            for words in [problem.sentence(), problem.fix()] {
                assert!(
                    words.ends_with('.') && words.starts_with(char::is_uppercase),
                    "{words:?}"
                );
                assert!(!words.contains('!') && words.len() <= 200, "{words:?}");
            }
            let temporary = if problem.is_temporary() { " (temporary)" } else { "" };
            let said = Problem::from(problem);
            format!(
                "{:?} {}{temporary}: {} → {}",
                said.code,
                said.detail.unwrap_or_default(),
                said.message,
                said.fix.unwrap_or_default()
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
