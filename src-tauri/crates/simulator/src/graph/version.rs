//! API versions in paths (sheet on login, §3.3): none is served by the app's own, a gone one by the oldest that lives.

/// The newest version.
const NEWEST: (u32, u32) = (26, 0);
/// The oldest version that still answers.
const OLDEST: (u32, u32) = (21, 0);
/// What an unversioned call gets: the version the app was made with.
const APPS_OWN: (u32, u32) = (25, 0);

/// A version that serves a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32, u32);

impl Version {
    /// From this version on no post tells its `impressions`.
    pub(crate) const WITHOUT_IMPRESSIONS: Self = Self(22, 0);

    /// From this version on several objects cannot be read at once any more.
    pub(crate) const WITHOUT_IDS: Self = Self(26, 0);

    /// What serves calls without a version.
    pub(crate) fn apps_own() -> Self {
        Self(APPS_OWN.0, APPS_OWN.1)
    }

    /// Reads a path segment such as `v26.0`; `None` for a segment of another kind.
    pub(crate) fn read(segment: &str) -> Option<Asked> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u32::MAX))
        };
        let (major, minor) = segment.strip_prefix('v')?.split_once('.')?;
        let asked = (number(major)?, number(minor)?);
        Some(if asked > NEWEST {
            Asked::Unknown
        } else {
            let (major, minor) = asked.max(OLDEST);
            Asked::Served(Self(major, minor))
        })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "v{}.{}", self.0, self.1)
    }
}

/// What a version segment comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Served(Version),
    /// There is no such version yet.
    Unknown,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn gone_versions_are_served_by_the_oldest_living_one() {
        let served = |segment| match Version::read(segment) {
            Some(Asked::Served(version)) => version.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(served("v26.0"), "v26.0");
        assert_eq!(served("v22.0"), "v22.0");
        assert_eq!(served("v8.0"), "v21.0");
        assert_eq!(Version::read("v99.0"), Some(Asked::Unknown));
        for other in ["me", "v26", "v.0", "26.0", "vx.0"] {
            assert_eq!(Version::read(other), None, "{other}");
        }
    }
}
