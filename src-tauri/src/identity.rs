//! Who the program is: the one people use, its demo, or a debug build. Each has an identifier, a link scheme, a keychain
//! service and folders of its own, so that no two ever touch the same data.

use std::path::PathBuf;

/// Who the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    /// The program people use.
    Release,
    /// A build for development.
    Debug,
    /// The demo on an embedded Instagram.
    Demo,
}

impl Identity {
    /// Decides by the flag, then by the link that started the program: desktops call the program with the link alone,
    /// and the link must reach the instance that asked for it.
    pub(crate) fn of(demo: bool, link: Option<&str>) -> Self {
        let is_for = |identity: Self| {
            link.and_then(|link| link.split_once(':'))
                .is_some_and(|(scheme, _)| scheme == identity.scheme())
        };
        if demo || is_for(Self::Demo) {
            Self::Demo
        } else if cfg!(debug_assertions) {
            Self::Debug
        } else {
            Self::Release
        }
    }

    /// The identifier: name on the bus, name of the folders.
    pub(crate) fn identifier(self) -> &'static str {
        match self {
            Self::Release => "org.postroom.desktop",
            Self::Debug => "org.postroom.debug",
            Self::Demo => "org.postroom.demo",
        }
    }

    /// The scheme of the links a login comes back on.
    pub(crate) fn scheme(self) -> &'static str {
        match self {
            Self::Release => "postroom",
            Self::Debug => "postroom-debug",
            Self::Demo => "postroom-demo",
        }
    }

    /// The service name of its keychain entries.
    pub(crate) fn keychain_service(self) -> &'static str {
        self.identifier()
    }
}

/// Where an identity keeps its files.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    /// The database.
    pub(crate) data: PathBuf,
    /// Pictures; may be emptied at any time.
    pub(crate) cache: PathBuf,
    /// What belongs to this installation and must not travel with a backup of the data.
    pub(crate) state: PathBuf,
    /// What the web view keeps: settings of the page.
    pub(crate) web: PathBuf,
    /// Log files.
    pub(crate) logs: PathBuf,
    /// Files a person may put there: `endpoints.json`.
    pub(crate) config: PathBuf,
}

impl Folders {
    /// The folders of `identity` where this operating system keeps such files; `None` without a home folder.
    pub(crate) fn of(identity: Identity) -> Option<Self> {
        let name = identity.identifier();
        // Where the system knows no state folder, it must still be another one than the data folder.
        let state = match dirs::state_dir() {
            Some(folder) => folder.join(name),
            None => dirs::data_local_dir()?.join(format!("{name}.state")),
        };
        Some(Self {
            data: dirs::data_dir()?.join(name),
            cache: dirs::cache_dir()?.join(name),
            web: state.join("web"),
            logs: state.join("logs"),
            config: dirs::config_dir()?.join(name),
            state,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_identities_share_a_name_or_a_scheme() {
        let all = [Identity::Release, Identity::Debug, Identity::Demo];
        for (place, one) in all.iter().enumerate() {
            for other in &all[place + 1..] {
                assert_ne!(one.identifier(), other.identifier());
                assert_ne!(one.scheme(), other.scheme());
                assert_ne!(one.keychain_service(), other.keychain_service());
            }
        }
    }

    #[test]
    fn a_link_of_the_demo_reaches_the_demo() {
        assert_eq!(
            Identity::of(false, Some("postroom-demo://oauth/callback?code=a&state=b")),
            Identity::Demo
        );
        assert_eq!(Identity::of(true, None), Identity::Demo);
        assert_ne!(
            Identity::of(false, Some("postroom://oauth/callback?code=a&state=b")),
            Identity::Demo
        );
        assert_ne!(
            Identity::of(false, Some("postroom-demo")),
            Identity::Demo,
            "a word is no link"
        );
    }
}
