//! What linkage is told about one person.

use serde::{Deserialize, Serialize};

/// What was typed. Up to 24 bytes lie in the record itself: names, dates and postcodes are hardly ever longer, and a town has
/// millions of them, each of which would otherwise be asked of the allocator by itself.
pub type Text = compact_str::CompactString;

/// One record of a person, as it was typed. Blank text means "not known" in every field but `id`.
///
/// Build it with `..Record::default()`, so that a field added later does not concern you.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Unique among the records of one call. The least id of a cluster represents it, so ids should be stable.
    pub id: Text,
    /// First name or names.
    pub given_name: Text,
    /// Family name or names.
    pub surname: Text,
    /// A date of birth in any common order (`19830817`, `1983-08-17`, `17/08/1983`, `17 Aug 1983`), a month
    /// (`1983-08`), a year (`1983`), or a span of two of these (`1983-08-01/1983-09-30`).
    pub birth: Text,
    /// A whole postcode or its outward half.
    pub postcode: Text,
    /// The rest of the address, where it is held.
    pub address: Address,
    /// Opaque keys of what was recorded in one go: a family's form, a session's register. Two records with a key
    /// in common and unlike first names are two people (twins, siblings), whatever else agrees.
    pub together: Vec<Text>,
    /// An opaque key of the one household that was written down together with this record, at one time: a family's form. The
    /// others who were there are evidence of who this is.
    pub household: Text,
    /// Child or carer.
    pub role: Role,
}

/// Child or carer, where that is known. A child is no carer, whatever else agrees: a son may have his father's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody said.
    #[default]
    NotKnown,
    /// A child.
    Child,
    /// An adult who cares for one.
    Carer,
}

impl Role {
    /// What a word in a table says; whatever is neither says nothing.
    pub(crate) fn of_word(word: &str) -> Self {
        match word.to_lowercase().as_str() {
            "child" => Self::Child,
            "carer" | "adult" => Self::Carer,
            _ => Self::NotKnown,
        }
    }

    /// The word for it in a table; blank where nobody said.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotKnown => "",
            Self::Child => "child",
            Self::Carer => "carer",
        }
    }

    /// Whether one person can have both.
    pub(crate) fn may_be(self, other: Self) -> bool {
        self == other || self == Self::NotKnown || other == Self::NotKnown
    }
}

/// The parts of an address besides the postcode; each may be blank.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// House or flat number.
    pub number: Text,
    /// Street.
    pub street: Text,
    /// Building, estate or second address line.
    pub locality: Text,
    /// Suburb, town or village.
    pub suburb: Text,
    /// County or state.
    pub region: Text,
}

/// Names never reach a log: only the id is shown.
impl std::fmt::Debug for Record {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Record").field("id", &self.id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Address(..)")
    }
}
