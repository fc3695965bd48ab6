//! Every code of the catalogue, said by the platform: the client tells it apart on a read and on a write, and says what to
//! do as the catalogue does.

use std::mem::discriminant;

use instagram::catalogue::{self, NO_CODE, Row};
use instagram::{ApiError, ListComments, Recovery, ReplyToComment};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use crate::office::{Office, in_both};

/// A code that no row has, for subcodes that mean the same under every code.
const ANY_CODE: i64 = 987_654;

/// The codes a row is about: both ends of a range.
fn codes(row: &Row) -> Vec<i64> {
    match row.code {
        NO_CODE => vec![ANY_CODE],
        code if code == row.last => vec![code],
        code => vec![code, row.last],
    }
}

fn check<T: std::fmt::Debug>(row: &Row, code: i64, outcome: Result<T, ApiError>) {
    let error = outcome.expect_err(row.meaning);
    let (found, wanted) = (error.recovery(), row.recovery);
    // How long to wait is the server's to say; that there is a wait is the row's.
    assert_eq!(
        discriminant(&found),
        discriminant(&wanted),
        "{code} {:?}: {error:?}",
        row.subcode
    );
    // A doubt may have lost its code: under some statuses it is one whatever the code is.
    if wanted != Recovery::InDoubt {
        assert_eq!(error.code_pair(), (Some(code), row.subcode));
        assert_eq!(error.sentence(), row.sentence, "{code} {:?}", row.subcode);
    }
}

fn said(endpoint: Endpoint, code: i64, subcode: Option<i64>, status: u16) -> Fault {
    let kind = FaultKind::Error {
        code,
        subcode,
        status: Some(status),
        message: Some("(#1) O texto vem na língua da conta".to_owned()),
    };
    Fault::always(endpoint, kind)
}

#[tokio::test]
async fn every_code_is_told_apart_under_every_status() {
    in_both(async |office: Office| {
        let (media, comment) = (office.post(), office.comment());
        let list = ListComments {
            limit: 5,
            after: None,
            ..ListComments::new(&media)
        };
        let reply = ReplyToComment {
            comment: &comment,
            message: "Thank you",
        };
        for (index, row) in catalogue::rows().enumerate() {
            let status = [200, 400, 403, 500][index % 4];
            for code in codes(row) {
                office.simulator.faults().clear();
                office.fault(said(Endpoint::Any, code, row.subcode, status));
                check(row, code, office.call(&list).await);
                check(row, code, office.call(&reply).await);
            }
        }
        assert_eq!(office.effects(EffectKind::Reply), [], "a refusal does nothing");
    })
    .await;
}
