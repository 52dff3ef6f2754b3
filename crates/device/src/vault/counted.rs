//! After a pull both sides count: what is held of each kind of row, beside what the centre says should be. It is counted a
//! few rows at a time, since a whole caseload would keep a tap waiting.

use std::collections::BTreeSet;

use book::RowKind;
use uuid::Uuid;
use wire::digest::{TableDigest, TableHash};

use super::Vault;
use crate::error::DeviceError;

/// So many rows are counted in one step.
const ROWS: u32 = 128;

/// A count that is under way.
#[derive(Debug, Clone)]
pub(crate) struct Count {
    told: Vec<TableDigest>,
    /// The last row that was counted.
    behind: Option<(RowKind, Uuid)>,
    /// The kind that is being counted.
    hash: Option<TableHash>,
    /// The words of the kinds of which any row is held.
    held: BTreeSet<&'static str>,
    differ: Vec<&'static str>,
}

impl Count {
    /// Nothing is counted yet; `told` is what the centre says.
    pub(crate) const fn beside(told: Vec<TableDigest>) -> Self {
        Self { told, behind: None, hash: None, held: BTreeSet::new(), differ: Vec::new() }
    }

    fn end_of_kind(&mut self) {
        if let Some(hash) = self.hash.take() {
            let kind = RowKind::of_word(hash.kind()).map(RowKind::word);
            if !self.told.contains(&hash.end()) {
                self.differ.extend(kind);
            }
        }
    }

    /// The kinds of which something else is held than the centre says, by their words. Kinds that this version does not
    /// know are passed over.
    fn end(&mut self) -> Vec<&'static str> {
        self.end_of_kind();
        let told = self.told.iter().filter_map(|told| RowKind::of_word(&told.kind)).map(RowKind::word);
        let none: Vec<&str> = told.filter(|word| !self.held.contains(word)).collect();
        self.differ.extend(none);
        std::mem::take(&mut self.differ)
    }
}

impl Vault {
    /// Counts on; at the end the kinds of which something else is held than the centre says, by their words.
    pub(crate) fn count_on(&self, count: &mut Count) -> Result<Option<Vec<&'static str>>, DeviceError> {
        let rows = book::pulled::held_behind(&self.connection, count.behind, ROWS)?;
        for (kind, id, n) in &rows {
            if count.hash.as_ref().is_none_or(|hash| hash.kind() != kind.word()) {
                count.end_of_kind();
                count.held.insert(kind.word());
            }
            count.hash.get_or_insert_with(|| TableHash::of(kind.word())).row(*id, *n);
        }
        match rows.last() {
            Some((kind, id, _)) => {
                count.behind = Some((*kind, *id));
                Ok(None)
            }
            None => Ok(Some(count.end())),
        }
    }
}
