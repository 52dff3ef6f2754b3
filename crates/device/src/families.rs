//! The families that may be visited: those who waited longest first.

use std::collections::BTreeMap;

use domain::{FamilyId, PersonId, Private};
use wire::Fault;
use wire::app::{Families, Household, LastVisit};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::tile;

/// How many people are looked through: a caseload, and all the families of a venue beside it.
const PEOPLE_MAX: usize = 500;

impl Device {
    /// The families that may be visited.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn families(&self) -> Result<Families, Fault> {
        let today = self.day();
        let families = self.reading().and_then(|open| of(open, today));
        families.map_err(|error| self.fault(error))
    }
}

fn of(open: &Open, today: Option<chrono::NaiveDate>) -> Result<Families, DeviceError> {
    let connection = open.vault.connection();
    let champion = open.enrolment.certificate.says.champion;
    let own = book::champions(connection)?.into_iter().find(|(one, _)| *one == champion);
    let mut homes: BTreeMap<(Option<FamilyId>, Option<PersonId>), Vec<book::PersonCard>> = BTreeMap::new();
    for person in book::known_people(connection, PEOPLE_MAX)? {
        let alone = person.card.family.is_none().then_some(person.id);
        homes.entry((person.card.family, alone)).or_default().push(person);
    }
    let mut households = Vec::new();
    for ((family, _), mut people) in homes {
        people.sort_by_key(|person| (std::cmp::Reverse(person.card.role), person.id));
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let label = family.map(|family| book::family_label(connection, family)).transpose()?.flatten();
        let last = book::last_visit(connection, family, &ids)?;
        households.push(Household {
            family,
            label: label.map(|label| Private::new(label.reveal().as_str().to_owned())),
            people: people.into_iter().map(|person| tile::person(person, today)).collect(),
            last_visit: last.map(|(on, outcome)| LastVisit { date: on.to_string(), outcome: outcome.into() }),
        });
    }
    // Whoever was never visited comes first; then the longest ago.
    households.sort_by(|one, other| waited(one).cmp(&waited(other)));
    Ok(Families { cleared: own.and_then(|(_, champion)| champion.cleared), households })
}

fn waited(household: &Household) -> Option<&str> {
    household.last_visit.as_ref().map(|visit| visit.date.as_str())
}
