//! `user_tags` and `collaborators` (sheet on publishing, §6.3). They come as JSON, as text in forms and in queries.

use serde_json::Value;

use super::super::Refusal;
use super::refused;
use crate::world::{ContainerKind, Medium, UserTag, is_public};

/// People a picture can have tagged.
const MOST_TAGS: usize = 20;
/// Accounts a post can be shared with.
const MOST_COLLABORATORS: usize = 3;

/// What places tags have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Places {
    Needed,
    Optional,
    None,
}

impl Places {
    fn of(kind: ContainerKind) -> Self {
        match kind {
            ContainerKind::Story(Medium::Picture) => Self::Optional,
            ContainerKind::Image | ContainerKind::CarouselItem(Medium::Picture) => Self::Needed,
            ContainerKind::Reel
            | ContainerKind::Carousel
            | ContainerKind::Story(Medium::Video)
            | ContainerKind::CarouselItem(Medium::Video) => Self::None,
        }
    }
}

/// The people tagged; everything the platform does not take is refused.
pub(super) fn user_tags(text: &str, kind: ContainerKind) -> Result<Vec<UserTag>, Refusal> {
    let Ok(Value::Array(list)) = serde_json::from_str(text) else {
        return Err(malformed("user_tags"));
    };
    if list.len() > MOST_TAGS {
        return Err(refused::too_many_mentions());
    }
    let places = Places::of(kind);
    list.iter().map(|tag| user_tag(tag, places)).collect()
}

fn user_tag(tag: &Value, places: Places) -> Result<UserTag, Refusal> {
    let username = tag["username"].as_str().ok_or_else(|| malformed("user_tags"))?;
    let username = handle(username, "user_tags")?;
    let place = match (places, &tag["x"], &tag["y"]) {
        (Places::None, ..) | (Places::Optional, Value::Null, Value::Null) => None,
        (_, x, y) => match (x.as_f64(), y.as_f64()) {
            (Some(x), Some(y)) if [x, y].iter().all(|part| (0.0..=1.0).contains(part)) => Some((x, y)),
            _ => {
                return Err(Refusal::parameter(
                    "(#100) Param user_tags must have x and y from 0.0 to 1.0 on a picture",
                ));
            }
        },
    };
    Ok(UserTag { username, place })
}

/// The accounts a post is shared with: a JSON list, or handles separated by commas.
pub(super) fn collaborators(text: &str) -> Result<Vec<String>, Refusal> {
    let named = match serde_json::from_str(text) {
        Ok(Value::Array(list)) => list
            .iter()
            .map(|name| name.as_str().map(str::to_owned))
            .collect::<Option<Vec<String>>>()
            .ok_or_else(|| malformed("collaborators"))?,
        _ => text.split(',').map(|name| name.trim().to_owned()).collect(),
    };
    if named.len() > MOST_COLLABORATORS {
        return Err(Refusal::parameter(
            "(#100) Param collaborators is limited to 3 accounts",
        ));
    }
    named.iter().map(|name| handle(name, "collaborators")).collect()
}

/// A handle of a public account.
fn handle(name: &str, parameter: &str) -> Result<String, Refusal> {
    let name = name.trim_start_matches('@').to_ascii_lowercase();
    if is_public(&name) {
        Ok(name)
    } else {
        Err(Refusal::parameter(format!(
            "(#100) Param {parameter} names {name}, which is no public account"
        )))
    }
}

fn malformed(parameter: &str) -> Refusal {
    Refusal::parameter(format!("(#100) Param {parameter} must be an array."))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const PICTURE: ContainerKind = ContainerKind::Image;
    const STORY: ContainerKind = ContainerKind::Story(Medium::Picture);

    fn places(text: &str, kind: ContainerKind) -> Option<Vec<Option<(f64, f64)>>> {
        let tags = user_tags(text, kind).ok()?;
        Some(tags.into_iter().map(|tag| tag.place).collect())
    }

    #[test]
    fn places_are_needed_on_pictures_optional_in_stories_and_dropped_on_videos() {
        let placed = r#"[{"username":"miller.joe","x":0.5,"y":1}]"#;
        let bare = r#"[{"username":"@Miller.Joe"}]"#;
        assert_eq!(places(placed, PICTURE), Some(vec![Some((0.5, 1.0))]));
        assert_eq!(places(bare, PICTURE), None);
        assert_eq!(places(placed, STORY), Some(vec![Some((0.5, 1.0))]));
        assert_eq!(places(bare, STORY), Some(vec![None]));
        assert_eq!(places(placed, ContainerKind::Reel), Some(vec![None]));
        assert_eq!(places(bare, ContainerKind::Reel), Some(vec![None]));
    }

    #[test]
    fn tags_that_make_no_sense_are_refused() {
        for text in [
            "miller.joe",
            r#"[{"x":0.5,"y":0.5}]"#,
            r#"[{"username":"miller.joe","x":1.5,"y":0.5}]"#,
            r#"[{"username":"miller.joe","x":0.5}]"#,
            r#"[{"username":"miller joe","x":0.5,"y":0.5}]"#,
            r#"[{"username":"joe.private","x":0.5,"y":0.5}]"#,
        ] {
            assert_eq!(user_tags(text, PICTURE).unwrap_err().code, 100, "{text}");
        }
        let many = format!("[{}]", vec![r#"{"username":"a"}"#; 21].join(","));
        assert_eq!(user_tags(&many, STORY).unwrap_err().subcode, Some(2_207_040));
    }

    #[test]
    fn up_to_three_collaborators_as_json_or_plain() {
        assert_eq!(collaborators(r#"["a","b","c"]"#).unwrap(), ["a", "b", "c"]);
        assert_eq!(collaborators("a, b").unwrap(), ["a", "b"]);
        for text in ["a,b,c,d", r#"["a.private"]"#, "[1]", ""] {
            assert!(collaborators(text).is_err(), "{text}");
        }
    }
}
