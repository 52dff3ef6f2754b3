//! What can be wrong with an area pack, said so that the person who made the file can mend it.

use super::{Flaw, LsoaCode};

/// Why an area pack cannot be used, or cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// The file is larger than any authority's pack can be.
    #[error("the area pack has {found} bytes; at most {max} are read")]
    TooLarge {
        /// The size of the file, in bytes.
        found: usize,
        /// The limit, [`super::PACK_BYTES_MAX`].
        max: usize,
    },
    /// The file is not JSON, or a field is missing, unknown, repeated or of another form.
    #[error("the area pack cannot be read at line {line}, column {column}: {what}")]
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader of JSON found.
        what: String,
    },
    /// The file is of another kind or of a version that this program does not know.
    #[error("this file says its format is {found:?}; an area pack says \"doorstep-area-pack@1\"")]
    OtherFormat {
        /// What the file says.
        found: String,
    },
    /// The file contradicts itself or breaks a rule. All that was found, in the order of the file.
    #[error("the area pack has {} faults, the first at {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Flawed(Vec<Flaw>),
    /// A population was asked for of an LSOA that the denominator does not cover. It is never taken as 0.
    #[error("the denominator {denominator} has no row for {lsoa}")]
    NoRow {
        /// The denominator's id.
        denominator: String,
        /// The LSOA that is missing.
        lsoa: LsoaCode,
    },
    /// A population was asked for up to an age beyond the denominator's last one.
    #[error("the denominator {denominator} has ages under {held} only; ages under {asked} were asked for")]
    NoAge {
        /// The denominator's id.
        denominator: String,
        /// The number of single years of age it holds, from 0.
        held: usize,
        /// The upper age that was asked for, in whole years, exclusive.
        asked: usize,
    },
}
