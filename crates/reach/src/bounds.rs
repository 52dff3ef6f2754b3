//! How far a figure may be off, and why. Not a sampling interval: each reason says what it contributes and what
//! would narrow it (reach.md, "Bounds").

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::value::Value;

/// From where to where the truth may lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The lower end.
    pub low: Value,
    /// The upper end.
    pub high: Value,
    /// As `21.0%, 25.1%`.
    pub printed: String,
    /// What widens it, in a fixed order.
    pub reasons: Vec<Reason>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Which.
    pub cause: Cause,
    /// By how much it lowers the numerator's lower end; of a population, raises its upper end.
    pub lowers: u64,
    /// By how much it raises the numerator's upper end; of a population, lowers its lower end.
    pub raises: u64,
    /// The reason in words.
    pub because: String,
    /// What would narrow it.
    pub narrowed_by: String,
}

/// Why a figure may be off. The order is that in which reasons are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Two corrections of a birth or a postcode contradict each other.
    Disputed,
    /// It is not known whether the child is young enough.
    AgeNotKnown,
    /// It is not known where the child lives.
    PostcodeNotKnown,
    /// Neither is known.
    AgeAndPostcodeNotKnown,
    /// Pairs that wait for a person's decision are counted as one.
    ReviewBand,
    /// Some links of the model join two children.
    FalseLinks,
    /// Some children stand in the book twice, unnoticed.
    MissedLinks,
    /// Nobody has measured how often the model is wrong.
    LinkageNotMeasured,
    /// Children without a household on record may belong to one already counted.
    FamilyNotRecorded,
    /// Households with a member in common are counted as one.
    FamiliesJoined,
    /// A carer without a household on record may be a family of their own.
    CarerWithoutFamily,
    /// The population is an estimate.
    Population,
    /// Children counted without a name.
    Anonymous,
    /// Some families left the area since the birth, and some came.
    Movers,
    /// Some births may be children on record, and nobody has decided.
    MatchInDoubt,
    /// Encodings tell less than names do.
    Encodings,
}

impl Cause {
    const fn because(self) -> &'static str {
        match self {
            Self::Disputed => "corrections of a birth date or postcode contradict each other",
            Self::AgeNotKnown => "the birth is not known closely enough to tell the age on the last day",
            Self::PostcodeNotKnown => "no postcode known to the look-up is on record",
            Self::AgeAndPostcodeNotKnown => {
                "neither the age on the last day nor a known postcode is on record"
            }
            Self::ReviewBand => {
                "pairs of records that may be one child are counted as one until somebody decides"
            }
            Self::FalseLinks => {
                "at its measured precision, the linkage model joins some records of two children"
            }
            Self::MissedLinks => {
                "at its measured recall, the linkage model leaves some records of one child apart"
            }
            Self::LinkageNotMeasured => {
                "how often the linkage model is wrong has not been measured and is not in this interval"
            }
            Self::FamilyNotRecorded => "children without a family on record are each counted as a family",
            Self::FamiliesJoined => "family records with a member in common are counted as one family",
            Self::CarerWithoutFamily => "carers without a family on record are not counted as a family",
            Self::Population => "the population is an estimate",
            Self::Anonymous => "children under five were counted at the door without a name",
            Self::Movers => {
                "families may have left the area since the birth, or come, up to the printed share"
            }
            Self::MatchInDoubt => {
                "births that may be one of the children on record wait for somebody to look"
            }
            Self::Encodings => "encodings tell less than names, and some births are near a child on record",
        }
    }

    const fn narrowed_by(self) -> &'static str {
        match self {
            Self::Disputed => "decide between the contradicting corrections",
            Self::AgeNotKnown => "ask for the month of birth, or the day for those around the age limit",
            Self::PostcodeNotKnown => "ask for the whole postcode, or add it to the look-up",
            Self::AgeAndPostcodeNotKnown => "ask for the month of birth and the whole postcode",
            Self::ReviewBand => "review the possible duplicates",
            Self::FalseLinks | Self::MissedLinks => "review links, or adopt a better measured model",
            Self::LinkageNotMeasured => "measure the model on records with a known truth",
            Self::FamilyNotRecorded | Self::CarerWithoutFamily => "put people into their families",
            Self::FamiliesJoined => "check families that share a member",
            Self::Population => "import a newer estimate",
            Self::Anonymous => "link anonymous attendance to families, with their consent",
            Self::Movers => "compare encodings or names instead of counts, under an agreement",
            Self::MatchInDoubt => "look at the births in doubt",
            Self::Encodings => "compare names, within one controller",
        }
    }

    pub(crate) fn reason(self, lowers: u64, raises: u64) -> Reason {
        Reason {
            cause: self,
            lowers,
            raises,
            because: self.because().to_owned(),
            narrowed_by: self.narrowed_by().to_owned(),
        }
    }
}

impl Bounds {
    pub(crate) fn new(low: Value, high: Value, mut reasons: Vec<Reason>) -> Self {
        reasons.sort_by_key(|reason| reason.cause);
        let printed = format!("{}, {}", low.printed_short(), high.printed_short());
        Self { low, high, printed, reasons }
    }
}
