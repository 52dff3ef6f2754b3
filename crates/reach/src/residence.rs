//! Where somebody lived at t*.

use chrono::NaiveDate;
use domain::{EventId, person::Postcode, record::Said};

use crate::area::{AreaPack, PostcodeState};
use crate::facts::{Asserted, RecordFacts};

/// Where somebody lives, in the sense that reach needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In an LSOA that belongs to the area at t*.
    Inside,
    /// Known to be elsewhere.
    Outside,
    /// No postcode that the look-up knows.
    Unknown,
}

/// Residence with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Residence {
    pub(crate) place: Place,
    /// The event that asserted it.
    pub(crate) by: Option<EventId>,
    /// A correction in dispute says inside.
    pub(crate) disputed_inside: bool,
    /// A correction in dispute says outside.
    pub(crate) disputed_outside: bool,
}

/// The field that is disputed under this name.
const POSTCODE: &str = "postcode";

fn place(asserted: &Asserted<Postcode>, pack: &AreaPack, t_star: NaiveDate) -> Place {
    let Some(postcode) = &asserted.value else { return Place::Unknown };
    match pack.look_up_at(postcode.reveal().as_str(), t_star) {
        PostcodeState::In(_) => Place::Inside,
        PostcodeState::KnownOutside(_) => Place::Outside,
        PostcodeState::Unknown | PostcodeState::Half => Place::Unknown,
    }
}

/// The postcode asserted on the latest activity date at or before t* that the look-up knows; ties by (hlc, event
/// id). A half, blank or unknown one asserts nothing and leaves an earlier one standing. One that a later
/// correction superseded still says where they lived before it.
pub(crate) fn residence(records: &[&RecordFacts], pack: &AreaPack, t_star: NaiveDate) -> Residence {
    let mut known: Vec<(Place, bool, Said)> = Vec::new();
    for record in records {
        let disputed = record.disputed.iter().any(|field| field == POSTCODE);
        for asserted in record.postcodes.iter().filter(|asserted| asserted.said.on <= t_star) {
            let place = place(asserted, pack, t_star);
            if place != Place::Unknown {
                known.push((place, disputed && asserted.stands, asserted.said));
            }
        }
    }
    let disputed = |wanted| known.iter().any(|(place, disputed, _)| *disputed && *place == wanted);
    let (disputed_inside, disputed_outside) = (disputed(Place::Inside), disputed(Place::Outside));
    let latest = known.iter().max_by_key(|(_, _, said)| *said);
    Residence {
        place: latest.map_or(Place::Unknown, |(place, _, _)| *place),
        by: latest.map(|(_, _, said)| said.by),
        disputed_inside,
        disputed_outside,
    }
}
