//! What is wrong with a pack beyond its form, with the place in the file. Everything is found at once: whoever mends
//! a file should not have to import it once per fault.

use super::LsoaCode;
use std::{collections::BTreeSet, fmt};

/// One thing wrong with a pack that is JSON of the right form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a path in the file, such as `denominators[0].rows.E01004718`.
    pub at: String,
    /// What, as a sentence without its full stop.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, what } = self;
        write!(f, "{at}: {what}")
    }
}

/// The flaws found so far, and the LSOAs that rows may be about.
#[derive(Debug)]
pub(super) struct Flaws {
    found: Vec<Flaw>,
    known: BTreeSet<LsoaCode>,
}

impl Flaws {
    pub(super) const fn of_rows_about(known: BTreeSet<LsoaCode>) -> Self {
        Self { found: Vec::new(), known }
    }

    pub(super) fn add(&mut self, at: impl Into<String>, what: impl Into<String>) {
        self.found.push(Flaw { at: at.into(), what: what.into() });
    }

    /// Text that is shown with figures must be there.
    pub(super) fn unless_written(&mut self, at: impl Into<String>, text: &str) {
        if text.trim().is_empty() {
            self.add(at, "this is blank, and is shown with figures");
        }
    }

    /// A row about an LSOA that the area never had is a slip in a code.
    pub(super) fn unless_in_area(&mut self, at: impl Into<String>, lsoa: LsoaCode) {
        if !self.known.contains(&lsoa) {
            self.add(at, format!("{lsoa} is not among area.lsoas"));
        }
    }

    pub(super) fn found(self) -> Vec<Flaw> {
        self.found
    }
}
