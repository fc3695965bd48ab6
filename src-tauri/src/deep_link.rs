//! Links from outside.
//!
//! Promised: a link is read by [`Callback::from_link`] alone; a refused one changes nothing and leaves no more than the
//! reason in the log.

use postroom_core::accounts::callback::{Callback, LinkRefusal};
use postroom_core::accounts::refused;
use tauri::{AppHandle, Manager};

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
        Callback::from_link(link, scheme).map(Self::Login)
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
    fn a_link_is_found_among_flags() {
        let arguments = ["postroom", "--demo", "postroom-demo://oauth/callback"].map(str::to_owned);
        assert_eq!(in_arguments(&arguments), Some("postroom-demo://oauth/callback"));
        assert_eq!(in_arguments(&arguments[..2]), None);
        assert_eq!(in_arguments(&[]), None);
    }
}
