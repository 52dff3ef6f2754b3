//! No personal data in logs, by type: what is wrapped here has a mute `Debug` and no `Display`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A value about a person. Reading it is a visible act, [`Private::reveal`]; printing it by accident gives
/// `(private)`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Wraps a value about a person.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
    /// The value itself, for a screen, a file the user asked for, or a comparison; never for a log.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
    /// The value, unwrapped.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(private)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_be_printed_by_accident() {
        let printed = format!("{:?}", Some(Private::new("Amina")));
        assert_eq!(printed, "Some((private))", "Debug must not show what is wrapped");
    }
}
