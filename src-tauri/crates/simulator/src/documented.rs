//! Every refusal by its code and subcode: what a fault orders by number is told as the simulator tells it by itself, with
//! the same status, text and words for people.

use crate::answer::Refusal;
use crate::graph;

/// The refusal the platform documents for a code and subcode. One that is not known has its code's status.
pub(crate) fn documented(code: i64, subcode: Option<i64>) -> Refusal {
    let known = own().into_iter().chain(others());
    let alike: Vec<Refusal> = known.filter(|refusal| refusal.code == code).collect();
    if let Some(same) = alike.iter().find(|refusal| refusal.subcode == subcode) {
        return same.clone();
    }
    let message = format!("(#{code}) Refused by a fault of the simulator");
    Refusal {
        subcode,
        transient: matches!(code, 1 | 2),
        ..Refusal::new(status(code), code, message)
    }
}

/// The status of a code without regard to its subcode.
fn status(code: i64) -> u16 {
    match code {
        1 | 2 => 500,
        4 | 10 | 200..=299 | 368 => 403,
        803 => 404,
        _ => 400,
    }
}

/// What the simulator refuses with by itself.
fn own() -> Vec<Refusal> {
    let general = vec![
        Refusal::permission(),
        Refusal::expired(),
        Refusal::unknown_object("GET", "0"),
        Refusal::new(400, 190, "Invalid OAuth access token - Cannot parse access token"),
        Refusal::new(404, 803, "(#803) Some of the aliases you requested do not exist"),
        Refusal::new(500, 2500, "Unknown path components"),
    ];
    let throttles = [4, 17, 32, 613, 80001, 80002, 80006].map(Refusal::throttled);
    [general, throttles.into(), graph::refusals()].concat()
}

/// What only happens when a fault orders it (sheet on limits, §7.2 and §7.4; list of quirks, 5).
fn others() -> Vec<Refusal> {
    let told = |status, code, subcode: Option<i64>, message: &str, title: &str, text: &str| Refusal {
        subcode,
        transient: matches!(code, 1 | 2),
        for_people: (!title.is_empty()).then(|| (title.to_owned(), text.to_owned())),
        ..Refusal::new(status, code, message)
    };
    let blocked = "We restrict certain activity to protect our community. Tell us if you think we made a mistake.";
    vec![
        told(500, 1, None, "An unknown error has occurred.", "", ""),
        told(
            500,
            2,
            None,
            "An unexpected error has occurred. Please retry your request later.",
            "",
            "",
        ),
        told(
            403,
            4,
            Some(2_207_051),
            "Application request limit reached",
            "Action is blocked",
            blocked,
        ),
        told(
            403,
            25,
            Some(2_207_050),
            "The user is not an Instagram user",
            "Instagram account is restricted",
            "The Instagram account is restricted. Open Instagram to see why.",
        ),
        told(
            403,
            368,
            None,
            "The action attempted has been deemed abusive",
            "Action is blocked",
            blocked,
        ),
        told(
            400,
            190,
            Some(460),
            "Error validating access token: The session has been invalidated because the user changed their password.",
            "",
            "",
        ),
        told(
            400,
            190,
            Some(458),
            "Error validating access token: The user has not authorized application.",
            "",
            "",
        ),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn codes_have_their_own_status_words_and_title() {
        assert_eq!(documented(10, None), Refusal::permission());
        assert_eq!(documented(100, Some(33)), Refusal::unknown_object("GET", "0"));
        let spam = documented(4, Some(2_207_051));
        assert_eq!((spam.status, spam.transient), (403, false));
        assert!(spam.for_people.is_some());
        let (title, _) = documented(9007, Some(2_207_027)).for_people.unwrap();
        assert_eq!(title, "The media is not ready");
        assert_eq!(documented(10, Some(2_534_022)).status, 403);
        let down = documented(2, None);
        assert_eq!((down.status, down.transient), (500, true));
        assert_eq!(
            (documented(803, None).status, documented(190, Some(7)).status),
            (404, 400)
        );
        assert_eq!(documented(77, Some(5)).subcode, Some(5));
    }

    #[test]
    fn no_pair_is_told_in_two_ways_by_the_simulator_and_by_a_fault() {
        for refusal in others() {
            let twice = own()
                .into_iter()
                .any(|it| (it.code, it.subcode) == (refusal.code, refusal.subcode));
            assert!(!twice, "{refusal:?}");
        }
    }
}
