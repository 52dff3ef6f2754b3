//! Which edition of a week's return a file is: a provisional one, a draft, or a frozen revision.

use chrono::{DateTime, NaiveDateTime};
use domain::text::to_hex;
use reach::weekly::Drawn;

use crate::changes::Change;
use crate::frozen::{FrozenReturn, Signed};

/// Whether the return is still being worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edition {
    /// It may still change: provisional on a device, a draft at the centre.
    Working,
    /// It is frozen, as this revision.
    Frozen(Seal),
}

/// What proves a frozen return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// 1, 2, 3…
    pub revision: u32,
    /// When it was frozen, in UTC; none where the centre's clock said what is no time.
    pub frozen_at: Option<NaiveDateTime>,
    /// SHA-256 of the frozen return's canonical JSON, in lower-case hexadecimal.
    pub sha256: String,
    /// What changed since the revision before.
    pub changes: Vec<Change>,
}

impl Seal {
    /// The seal of a frozen return, by itself or over the revision before it.
    #[must_use]
    pub fn of(frozen: &FrozenReturn, before: Option<&FrozenReturn>) -> Self {
        let FrozenReturn { format: _, authority: _, revision, frozen_ms, weekly, contributions: _ } = frozen;
        let frozen_at = i64::try_from(*frozen_ms).ok().and_then(DateTime::from_timestamp_millis);
        Self {
            revision: *revision,
            frozen_at: frozen_at.map(|at| at.naive_utc()),
            sha256: to_hex(&frozen.sha256()),
            changes: before.map(|before| Change::between(&before.weekly, weekly)).unwrap_or_default(),
        }
    }
}

impl From<&Signed> for Edition {
    fn from(signed: &Signed) -> Self {
        Self::Frozen(Seal::of(&signed.frozen, None))
    }
}

impl Edition {
    /// In a few words, for the foot of a page: `Provisional`, `Draft`, `Revision 2`.
    #[must_use]
    pub fn short(&self, drawn: Drawn) -> String {
        match (drawn, self) {
            (Drawn::OnDevice, Self::Working | Self::Frozen(_)) => "Provisional".to_owned(),
            (Drawn::AtCentre, Self::Working) => "Draft".to_owned(),
            (Drawn::AtCentre, Self::Frozen(seal)) => format!("Revision {}", seal.revision),
        }
    }

    /// In a sentence, for the head of a page.
    #[must_use]
    pub fn sentence(&self, drawn: Drawn) -> String {
        match (drawn, self) {
            // What one device drew up stays provisional, whatever is said of it.
            (Drawn::OnDevice, Self::Working | Self::Frozen(_)) => {
                "Provisional: counted on one device, from its own book. What other devices hold is not in it."
                    .to_owned()
            }
            (Drawn::AtCentre, Self::Working) => {
                "Draft: drawn up at the centre and not yet frozen. Its figures may still change.".to_owned()
            }
            (Drawn::AtCentre, Self::Frozen(Seal { revision, frozen_at, .. })) => {
                let at = frozen_at.map(|at| at.format(", on %-d %b %Y at %H:%M UTC").to_string());
                format!("Frozen as revision {revision}{}.", at.unwrap_or_default())
            }
        }
    }

    /// Whether it will not change any more.
    #[must_use]
    pub const fn is_final(&self, drawn: Drawn) -> bool {
        match (drawn, self) {
            (Drawn::AtCentre, Self::Frozen(_)) => true,
            (Drawn::AtCentre, Self::Working) | (Drawn::OnDevice, Self::Working | Self::Frozen(_)) => false,
        }
    }
}
