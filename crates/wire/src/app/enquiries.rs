//! What a coordinator asks the champion of this device: are these two one child?

use domain::EnquiryId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::tile::PersonTile;

/// The questions that wait for an answer, the oldest first. Answered by `record` with a draft of the type
/// `enquiry_answer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enquiries {
    /// None where nothing is asked, or all of it was answered.
    pub enquiries: Vec<EnquiryCard>,
}

/// "Are these two the same?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnquiryCard {
    /// Which question.
    #[ts(type = "string")]
    pub id: EnquiryId,
    /// One record.
    pub left: AskedAbout,
    /// The other.
    pub right: AskedAbout,
}

/// One of the two, with what may bring them back to mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct AskedAbout {
    /// Who.
    pub person: PersonTile,
    /// Whom else of the household this device knows.
    pub family: Vec<PersonTile>,
    /// Recorded on this device, and not by a colleague.
    pub own: bool,
}
