//! What `Debug` shows of the answers that hold texts, names of people and signed addresses: ids and states, which are what a
//! log needs to find the rest.

/// `Debug` with the named fields alone. A field that is added later is not shown until it is named here.
macro_rules! shown {
    ($type:ident: $($field:ident),+) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($type))
                    $(.field(stringify!($field), &self.$field))+
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use shown;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crate::{Account, Comment, Endpoint as _, FacebookMe, FacebookPage, GetMe, Media};
    use serde::de::DeserializeOwned;
    use std::fmt::Debug;

    fn shows<T: DeserializeOwned + Debug>(json: &str) -> String {
        format!("{:?}", serde_json::from_str::<T>(json).unwrap())
    }

    #[test]
    fn texts_names_and_signed_addresses_are_not_shown_and_ids_are() {
        let comment = r#"{"id":"1789","text":"quiet words","username":"quiet.one","like_count":3,
            "from":{"id":"9123","username":"quiet.one"},"timestamp":"2026-08-14T10:01:44+0000",
            "replies":{"data":[{"id":"1790","text":"quiet answer","from":{"id":"5","username":"quiet.two"}}]}}"#;
        let media = r#"{"id":"1800","caption":"quiet caption","username":"quiet.one","media_type":"CAROUSEL_ALBUM",
            "media_url":"https://cdn.example/a.jpg?sig=quiet","thumbnail_url":"https://cdn.example/b.jpg?sig=quiet",
            "permalink":"https://www.instagram.com/p/quiet/","shortcode":"quiet","alt_text":"a quiet loaf",
            "collaborators":{"data":[{"id":"77","username":"quiet.two","invite_status":"Pending"}]},
            "children":{"data":[{"id":"1801","media_url":"https://cdn.example/c.jpg?sig=quiet"}]}}"#;
        let account = r#"{"id":"1784","username":"quiet.one","name":"Quiet One","biography":"quiet words",
            "website":"https://quiet.example/","profile_picture_url":"https://cdn.example/p.jpg?sig=quiet"}"#;
        let page = r#"{"id":"1029","name":"Quiet One","access_token":"EAAquiet",
            "instagram_business_account":{"id":"1784","username":"quiet.one"}}"#;
        let me = r#"{"id":"27","user_id":"1784","username":"quiet.one","name":"Quiet One",
            "profile_picture_url":"https://cdn.example/p.jpg?sig=quiet"}"#;
        let me = GetMe.decode(me.as_bytes()).unwrap();
        for (shown, ids) in [
            (shows::<Comment>(comment), ["1789", "9123"].as_slice()),
            (shows::<Media>(media), &["1800"]),
            (
                format!("{:?}", serde_json::from_str::<Media>(media).unwrap().details),
                &["77"],
            ),
            (
                format!("{:?}", serde_json::from_str::<Media>(media).unwrap().children),
                &["1801"],
            ),
            (shows::<Account>(account), &["1784"]),
            (shows::<FacebookPage>(page), &["1029", "1784"]),
            (shows::<FacebookMe>(r#"{"id":"10203","name":"Quiet One"}"#), &["10203"]),
            (format!("{me:?}"), &["1784"]),
        ] {
            assert!(!shown.to_lowercase().contains("quiet"), "{shown}");
            assert!(ids.iter().all(|id| shown.contains(id)), "{shown}");
        }
    }
}
