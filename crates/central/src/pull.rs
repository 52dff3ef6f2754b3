//! What a device is given: views of the book within its champion's scope, page by page.

mod cursor;

use book::{PageLimits, Row, ViewMode};
use domain::Private;
use serde_json::value::RawValue;
use wire::proto::PULL_ROWS_MAX;
use wire::pull::{PullReply, PulledRow};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::DeviceRow;
use cursor::Sealed;

/// What a page aims at before compression: 256 KiB, a few seconds on a slow phone network.
const PAGE: PageLimits = PageLimits { rows: PULL_ROWS_MAX, bytes: 256 * 1024 };

impl Centre {
    /// The next page for a device. A cursor of before a restore, of another champion or of nobody's begins again: the
    /// device is then told everything in its scope once more, and what to forget.
    ///
    /// # Errors
    /// `Refused` with `Unavailable` where the ledger has not come to `min_n`, and with `NotPermitted` where the
    /// champion no longer stands; `Ledger`, `Book`.
    pub(crate) async fn pull(
        &self,
        device: &DeviceRow,
        cursor: Option<&str>,
        min_n: u64,
    ) -> Result<PullReply, CentralError> {
        if self.tail().await? < min_n {
            return Err(Fault::new(Code::Unavailable, "The centre has not come that far. Try again.").into());
        }
        let (champion, today) = (device.champion, self.today().await?);
        let waits = self.ledger.check_pending(self.authority.id, device.id).await?;
        let mode = if waits { ViewMode::Unchecked } else { ViewMode::Byod };
        let at = cursor.and_then(|text| Sealed::open(self, champion, text)).unwrap_or_default();
        let page = self
            .books
            .ask(move |tx| {
                let Some(scope) = book::scope_of(tx, champion, today, mode)? else {
                    return Ok(None);
                };
                Ok(Some(book::scope_view(tx, &scope, mode, at, PAGE)?))
            })
            .await?;
        let page = page.ok_or_else(|| {
            Fault::new(
                Code::NotPermitted,
                "You are not on the list of champions any more. Ask your coordinator.",
            )
        })?;
        Ok(PullReply {
            epoch: self.authority.epoch,
            rows: page.rows.into_iter().map(row).collect::<Result<_, _>>()?,
            cursor: Sealed::seal(self, champion, page.cursor),
            more: page.more,
            n: page.cursor.n,
            server_time_ms: self.env.wall_ms(),
        })
    }
}

fn row(row: Row) -> Result<PulledRow, CentralError> {
    let Row { kind, id, n, body } = row;
    let body = body.map(Private::into_inner).map(RawValue::from_string).transpose();
    let body = body.map_err(|_| Fault::new(Code::Damaged, "A view of the book cannot be read."))?;
    Ok(PulledRow { kind: kind.word().to_owned(), id: id.to_string(), n, body })
}
