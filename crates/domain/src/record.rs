//! What a record amounts to after all that was said of it. Arrival order decides nothing: the answer is a
//! function of the set of corrections known (protocol.md, "Conflicts").
//!
//! An amendment supersedes those its author had seen. Amendments of which neither saw the other are
//! concurrent: one value is shown, and a field on which they differ is listed as disputed for a person to
//! review. A withdrawal wins over every amendment until it is itself taken back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::fact::Fact;
use crate::hlc::Hlc;
use crate::ids::EventId;
use crate::person::Person;
use crate::problem::{Problem, ProblemCode};

/// Where and when something was said of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The activity date of the event that says it.
    pub on: NaiveDate,
    /// Its logical time.
    pub hlc: Hlc,
    /// Its id.
    pub by: EventId,
}

/// The event that recorded it.
#[derive(Clone)]
pub struct Original {
    /// Where and when.
    pub said: Said,
    /// Its type.
    pub kind: String,
    /// Its payload, a JSON object.
    pub payload: Value,
}

/// One later event about a record.
#[derive(Clone)]
pub struct Correction {
    /// Where and when.
    pub said: Said,
    /// What it does.
    pub what: What,
}

/// What a correction does.
#[derive(Clone)]
pub enum What {
    /// Says some fields otherwise, in the knowledge of those amendments.
    Amends {
        /// Amendments of the same record that the author had seen.
        seen: Vec<EventId>,
        /// The new values; `null` takes a field out.
        fields: Map<String, Value>,
    },
    /// Withdraws the record, or one amendment of it.
    Voids(EventId),
    /// Takes back a withdrawal.
    Reinstates(EventId),
}

/// A value that somebody asserted for an identity field, and whether it still stands unsuperseded.
#[derive(Clone, PartialEq)]
pub struct Assertion {
    /// Where and when.
    pub said: Said,
    /// The value; `null` where it was taken out.
    pub value: Value,
    /// No amendment that saw it says otherwise.
    pub stands: bool,
}

impl std::fmt::Debug for Assertion {
    /// Who asserted something and when, never what: it is a name, a birth date or a postcode.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Assertion")
            .field("said", &self.said)
            .field("stands", &self.stands)
            .finish_non_exhaustive()
    }
}

/// What a record amounts to.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The record as it is shown.
    pub fact: Fact,
    /// It is withdrawn.
    pub voided: bool,
    /// The withdrawals that hold, in order of logical time: take one back by its id.
    pub withdrawn_by: Vec<EventId>,
    /// Fields on which concurrent amendments differ, in order of name.
    pub disputed: Vec<String>,
    /// Every value asserted for the identity fields of a person, in the order (date, hlc, id); empty for
    /// other records. Residence on an earlier day is read from here.
    pub assertions: BTreeMap<String, Vec<Assertion>>,
    /// The amendments that stand in effect: what the author of the next one will have seen.
    pub seen: Vec<EventId>,
    /// Corrections that cannot be applied, with the reason: kept, and shown to their author and a
    /// coordinator.
    pub doubtful: Vec<(EventId, Problem)>,
}

/// Works out a record from the event that recorded it and all corrections known, in any order.
///
/// # Errors
/// Where the original itself cannot be read.
pub fn resolve(original: &Original, corrections: &[Correction]) -> Result<Resolved, Problem> {
    let plain = Fact::parse(&original.kind, &original.payload)?;
    let withdrawn = withdrawn(corrections);
    let mut doubtful = misdirected(original.said.by, corrections);

    let mut amendments: Vec<Amendment<'_>> = corrections
        .iter()
        .filter(|correction| !withdrawn.contains(&correction.said.by))
        .filter_map(|correction| match &correction.what {
            What::Amends { seen, fields } => Some(Amendment { said: correction.said, seen, fields }),
            What::Voids(_) | What::Reinstates(_) => None,
        })
        .collect();
    amendments.sort_by_key(|amendment| (amendment.said.hlc, amendment.said.by));

    let (standing, fact) = accept(original, plain, amendments, &mut doubtful);
    let history = History::of(original, &standing);
    let mut voided = withdrawn.contains(&original.said.by);
    if crate::bug!(VoidLostToALaterAmend) && !standing.is_empty() {
        voided = false;
    }
    doubtful.sort_by_key(|(id, _)| *id);
    Ok(Resolved {
        voided,
        withdrawn_by: withdrawals_of(original.said.by, corrections),
        disputed: history.disputed(),
        assertions: if matches!(fact, Fact::Person(_)) {
            history.assertions(original)
        } else {
            BTreeMap::new()
        },
        seen: standing
            .iter()
            .map(|amendment| amendment.said.by)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        fact,
        doubtful,
    })
}

#[derive(Clone, Copy)]
struct Amendment<'a> {
    said: Said,
    seen: &'a [EventId],
    fields: &'a Map<String, Value>,
}

/// What is withdrawn: named by a withdrawal that has not been taken back.
fn withdrawn(corrections: &[Correction]) -> BTreeSet<EventId> {
    holding(corrections).map(|(_, of)| of).collect()
}

/// The withdrawals of a record that hold, in order of logical time.
fn withdrawals_of(record: EventId, corrections: &[Correction]) -> Vec<EventId> {
    let mut of: Vec<Said> =
        holding(corrections).filter(|(_, of)| *of == record).map(|(said, _)| said).collect();
    of.sort_by_key(|said| (said.hlc, said.by));
    of.into_iter().map(|said| said.by).collect()
}

/// Withdrawals that were not taken back, and what each withdraws.
fn holding(corrections: &[Correction]) -> impl Iterator<Item = (Said, EventId)> {
    let reinstated: BTreeSet<EventId> = corrections
        .iter()
        .filter_map(|correction| match correction.what {
            What::Reinstates(of) => Some(of),
            What::Amends { .. } | What::Voids(_) => None,
        })
        .collect();
    corrections.iter().filter(move |correction| !reinstated.contains(&correction.said.by)).filter_map(
        |correction| match correction.what {
            What::Voids(of) => Some((correction.said, of)),
            What::Amends { .. } | What::Reinstates(_) => None,
        },
    )
}

/// Withdrawals of what is no record or amendment, and reinstatements of what is no withdrawal.
fn misdirected(record: EventId, corrections: &[Correction]) -> Vec<(EventId, Problem)> {
    let mut kinds = BTreeMap::new();
    for correction in corrections {
        kinds.insert(correction.said.by, matches!(correction.what, What::Voids(_)));
    }
    let contradiction = |said: Said| (said.by, Problem::new("of", ProblemCode::Contradiction));
    corrections
        .iter()
        .filter_map(|correction| match correction.what {
            What::Voids(of) if of != record && kinds.get(&of) == Some(&true) => {
                Some(contradiction(correction.said))
            }
            What::Reinstates(of) if of == record || kinds.get(&of) == Some(&false) => {
                Some(contradiction(correction.said))
            }
            What::Voids(_) | What::Reinstates(_) | What::Amends { .. } => None,
        })
        .collect()
}

/// Takes the amendments in order of time and leaves out each that would make the record unreadable. They
/// are tried all together first, which is nearly always the end of it.
fn accept<'a>(
    original: &Original,
    plain: Fact,
    amendments: Vec<Amendment<'a>>,
    doubtful: &mut Vec<(EventId, Problem)>,
) -> (Vec<Amendment<'a>>, Fact) {
    if let Ok(fact) = History::of(original, &amendments).read(original) {
        return (amendments, fact);
    }
    let (mut standing, mut fact) = (Vec::new(), plain);
    for amendment in amendments {
        standing.push(amendment);
        match History::of(original, &standing).read(original) {
            Ok(better) => fact = better,
            Err(problem) => {
                standing.pop();
                doubtful.push((amendment.said.by, problem));
            }
        }
    }
    (standing, fact)
}

/// For each field amended, who says what of it, and which of them nobody supersedes.
struct History<'a> {
    fields: BTreeMap<&'a str, Vec<(Said, &'a Value, bool)>>,
    identity: bool,
}

impl<'a> History<'a> {
    fn of(original: &Original, amendments: &[Amendment<'a>]) -> Self {
        let seen: BTreeMap<EventId, &[EventId]> = amendments.iter().map(|a| (a.said.by, a.seen)).collect();
        let mut fields: BTreeMap<&'a str, Vec<(Said, &'a Value, bool)>> = BTreeMap::new();
        for amendment in amendments {
            for (field, value) in amendment.fields {
                fields.entry(field).or_default().push((amendment.said, value, true));
            }
        }
        for says in fields.values_mut() {
            let superseded: BTreeSet<EventId> =
                says.iter().flat_map(|(said, _, _)| ancestors(said.by, &seen)).collect();
            for (said, _, stands) in says {
                *stands = !superseded.contains(&said.by);
            }
        }
        Self { fields, identity: original.kind.starts_with("person.") }
    }

    /// The value shown: of those that stand, the greatest (hlc, id); for an identity field the latest
    /// activity date comes first.
    fn shown(&self, field: &str) -> Option<&'a Value> {
        let by_date = self.identity && Person::IDENTITY_FIELDS.contains(&field);
        let standing = self.fields.get(field)?.iter().filter(|(_, _, stands)| *stands);
        standing
            .max_by_key(|(said, _, _)| (by_date.then_some(said.on), said.hlc, said.by))
            .map(|(_, value, _)| *value)
    }

    fn read(&self, original: &Original) -> Result<Fact, Problem> {
        let mut payload = original.payload.clone();
        let Some(record) = payload.as_object_mut() else {
            return Err(Problem::new("payload", ProblemCode::Malformed));
        };
        for field in self.fields.keys() {
            match self.shown(field) {
                Some(Value::Null) => record.remove(*field),
                Some(value) => record.insert((*field).to_owned(), value.clone()),
                None => None,
            };
        }
        Fact::parse(&original.kind, &payload)
    }

    fn disputed(&self) -> Vec<String> {
        let differ = |says: &[(Said, &Value, bool)]| {
            let mut standing = says.iter().filter(|(_, _, stands)| *stands).map(|(_, value, _)| value);
            standing.next().is_some_and(|first| standing.any(|value| value != first))
        };
        self.fields.iter().filter(|(_, says)| differ(says)).map(|(field, _)| (*field).to_owned()).collect()
    }

    fn assertions(&self, original: &Original) -> BTreeMap<String, Vec<Assertion>> {
        let mut all = BTreeMap::new();
        for field in Person::IDENTITY_FIELDS {
            let amended = self.fields.get(field).map(Vec::as_slice).unwrap_or_default();
            let mut says: Vec<Assertion> = amended
                .iter()
                .map(|(said, value, stands)| Assertion {
                    said: *said,
                    value: (*value).clone(),
                    stands: *stands,
                })
                .collect();
            if let Some(value) = original.payload.get(field) {
                // Who amends a record has its original in front of them, so any amendment supersedes it.
                says.push(Assertion {
                    said: original.said,
                    value: value.clone(),
                    stands: amended.is_empty(),
                });
            }
            says.sort_by_key(|assertion| assertion.said);
            if !says.is_empty() {
                all.insert(field.to_owned(), says);
            }
        }
        all
    }
}

/// All amendments that `of` had seen, directly or through those. Ends on any input, a loop too.
fn ancestors(of: EventId, seen: &BTreeMap<EventId, &[EventId]>) -> BTreeSet<EventId> {
    let mut found = BTreeSet::new();
    let mut next = vec![of];
    while let Some(id) = next.pop() {
        for before in seen.get(&id).copied().unwrap_or_default() {
            if *before != of && found.insert(*before) {
                next.push(*before);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
