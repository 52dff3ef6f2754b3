//! A page of pull: stored slice by slice, and its cursor with the last of them. A page that was cut short is fetched again
//! from the cursor before it, and its rows are then stored over themselves.

use wire::digest::{TableDigest, table_digest};
use wire::pull::{PullReply, PulledRow};

use super::{Vault, contact, erased};
use crate::error::DeviceError;

impl Vault {
    /// Stores rows of a page, in one transaction; with the last of them what the page says of the centre, and where to go
    /// on. It never touches what was recorded here, but for what was erased at the centre.
    pub(crate) fn store_rows(
        &mut self,
        page: &PullReply,
        rows: std::ops::Range<usize>,
        wall_ms: u64,
    ) -> Result<(), DeviceError> {
        let PullReply { epoch, rows: all, cursor, more: _, n, tombstone_salt, digests: _, server_time_ms } =
            page;
        let is_last = rows.end >= all.len();
        self.transact(|tx| {
            let rows = in_terms_of_the_book(all.get(rows).unwrap_or_default());
            book::pulled::store(tx, &rows)?;
            erased::heed(tx, &rows, &tombstone_salt.0)?;
            if is_last {
                contact::note(tx, *epoch, *server_time_ms, wall_ms)?;
                contact::note_cursor(tx, cursor, *n)?;
            }
            Ok(())
        })
    }

    /// The kinds of which something else is held than the centre says, by their words. Kinds that this version does not
    /// know are passed over.
    pub(crate) fn differing(&self, digests: &[TableDigest]) -> Result<Vec<&'static str>, DeviceError> {
        let mut kinds: Vec<(book::RowKind, Vec<(uuid::Uuid, u64)>)> = Vec::new();
        for (kind, id, n) in book::pulled::held(&self.connection)? {
            match kinds.last_mut().filter(|(last, _)| *last == kind) {
                Some((_, rows)) => rows.push((id, n)),
                None => kinds.push((kind, vec![(id, n)])),
            }
        }
        let mut differ: Vec<&str> = Vec::new();
        for (kind, rows) in &kinds {
            let ours = table_digest(kind.word(), rows);
            if !digests.contains(&ours) {
                differ.push(kind.word());
            }
        }
        for told in digests {
            let known = book::RowKind::of_word(&told.kind);
            let none = known.filter(|known| !kinds.iter().any(|(kind, _)| kind == known));
            differ.extend(none.map(book::RowKind::word));
        }
        Ok(differ)
    }
}

/// Rows in the terms of the book. A kind that this version does not know is passed over: a newer centre has
/// newer things to say, and says them again to the version that asks for them.
fn in_terms_of_the_book(rows: &[PulledRow]) -> Vec<book::Row> {
    let row = |row: &PulledRow| {
        let PulledRow { kind, id, n, body } = row;
        Some(book::Row {
            kind: book::RowKind::of_word(kind)?,
            id: id.parse().ok()?,
            n: *n,
            body: body.as_ref().map(|body| domain::Private::new(body.get().to_owned())),
        })
    };
    rows.iter().filter_map(row).collect()
}
