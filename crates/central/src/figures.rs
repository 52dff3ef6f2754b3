//! What is counted: facts from the book, with the devices and the area that belong to the same moment.

mod indicators;
mod model;
mod recount;

pub use indicators::Indicators;
pub(crate) use model::{InUse, model_named};

use std::collections::BTreeMap;

use book::Asked;
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{DeviceId, StreamId};
use reach::area::AreaPack;
use reach::facts::{DeviceFact, Facts, MeasuredLinkage};
use rusqlite::Connection;
use wire::{Code, Fault};

use crate::book::local_day;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{DeviceRow, Owner};

/// How often the book may run ahead of what was asked about it: only by another process on the same folder.
const TRIES_MAX: usize = 8;

/// Everything that a figure is worked out from.
pub(crate) struct Counted {
    pub(crate) facts: Facts,
    /// The area pack in use; none before one was imported.
    pub(crate) pack: Option<AreaPack>,
}

/// Devices and whose streams are whose, as the ledger has them.
#[derive(Debug, Clone)]
pub(crate) struct Devices {
    rows: Vec<DeviceRow>,
    streams: BTreeMap<StreamId, DeviceId>,
}

/// The facts of a book and the hash of its area pack.
pub(crate) struct Loaded {
    pub(crate) facts: Facts,
    pub(crate) pack_sha256: Option<[u8; 32]>,
}

impl Centre {
    /// What counts at the ledger's head, as of this local day.
    pub(crate) async fn counted(&self, as_of: NaiveDate) -> Result<Counted, CentralError> {
        for _ in 0..TRIES_MAX {
            let head = self.tail().await?;
            let devices = self.devices().await?;
            let model = self.model_in_use().await?;
            let loaded = self.books.ask(move |tx| load(tx, &model, &devices, as_of)).await?;
            // A book that ran ahead may count what the devices and the model read before it do not know.
            if loaded.facts.n == head {
                return self.with_pack(loaded).await;
            }
        }
        Err(Fault::new(Code::Unavailable, "The centre is busy. Try again.").into())
    }

    /// Devices and streams as the ledger has them now.
    pub(crate) async fn devices(&self) -> Result<Devices, CentralError> {
        let rows = self.ledger.devices(self.authority.id).await?;
        let streams = self.ledger.streams(self.authority.id).await?;
        let streams = streams.into_iter().filter_map(|row| match row.owner {
            Owner::Centre => None,
            Owner::Device { device, champion: _ } => Some((row.stream, device)),
        });
        Ok(Devices { rows, streams: streams.collect() })
    }

    pub(crate) async fn with_pack(&self, loaded: Loaded) -> Result<Counted, CentralError> {
        let Loaded { facts, pack_sha256 } = loaded;
        let pack = match pack_sha256 {
            None => None,
            Some(sha256) => Some(self.pack(sha256).await?),
        };
        Ok(Counted { facts, pack })
    }
}

/// The facts of a book at its head.
pub(crate) fn load(
    book: &Connection,
    model: &InUse,
    devices: &Devices,
    as_of: NaiveDate,
) -> Result<Loaded, CentralError> {
    let n = ::book::head(book)?;
    let zone = zone(book)?;
    let asked = Asked {
        as_of,
        devices: devices.rows.iter().filter_map(|row| device_at(row, n, zone)).collect(),
        streams: devices.streams.clone(),
        measured: model.measured.as_ref().map(|measured| MeasuredLinkage {
            on: measured.on.as_str().to_owned(),
            precision_per_mille: measured.precision_per_mille,
            recall_per_mille: measured.recall_per_mille,
        }),
    };
    let facts = ::book::facts_by(book, &mut model.linker(), asked)?;
    Ok(Loaded { facts, pack_sha256: pack_in_use(book)? })
}

/// A device as it stood at change number `n`; none where it was let in later.
fn device_at(row: &DeviceRow, n: u64, zone: Tz) -> Option<DeviceFact> {
    let revoked = row.revoked.filter(|(_, revoked_n)| *revoked_n <= n);
    (row.enrolled_n <= n).then(|| DeviceFact {
        id: row.id,
        issued_on: local_day(row.enrolled_ms, zone),
        revoked_on: revoked.map(|(at_ms, _)| local_day(at_ms, zone)),
    })
}

/// The authority's time zone as its programme says.
pub(crate) fn zone(book: &Connection) -> Result<Tz, CentralError> {
    let authority = ::book::authority(book)?;
    let named = authority.and_then(|authority| authority.time_zone.as_str().parse().ok());
    Ok(named.unwrap_or(crate::book::ZONE_BEFORE_A_PROGRAMME))
}

/// The pack adopted last. A pack that replaces another amends it, so there are several only where there are several
/// areas; figures are of the one taken into use last.
fn pack_in_use(book: &Connection) -> Result<Option<[u8; 32]>, CentralError> {
    let area = ::book::areas_adopted(book)?.pop();
    Ok(area.and_then(|area| domain::text::from_hex(area.sha256.as_str())))
}
