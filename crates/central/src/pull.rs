//! What a device is given: views of the book within its champion's scope, page by page.

mod cursor;
mod runs;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use book::{PageLimits, Relinked, Row, RowKind, ViewMode};
use domain::{EventId, Private};
use serde_json::value::RawValue;
use uuid::Uuid;
use wire::digest::{TableDigest, table_digest};
use wire::hex::Hex;
use wire::proto::PULL_ROWS_MAX;
use wire::pull::{PullQuery, PullReply, PulledRow};
use wire::tombstone::tombstone;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::DeviceRow;
use crate::mac::mac;
use cursor::Sealed;
pub(crate) use runs::Runs;

/// What a page aims at before compression: 256 KiB, a few seconds on a slow phone network.
const PAGE: PageLimits = PageLimits { rows: PULL_ROWS_MAX, bytes: 256 * 1024 };
/// How long a reader that knows of a change waits for the book to have it, in seconds.
const TAIL_SECS_MAX: u64 = 2;
/// Separates the salt of tombstones from every other use of the server's key.
const SALT_WORD: &str = "doorstep-tombstone-salt-1";

impl Centre {
    /// The next page for a device. A cursor of before a restore, of another champion or of nobody's begins again: the
    /// device is then told everything in its scope once more, and what to forget.
    ///
    /// # Errors
    /// `Refused` with `Unavailable` where the ledger has not come to `min_n`, with `Malformed` for a kind of row that
    /// there is not, and with `NotPermitted` where the champion no longer stands; `Ledger`, `Book`.
    pub(crate) async fn pull(
        &self,
        device: &DeviceRow,
        query: &PullQuery,
        min_n: u64,
    ) -> Result<PullReply, CentralError> {
        if let Err(error) = self.follow_to(min_n).await {
            // A book that cannot be written can still be read, and a page's number says how far it goes. Nothing that the
            // device was promised is lost: it comes with a later pull.
            if error.fault().code != Code::DiskFull {
                return Err(error);
            }
            tracing::warn!(%error, "the book cannot follow the ledger: devices are given what it has");
        }
        let again = query.again.as_deref().map(RowKind::of_word);
        if again.is_some_and(|kind| kind.is_none_or(|kind| kind == RowKind::List)) {
            return Err(Fault::new(Code::Malformed, "There are no rows of that kind.").into());
        }
        let again = again.flatten();
        let (champion, today) = (device.champion, self.today().await?);
        let waits = self.ledger.check_pending(self.authority.id, device.id).await?;
        let mode = if waits { ViewMode::Unchecked } else { ViewMode::Byod };
        let mut at = match &query.cursor {
            Some(text) => Sealed::open(self, champion, text).await?.unwrap_or_default(),
            None => book::Cursor::default(),
        };
        if again.is_none()
            && let Some(n) = at.resume.take()
        {
            // The list of one kind was given up half way: on from where it began.
            (at.n, at.listing) = (n, false);
        }
        let (runs, id) = (self.runs.clone(), device.id);
        let page = self
            .books
            .ask(move |tx| {
                let Some(scope) = book::scope_of(tx, champion, today, mode)? else {
                    return Ok(None);
                };
                let run = runs.of(tx, id, &scope, mode, at, again)?;
                let page = run.page(tx, mode, at, PAGE)?;
                if !page.more {
                    runs.ended(id);
                }
                Ok(Some(page))
            })
            .await?;
        let page = page.ok_or_else(|| {
            Fault::new(
                Code::NotPermitted,
                "You are not on the list of champions any more. Ask your coordinator.",
            )
        })?;
        let salt = self.tombstone_salt();
        Ok(PullReply {
            epoch: self.authority.epoch,
            rows: page.rows.into_iter().map(|item| row(item, &salt)).collect::<Result<_, _>>()?,
            cursor: Sealed::seal(self, champion, page.cursor).await?,
            more: page.more,
            n: page.cursor.n,
            tombstone_salt: Hex(salt),
            digests: digests(page.held, &salt),
            server_time_ms: self.env.wall_ms(),
        })
    }

    /// Brings the book, and who is whom in it, up to the ledger's head.
    async fn follow_to(&self, min_n: u64) -> Result<(), CentralError> {
        self.come_to(min_n).await?;
        self.relink().await
    }

    /// Brings who is whom up to what the book says of people and decisions. Where nothing happened since it is not even
    /// compared.
    pub(crate) async fn relink(&self) -> Result<(), CentralError> {
        let in_use = self.model_in_use().await?;
        let model = Arc::clone(&in_use.model);
        match self.books.ask(move |tx| Ok(book::relinked(tx, &model)?)).await? {
            Relinked::ToTheHead => Ok(()),
            Relinked::Unchanged(unchanged) => {
                self.books.change(move |tx| Ok(book::note_unchanged(tx, unchanged)?)).await
            }
            Relinked::No => self.books.change(move |tx| Ok(book::relink(tx, &mut in_use.linker())?)).await,
        }
    }

    /// Brings the book up to the ledger's head. Where somebody knows of a change, that must be in it within two seconds:
    /// a node that is far behind says so, and another may answer.
    async fn come_to(&self, min_n: u64) -> Result<(), CentralError> {
        let behind = || Fault::new(Code::Unavailable, "The centre has not come that far. Try again.");
        if min_n == 0 {
            self.tail().await?;
            return Ok(());
        }
        let within = Duration::from_secs(TAIL_SECS_MAX);
        let head = tokio::time::timeout(within, self.tail()).await.map_err(|_| behind())??;
        if head < min_n { Err(behind().into()) } else { Ok(()) }
    }

    /// The salt of this authority's tombstones. It is made from a key, so that it outlives every restore.
    fn tombstone_salt(&self) -> [u8; 16] {
        let hash = mac(self.keys.server.bytes(), SALT_WORD, &[self.authority.id.uuid().as_bytes()]);
        let mut salt = [0; 16];
        salt.copy_from_slice(&hash[..16]);
        salt
    }
}

/// The id under which a device knows a row.
fn told_as(kind: RowKind, id: Uuid, salt: &[u8; 16]) -> Uuid {
    if kind == RowKind::Tombstone { tombstone(salt, EventId::from_uuid(id)) } else { id }
}

/// One digest a kind, where there is anything of it.
fn digests(held: Vec<(RowKind, Uuid, u64)>, salt: &[u8; 16]) -> Vec<TableDigest> {
    let mut kinds: BTreeMap<RowKind, Vec<(Uuid, u64)>> = BTreeMap::new();
    for (kind, id, n) in held {
        kinds.entry(kind).or_default().push((told_as(kind, id, salt), n));
    }
    kinds.into_iter().map(|(kind, rows)| table_digest(kind.word(), &rows)).collect()
}

fn row(row: Row, salt: &[u8; 16]) -> Result<PulledRow, CentralError> {
    let Row { kind, id, n, body } = row;
    let body = body.map(Private::into_inner).map(RawValue::from_string).transpose();
    let body = body.map_err(|_| Fault::new(Code::Damaged, "A view of the book cannot be read."))?;
    Ok(PulledRow { kind: kind.word().to_owned(), id: told_as(kind, id, salt).to_string(), n, body })
}
