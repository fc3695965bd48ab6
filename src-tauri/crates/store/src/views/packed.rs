//! Rows of a window as one text.
//!
//! A statement hands its rows over one by one, each with a copy of every column, which costs more than finding them. So
//! the rows of a window come as one array of arrays, made by SQLite and read here: what every item has, and last its face.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::rows::{ItemFace, ItemRow};
use crate::values::instant_opt;
use crate::{ActionKind, Delivery, Member, StoreError};

/// A row, in the order of the statements of [`super::rows`], [`super::message_rows`] and [`super::tagged_rows`]. SQLite's
/// truth is 0 or 1.
#[derive(Deserialize)]
struct PackedRow<F> {
    id: u32,
    account: String,
    open: i64,
    unread: u8,
    done: u8,
    snoozed_until: Option<i64>,
    muted: u8,
    flagged: u8,
    /// As hexadecimal digits.
    member_uid: Option<String>,
    member_name: Option<String>,
    member_colour: Option<i64>,
    member_here: Option<u8>,
    noted: u8,
    action_kind: Option<i64>,
    action_delivery: Option<i64>,
    face: F,
}

/// Reads packed rows, each with what `face` makes of its last part.
///
/// # Errors
/// [`StoreError::Unreadable`] when a row says what the program does not know.
pub(super) fn unpacked<F: DeserializeOwned>(
    packed: &str,
    face: impl Fn(F) -> Result<ItemFace, StoreError>,
) -> Result<Vec<ItemRow>, StoreError> {
    let rows: Vec<PackedRow<F>> = serde_json::from_str(packed).map_err(|_| StoreError::Unreadable { what: "items" })?;
    rows.into_iter()
        .map(|row| {
            Ok(ItemRow {
                row: row.id,
                assignee: member(&row)?,
                account: row.account.into(),
                open: u32::try_from(row.open).unwrap_or(0),
                unread: row.unread != 0,
                done: row.done != 0,
                snoozed_until: instant_opt(row.snoozed_until, "items.snoozed_until")?,
                muted: row.muted != 0,
                flagged: row.flagged != 0,
                labels: Vec::new(),
                noted: row.noted != 0,
                action: match (row.action_kind, row.action_delivery) {
                    (Some(kind), Some(delivery)) => {
                        Some((ActionKind::from_code(kind)?, Delivery::from_code(delivery)?))
                    }
                    _ => None,
                },
                face: face(row.face)?,
            })
        })
        .collect()
}

/// The member an item is assigned to, where all of one was read.
fn member<F>(row: &PackedRow<F>) -> Result<Option<Member>, StoreError> {
    let (Some(uid), Some(name), Some(colour), Some(here)) =
        (&row.member_uid, &row.member_name, row.member_colour, row.member_here)
    else {
        return Ok(None);
    };
    Ok(Some(Member {
        uid: Uuid::try_parse(uid).map_err(|_| StoreError::Unreadable { what: "members.uid" })?,
        name: name.clone(),
        colour,
        here: here != 0,
    }))
}
