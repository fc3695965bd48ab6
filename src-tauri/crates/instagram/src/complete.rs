//! Does a good answer hold what was asked for?
//!
//! The platform leaves fields out without a word when a permission is missing: an answer with status 200 and half of its
//! fields is an error that names the permission, never an empty result. Every endpoint decides what is essential to it and
//! says so through one of the functions here.
//!
//! Source: developers.facebook.com/docs/instagram-platform/changelog (2024-08-27, handles of people who comment) and the
//! permissions that each reference page names.

use crate::{ApiError, Endpoint};

/// A field, and whether an item has it.
pub(crate) type Essential<T> = (&'static str, fn(&T) -> bool);

/// The answer of `E` lacks these fields.
pub(crate) fn lacks<E: Endpoint>(missing: Vec<&'static str>) -> ApiError {
    ApiError::Incomplete {
        endpoint: E::NAME,
        missing,
        scope: E::SCOPE,
    }
}

/// Which of these fields, each with whether it is there, are not.
pub(crate) fn missing(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    let absent = fields.iter().filter(|(_, is_there)| !is_there);
    absent.map(|(name, _)| *name).collect()
}

/// Checks one object: each field with whether it is there.
pub(crate) fn object<E: Endpoint>(fields: &[(&'static str, bool)]) -> Result<(), ApiError> {
    let missing = missing(fields);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(lacks::<E>(missing))
    }
}

/// Checks a list: a field that not one item has was stripped from the answer. A single item may lack it for good reasons,
/// and an empty list lacks nothing.
pub(crate) fn list<E: Endpoint, T>(items: &[T], essential: &[Essential<T>]) -> Result<(), ApiError> {
    if items.is_empty() {
        return Ok(());
    }
    let fields: Vec<_> = essential
        .iter()
        .map(|(name, has)| (*name, items.iter().any(has)))
        .collect();
    object::<E>(&fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{GetPublishingLimit, Scope};

    type Any = GetPublishingLimit<'static>;
    const EVEN: Essential<u8> = ("even", |number| number % 2 == 0);
    const BIG: Essential<u8> = ("big", |number| *number > 100);

    fn named(result: Result<(), ApiError>) -> Vec<&'static str> {
        match result {
            Ok(()) => Vec::new(),
            Err(ApiError::Incomplete {
                endpoint,
                missing,
                scope,
            }) => {
                assert_eq!((endpoint, scope), (Any::NAME, Scope::ContentPublish));
                missing
            }
            Err(other) => panic!("another error: {other}"),
        }
    }

    #[test]
    fn an_object_lacks_the_fields_that_are_not_there() {
        assert!(named(object::<Any>(&[("a", true), ("b", true)])).is_empty());
        assert_eq!(
            named(object::<Any>(&[("a", false), ("b", true), ("c", false)])),
            ["a", "c"]
        );
    }

    #[test]
    fn a_list_lacks_what_not_one_item_has() {
        assert!(named(list::<Any, _>(&[1, 2, 200], &[EVEN, BIG])).is_empty());
        assert_eq!(named(list::<Any, _>(&[1, 3], &[EVEN, BIG])), ["even", "big"]);
        assert_eq!(named(list::<Any, _>(&[1, 2], &[EVEN, BIG])), ["big"]);
        assert!(
            named(list::<Any, u8>(&[], &[EVEN, BIG])).is_empty(),
            "nothing was there to be stripped"
        );
    }
}
