//! Endpoints as a local file holds them, in every form that a version of this crate wrote.

use super::{Endpoints, UPLOAD_PATH, at};
use crate::Flavour;
use serde::Deserialize;
use url::Url;

/// What came after the first version of the file may be missing in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    authorize: Url,
    token: Url,
    graph: Url,
    #[serde(default)]
    upload: Option<Url>,
    #[serde(default)]
    public: Option<Url>,
    version: String,
    cdn_hosts: Vec<String>,
    #[serde(default)]
    flavour: Flavour,
}

impl From<Stored> for Endpoints {
    /// Uploads and public calls that are not named stay with the host of the API, unless that is the platform's own: a
    /// simulator's token does not leave for the platform.
    fn from(stored: Stored) -> Self {
        let built_in = Self::platform(stored.flavour);
        let is_platform = stored.graph.origin() == built_in.graph.origin();
        let unnamed = |platform: Url, path: &str| if is_platform { platform } else { at(&stored.graph, path) };
        Self {
            upload: stored.upload.unwrap_or_else(|| unnamed(built_in.upload, UPLOAD_PATH)),
            public: stored.public.unwrap_or_else(|| unnamed(built_in.public, "/")),
            authorize: stored.authorize,
            token: stored.token,
            graph: stored.graph,
            version: stored.version,
            cdn_hosts: stored.cdn_hosts,
            flavour: stored.flavour,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn base() -> Url {
        Url::parse("http://127.0.0.1:4000/").unwrap()
    }

    #[test]
    fn a_local_file_can_override_everything_and_reads_back() {
        for endpoints in [
            Endpoints::on_host(&base()),
            Endpoints::facebook_on_host(&base()),
            Endpoints::instagram(),
            Endpoints::facebook(),
        ] {
            let written = serde_json::to_string(&endpoints).unwrap();
            assert_eq!(serde_json::from_str::<Endpoints>(&written).unwrap(), endpoints);
            let misspelt = written.replacen("\"graph\"", "\"graf\"", 1);
            assert!(serde_json::from_str::<Endpoints>(&misspelt).is_err());
            let more = written.replacen('{', r#"{"extra":1,"#, 1);
            assert!(serde_json::from_str::<Endpoints>(&more).is_err());
        }
    }

    #[test]
    fn a_local_file_of_before_is_still_read_and_keeps_its_tokens_at_home() {
        let file = r#"{"authorize":"http://127.0.0.1:4000/oauth/authorize","token":"http://127.0.0.1:4000/oauth/access_token",
            "graph":"http://127.0.0.1:4000/","version":"v26.0","cdn_hosts":["127.0.0.1:4000"]}"#;
        assert_eq!(
            serde_json::from_str::<Endpoints>(file).unwrap(),
            Endpoints::on_host(&base())
        );
        let platform = r#"{"authorize":"https://www.instagram.com/oauth/authorize",
            "token":"https://api.instagram.com/oauth/access_token","graph":"https://graph.instagram.com/","version":"v26.0",
            "cdn_hosts":["cdninstagram.com","fbcdn.net"],"flavour":"instagram_login"}"#;
        assert_eq!(
            serde_json::from_str::<Endpoints>(platform).unwrap(),
            Endpoints::instagram()
        );
    }
}
