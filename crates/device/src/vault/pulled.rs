//! A page of pull: its rows and its cursor, in one transaction.

use wire::pull::{PullReply, PulledRow};

use super::{Vault, contact};
use crate::error::DeviceError;

impl Vault {
    /// Stores a page. It never touches what was recorded here.
    pub(crate) fn store_page(&mut self, page: &PullReply, wall_ms: u64) -> Result<(), DeviceError> {
        let PullReply { epoch, rows, cursor, more: _, n, tombstone_salt: _, digests: _, server_time_ms } =
            page;
        self.transact(|tx| {
            store(tx, rows)?;
            contact::note(tx, *epoch, *server_time_ms, wall_ms)?;
            contact::note_cursor(tx, cursor, *n)
        })
    }
}

/// Rows in the terms of the book. A kind that this version does not know is passed over: a newer centre has
/// newer things to say, and says them again to the version that asks for them.
fn store(tx: &rusqlite::Transaction<'_>, rows: &[PulledRow]) -> Result<(), DeviceError> {
    let rows: Vec<book::Row> = rows
        .iter()
        .filter_map(|row| {
            let PulledRow { kind, id, n, body } = row;
            Some(book::Row {
                kind: book::RowKind::of_word(kind)?,
                id: id.parse().ok()?,
                n: *n,
                body: body.as_ref().map(|body| domain::Private::new(body.get().to_owned())),
            })
        })
        .collect();
    book::pulled::store(tx, &rows)?;
    Ok(())
}
