use std::fmt;
use std::str::FromStr;

/// The version of a NATS server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion {
    pub major: u32,
    pub minor: u32,
    pub patch: u32,
}

/// A version text that names no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a server version")]
pub struct ParseVersionError {
    text: String,
}

// === impl ServerVersion ===

impl ServerVersion {
    /// The oldest server that may hold a log: older ones can lose an acknowledged message when the power fails even
    /// if they are told to fsync always.
    pub const MIN: Self = Self { major: 2, minor: 15, patch: 1 };

    pub fn is_supported(self) -> bool {
        self >= Self::MIN
    }
}

impl FromStr for ServerVersion {
    type Err = ParseVersionError;

    /// A pre-release counts as its predecessor: `2.15.1-beta` came before `2.15.1` and lacks some of it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseVersionError { text: text.to_owned() };
        let bare = text.strip_prefix('v').unwrap_or(text);
        let (release, pre) = bare.split_once('-').map_or((bare, false), |(release, _)| (release, true));
        let mut parts = release.split('.').map(str::parse::<u32>);
        let mut part = || parts.next().and_then(Result::ok).ok_or_else(error);
        let (major, minor, patch) = (part()?, part()?, part()?);
        if parts.next().is_some() {
            return Err(error());
        }
        match (pre, patch.checked_sub(1), minor.checked_sub(1)) {
            (false, ..) => Ok(Self { major, minor, patch }),
            (true, Some(patch), _) => Ok(Self { major, minor, patch }),
            (true, None, Some(minor)) => Ok(Self { major, minor, patch: u32::MAX }),
            (true, None, None) => Err(error()),
        }
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_servers_that_keep_what_they_acknowledge_are_supported() {
        let supported = |text: &str| text.parse::<ServerVersion>().expect(text).is_supported();
        for text in ["2.15.1", "v2.15.2", "2.16.0", "3.0.0"] {
            assert!(supported(text), "{text}");
        }
        for text in ["2.9.10", "2.14.6", "2.15.0", "2.15.1-beta.1", "2.15.0-dev"] {
            assert!(!supported(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_version_is_refused() {
        for text in ["", "2", "2.15", "2.15.x", "two", "2.15.1.1"] {
            assert!(text.parse::<ServerVersion>().is_err(), "{text}");
        }
    }
}
