//! Links from outside.
//!
//! Promised: only `{our scheme}://oauth/callback?…` of a sane length is looked at; a refused link changes nothing and
//! leaves no more than the reason in the log.

use postroom_core::accounts::callback::{Callback, LONGEST_LINK, LinkRefusal};
use postroom_core::accounts::refused;
use tauri::{AppHandle, Manager};
use url::Url;

use crate::events::Notice;
use crate::identity::Identity;
use crate::shell::Shell;
use crate::window;

/// What a link asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DeepLink {
    /// A login comes back from the browser.
    Login(Callback),
}

impl DeepLink {
    /// Takes a link apart; `scheme` is the only one accepted.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub(crate) fn parse(link: &str, scheme: &str) -> Result<Self, LinkRefusal> {
        if link.len() > LONGEST_LINK {
            return Err(LinkRefusal::TooLong);
        }
        let url = Url::parse(link).map_err(|_| LinkRefusal::NoAddress)?;
        let is_login = url.scheme() == scheme
            && url.host_str() == Some("oauth")
            && url.path() == "/callback"
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_login {
            return Err(LinkRefusal::Elsewhere);
        }
        Callback::parse(&url).map(Self::Login)
    }
}

/// Acts on a link and shows the window.
pub(crate) fn open(handle: &AppHandle, link: &str) {
    window::focus(handle);
    let parsed = DeepLink::parse(link, handle.state::<Shell>().identity.scheme());
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let shell = handle.state::<Shell>();
        let outcome = match (parsed, shell.app()) {
            (Ok(DeepLink::Login(callback)), Ok(app)) => app
                .accounts()
                .login()
                .answer(callback)
                .await
                .map_err(|problem| problem.message),
            (Err(refusal), Ok(_)) => Err(refused(refusal).message),
            // The page shows why the program cannot work.
            (_, Err(_)) => Ok(()),
        };
        if let Err(message) = outcome {
            tracing::warn!(reason = message, "A link was refused");
            shell.notices.tell(
                &handle,
                Notice {
                    code: "link_refused".to_owned(),
                    message,
                },
            );
        }
    });
}

/// The link among the arguments of a second start, whose first is the program.
pub(crate) fn in_arguments(arguments: &[String]) -> Option<&str> {
    arguments
        .iter()
        .skip(1)
        .map(String::as_str)
        .find(|argument| !argument.starts_with('-'))
}

/// Makes this program the one that opens links of its scheme, where no installed program does so already. macOS knows
/// the scheme from the bundle alone.
pub(crate) fn register(handle: &AppHandle, identity: Identity) {
    if cfg!(target_os = "macos") {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        use tauri_plugin_deep_link::DeepLinkExt;
        let (links, scheme) = (handle.deep_link(), identity.scheme());
        // A handler of ours is written anew: the program may have moved. A demo or debug build owns its scheme.
        let is_ours = identity != Identity::Release || links.is_registered(scheme).unwrap_or(false);
        if !is_ours && has_handler(scheme) {
            return;
        }
        if let Err(error) = links.register(scheme) {
            tracing::warn!(%error, "Links cannot be registered; addresses can still be pasted");
        }
    });
}

/// Whether the desktop knows a program for links of `scheme`. Windows installers register for all users, which the
/// registration for one user does not touch.
fn has_handler(scheme: &str) -> bool {
    cfg!(target_os = "linux")
        && std::process::Command::new("xdg-mime")
            .args(["query", "default", &format!("x-scheme-handler/{scheme}")])
            .output()
            .is_ok_and(|answer| !answer.stdout.trim_ascii().is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const SCHEME: &str = "postroom";

    #[test]
    fn a_login_comes_back() {
        let link = DeepLink::parse("postroom://oauth/callback?code=AQB&state=abc#_", SCHEME).unwrap();
        assert_eq!(
            link,
            DeepLink::Login(Callback::Granted {
                code: "AQB".into(),
                state: "abc".into()
            })
        );
        let denied = DeepLink::parse("postroom://oauth/callback?error=access_denied&state=abc", SCHEME).unwrap();
        assert_eq!(denied, DeepLink::Login(Callback::Denied { state: "abc".into() }));
    }

    #[test]
    fn every_other_link_is_refused_for_its_reason() {
        use LinkRefusal::{Ambiguous, Elsewhere, NoAddress, NoCode, NoState, TooLong};
        let megabyte = format!("postroom://oauth/callback?state=a&code={}", "x".repeat(1 << 20));
        let long_value = format!("postroom://oauth/callback?state=a&code={}", "x".repeat(3_000));
        for (link, refusal) in [
            ("", NoAddress),
            ("postroom", NoAddress),
            ("oauth/callback?code=x&state=y", NoAddress),
            ("https://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom-demo://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom2://oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:/oauth/callback?code=x&state=y", Elsewhere),
            ("postroom:///oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://callback?code=x&state=y", Elsewhere),
            ("postroom://oauth.evil.example/callback?code=x&state=y", Elsewhere),
            ("postroom://OAUTH/callback?code=x&state=y", Elsewhere),
            ("postroom://oauth:1/callback?code=x&state=y", Elsewhere),
            ("postroom://me@oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://:pw@oauth/callback?code=x&state=y", Elsewhere),
            ("postroom://oauth?code=x&state=y", Elsewhere),
            ("postroom://oauth/?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback/?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback/more?code=x&state=y", Elsewhere),
            ("postroom://oauth/Callback?code=x&state=y", Elsewhere),
            ("postroom://oauth/%63allback?code=x&state=y", Elsewhere),
            ("postroom://oauth/callback", NoState),
            ("postroom://oauth/callback?code=x", NoState),
            ("postroom://oauth/callback#code=x&state=y", NoState),
            ("postroom://oauth/callback?state=y", NoCode),
            ("postroom://oauth/callback?state=y&state=y&code=x", Ambiguous),
            ("postroom://oauth/callback?state=y&code=x&code=x", Ambiguous),
            ("postroom://oauth/callback?state=y&code=x&error=no", Ambiguous),
            ("postroom://oauth/callback?state=y&error=no&error=no", Ambiguous),
            (megabyte.as_str(), TooLong),
            (long_value.as_str(), TooLong),
        ] {
            let shown = link.get(..60).unwrap_or(link);
            assert_eq!(DeepLink::parse(link, SCHEME).unwrap_err(), refusal, "{shown}");
        }
    }

    #[test]
    fn a_token_in_a_link_is_not_looked_at() {
        let refusal = DeepLink::parse("postroom://oauth/callback?access_token=x&state=y", SCHEME).unwrap_err();
        assert_eq!(refusal, LinkRefusal::NoCode);
    }

    #[test]
    fn a_link_is_found_among_flags() {
        let arguments = ["postroom", "--demo", "postroom-demo://oauth/callback"].map(str::to_owned);
        assert_eq!(in_arguments(&arguments), Some("postroom-demo://oauth/callback"));
        assert_eq!(in_arguments(&arguments[..2]), None);
        assert_eq!(in_arguments(&[]), None);
    }
}
