//! How values lie in columns: instants as milliseconds, UUIDs as 16 bytes, closed sets as small integers.

use jiff::Timestamp;
use uuid::{NoContext, Uuid};

use crate::StoreError;

/// Reads an instant column.
pub(crate) fn instant(millis: i64, what: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis).map_err(|_| StoreError::Unreadable { what })
}

/// Reads an instant column that may be NULL.
pub(crate) fn instant_opt(millis: Option<i64>, what: &'static str) -> Result<Option<Timestamp>, StoreError> {
    millis.map(|millis| instant(millis, what)).transpose()
}

/// Writes an instant column that may be NULL.
pub(crate) fn millis_opt(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_millisecond)
}

/// Reads a UUID column.
pub(crate) fn uuid(bytes: &[u8], what: &'static str) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::Unreadable { what })
}

/// A version 7 UUID whose time part is `at`, so that ids sort like the instants they were made at, whatever the
/// machine's clock says.
pub(crate) fn uuid_at(at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, millis / 1000, nanos))
}

/// A handle or name as the platform told it; an empty one names nobody.
pub(crate) fn told_name(name: Option<&str>) -> Option<&str> {
    name.map(str::trim).filter(|name| !name.is_empty())
}

/// A count of the platform as SQLite keeps it.
pub(crate) fn count(value: Option<u64>) -> Option<i64> {
    value.map(|value| i64::try_from(value).unwrap_or(i64::MAX))
}

/// Declares a closed set that lies in a column as a small integer. Numbers are never reused.
macro_rules! small_int {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant = $code),+ }

        impl $name {
            /// Every value, in the order of the numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The number in the database.
            pub const fn code(self) -> i64 {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value a number stands for.
            ///
            /// # Errors
            /// [`crate::StoreError::Unreadable`] for a number this program does not know.
            pub const fn from_code(code: i64) -> Result<Self, $crate::StoreError> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::StoreError::Unreadable { what: $what }),
                }
            }
        }
    };
}
pub(crate) use small_int;
