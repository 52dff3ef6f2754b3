//! The register of a session: who came, and who may still come.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::SessionId;
use wire::app::{Attended, Counted, People, PersonTile, Register};
use wire::words::AnonymousBand;
use wire::{Code, Fault, Private};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::{tile, when};

/// How many known people stand on a register: six screens of tiles. Others are found by name.
const KNOWN_MAX: usize = 60;
/// How many people a search shows: more are a reason to type another letter.
const FOUND_MAX: usize = 20;

impl Device {
    /// The register of a session named by any of its records.
    ///
    /// # Errors
    /// `NotFound`; while locked; where the book cannot be read.
    pub fn register(&self, session: SessionId) -> Result<Register, Fault> {
        let today = self.day();
        let register = self.reading().and_then(|open| of(open, session, today));
        register.map_err(|error| self.fault(error))
    }

    /// People whose names have words that begin as those typed do, as tiles.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn people(&self, typed: &Private<String>) -> Result<People, Fault> {
        let today = self.day();
        let found = self.find_people(typed.reveal(), FOUND_MAX)?;
        Ok(People { people: found.into_iter().map(|card| tile::person(card, today)).collect() })
    }

    /// The local day by the wall clock, for ages.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        when::today(&self.shell.clock.now())
    }
}

fn of(open: &Open, id: SessionId, today: Option<NaiveDate>) -> Result<Register, DeviceError> {
    let connection = open.vault.connection();
    let Some(session) = book::session(connection, id)? else {
        return Err(Fault::new(Code::NotFound, "This session is not known on this device.").into());
    };
    let register = book::register(connection, id)?;
    let total = register.total();
    let tiled = |card| tile::person(card, today);
    let attended = register.named.into_iter().map(|named| {
        let book::Named { person, card, attendances } = named;
        Attended { person, tile: card.map(tiled), attendances }
    });
    let mut counted: BTreeMap<domain::AnonymousBand, Counted> = BTreeMap::new();
    for book::Anonymous { attendance, band, count } in register.anonymous {
        let of_band = counted.entry(band).or_insert_with(|| Counted {
            band: AnonymousBand::from(band),
            count: 0,
            attendances: Vec::new(),
        });
        of_band.count += u64::from(count);
        of_band.attendances.push(attendance);
    }
    let known: Vec<PersonTile> = book::known_people(connection, KNOWN_MAX)?.into_iter().map(tiled).collect();
    Ok(Register {
        professionals: session.session.professionals.iter().map(|one| (*one).into()).collect(),
        session: tile::opened(connection, &session)?,
        attended: attended.collect(),
        anonymous: counted.into_values().collect(),
        total,
        known,
    })
}
