//! The children on record, as a birth list is held against them.

use std::collections::{BTreeMap, BTreeSet};

use book::Fellows;
use chrono::NaiveDate;
use domain::{BirthListId, FollowUpStep, Period, PersonId};
use linkage::encode::{Encoder, Encoding, Secret};
use linkage::{Record, Role, agree_beyond_doubt, encoded};
use reach::area::{AreaPack, LsoaCode, PostcodeState};
use reach::{Found, Reading};
use wire::{Code, Fault};

use super::file::{EncodingRow, NamedRow};
use crate::centre::Centre;
use crate::error::CentralError;
use crate::figures::{InUse, load};

/// What the key of a birth list is, so that two births under unlike first names are two children.
const TOGETHER: &str = "birth list";
/// From here on a match of encodings is beyond doubt, and below its complement it is none.
const BEYOND_DOUBT: f64 = 0.95;

/// Facts and the area at one change number, with the rule by which they were joined.
pub(super) struct Known {
    pub(super) facts: reach::facts::Facts,
    pub(super) pack: AreaPack,
    pub(super) in_use: InUse,
    pub(super) n: u64,
}

/// One named birth, held against the people on record.
pub(super) struct NamedBirth {
    /// The row's name.
    pub(super) name: String,
    pub(super) lsoa: Option<LsoaCode>,
    pub(super) found: Found,
    /// Whom it may be, the likeliest first.
    pub(super) candidates: Vec<PersonId>,
}

/// What somebody said of births and people on record.
struct LookedAt {
    same: BTreeMap<String, PersonId>,
    different: BTreeMap<String, BTreeSet<PersonId>>,
    /// The person that each record is of.
    whose: BTreeMap<PersonId, PersonId>,
}

impl LookedAt {
    /// The latest word on each birth counts.
    fn of(steps: &[book::FollowedUp], facts: &reach::facts::Facts) -> Self {
        let records = |person: &reach::facts::PersonFacts| {
            let id = person.id;
            person.records.iter().map(move |record| (record.id, id)).collect::<Vec<_>>()
        };
        let whose = facts.people.iter().flat_map(records).collect();
        let mut looked_at = Self { same: BTreeMap::new(), different: BTreeMap::new(), whose };
        for step in steps {
            let row = step.step.row.as_str().to_owned();
            match step.step.step {
                FollowUpStep::Recognised(person) => {
                    let whose = looked_at.whose(person);
                    looked_at.different.entry(row.clone()).or_default().remove(&whose);
                    looked_at.same.insert(row, person);
                }
                FollowUpStep::NotThem(person) => {
                    looked_at.same.remove(&row);
                    let person = looked_at.whose(person);
                    looked_at.different.entry(row).or_default().insert(person);
                }
                FollowUpStep::Assigned(_) | FollowUpStep::Contacted(_) | FollowUpStep::Closed(_) => {}
            }
        }
        looked_at
    }

    fn whose(&self, record: PersonId) -> PersonId {
        self.whose.get(&record).copied().unwrap_or(record)
    }

    fn recognised(&self, row: &str) -> Option<PersonId> {
        self.same.get(row).copied()
    }

    fn without_those_told_apart(&self, row: &str, mut fellows: Fellows) -> Fellows {
        if let Some(different) = self.different.get(row) {
            for list in [&mut fellows.surely, &mut fellows.likely, &mut fellows.perhaps] {
                list.retain(|person| !different.contains(&self.whose(*person)));
            }
        }
        fellows
    }
}

impl Centre {
    /// What is on record now.
    pub(super) async fn known(&self) -> Result<Known, CentralError> {
        let n = self.tail().await?;
        let (devices, in_use, today) =
            (self.devices().await?, self.model_in_use().await?, self.today().await?);
        let model = in_use.clone();
        let loaded = self.books.ask(move |tx| load(tx, &model, &devices, today)).await?;
        let sha256 = loaded.pack_sha256.ok_or_else(|| {
            let message = "No area pack is imported, so nobody's small area is known. Import one first.";
            Fault::new(Code::NotPermitted, message)
        })?;
        Ok(Known { facts: loaded.facts, pack: self.pack(sha256).await?, in_use, n })
    }

    /// Named births, each with its home and whether the child is on record and was registered or seen by a day. What
    /// somebody said of a birth and a person goes before what the model says.
    pub(super) async fn found_by_name(
        &self,
        known: &Known,
        list: BirthListId,
        rows: &[NamedRow],
        at: NaiveDate,
    ) -> Result<Vec<NamedBirth>, CentralError> {
        let births: Vec<Record> = (0..).zip(rows).map(|(place, row)| record(place, row)).collect();
        let model = std::sync::Arc::clone(&known.in_use.model);
        let ask = move |tx: &rusqlite::Transaction<'_>| {
            let fellows = book::held_against(tx, &model, &births)?;
            Ok((births, fellows, book::comparable(tx)?, book::follow_ups(tx, list)?))
        };
        let (births, fellows, people, steps) = self.books.ask(ask).await?;
        let looked_at = LookedAt::of(&steps, &known.facts);
        let met = reach::met(&Reading::of(&known.facts), at);
        let on_record: BTreeMap<PersonId, Record> = people.into_iter().collect();
        let births = rows.iter().zip(births).zip(fellows).map(|((row, birth), fellows)| {
            let name = self.row_name(&row.id);
            let Fellows { surely, likely, perhaps } = looked_at.without_those_told_apart(&name, fellows);
            let among = |people: &[PersonId]| people.iter().any(|person| met.contains(person));
            let agrees = |person: &PersonId| {
                on_record.get(person).is_some_and(|record| agree_beyond_doubt(record, &birth))
            };
            let recognised = looked_at.recognised(&name);
            let found = if recognised.is_some_and(|person| among(&[person]))
                || (among(&surely) && surely.iter().any(agrees))
            {
                Found::Surely
            } else if among(&likely) {
                Found::Likely
            } else if recognised.is_none() && among(&perhaps) {
                Found::Perhaps
            } else {
                Found::No
            };
            let mut candidates: Vec<PersonId> = likely;
            candidates.extend(perhaps);
            candidates.retain(|person| met.contains(person));
            NamedBirth { name, lsoa: home(&known.pack, row.postcode.reveal(), at), found, candidates }
        });
        Ok(births.collect())
    }

    /// Encoded births in the same way: the children on record are encoded with the same secret and salt.
    pub(super) async fn found_by_encoding(
        &self,
        known: &Known,
        rows: &[EncodingRow],
        at: NaiveDate,
        secret: Secret,
        salt: &str,
    ) -> Result<Vec<(Option<LsoaCode>, Found)>, CentralError> {
        let encoder = Encoder::new(&secret, salt);
        let scheme = encoder.scheme();
        if let Some(place) = rows.iter().position(|row| row.scheme != scheme) {
            let message = format!(
                "Line {}: this list was encoded with another secret or salt, or by another method. Ask whoever made it.",
                place + 2
            );
            return Err(Fault::new(Code::SecretWrong, message).into());
        }
        let theirs = rows.iter().enumerate().map(|(place, row)| {
            let [year, day, home] = row.filters.reveal();
            Encoding::from_texts([year, day, home])
                .map_err(|_| Fault::new(Code::Malformed, format!("Line {}: this is no encoding.", place + 2)))
        });
        let theirs = theirs.collect::<Result<Vec<_>, _>>()?;
        let met = reach::met(&Reading::of(&known.facts), at);
        let ours = self.books.ask(move |tx| {
            let people = book::comparable(tx)?.into_iter();
            let children = people.filter(|(id, record)| met.contains(id) && record.role == Role::Child);
            Ok(children.map(|(_, record)| encoder.encode(&record)).collect::<Vec<_>>())
        });
        let compared = encoded::compare(&theirs, &ours.await?);
        let found = rows.iter().zip(&compared.found).map(|(row, likely)| {
            let found = if *likely >= BEYOND_DOUBT {
                Found::Surely
            } else if *likely >= 0.5 {
                Found::Likely
            } else if *likely >= 1.0 - BEYOND_DOUBT {
                Found::Perhaps
            } else {
                Found::No
            };
            (row.lsoa.as_deref().and_then(|code| code.parse().ok()), found)
        });
        Ok(found.collect())
    }
}

/// The small area of a postcode; none where it is in none of this area.
pub(super) fn home(pack: &AreaPack, postcode: &str, at: NaiveDate) -> Option<LsoaCode> {
    match pack.look_up_at(postcode, at) {
        PostcodeState::In(lsoa) => Some(lsoa),
        PostcodeState::KnownOutside(_) | PostcodeState::Unknown | PostcodeState::Half => None,
    }
}

/// The days of a list as a period.
pub(super) const fn cohort(from: NaiveDate, until: NaiveDate) -> Period {
    Period { first: from, last: until }
}

fn record(place: usize, row: &NamedRow) -> Record {
    let NamedRow { id: _, given_name, surname, birth, postcode } = row;
    Record {
        // No person's id is of this form.
        id: format!("birth-{place:06}").into(),
        given_name: given_name.reveal().as_str().into(),
        surname: surname.reveal().as_str().into(),
        birth: birth.reveal().to_string().into(),
        postcode: postcode.reveal().as_str().into(),
        together: vec![TOGETHER.into()],
        role: Role::Child,
        ..Record::default()
    }
}
