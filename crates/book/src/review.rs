//! What waits for a coordinator: pairs of records that may be one person, contradicting decisions, and fields on which
//! corrections disagree; and what was decided, by whom.

mod decided;
mod side;

use std::collections::{BTreeMap, BTreeSet};

use domain::{EnquiryId, Opinion, PersonId, TeamId, Verdict};
use linkage::{Explanation, LINK_AT, REVIEW_AT, explain};
use rusqlite::Connection;

use crate::column::{self, Id};
use crate::error::BookError;
use crate::linking::{Linker, Linking};

pub use decided::{DecisionMade, decisions};
pub use side::{Dispute, Side, Value, disputes, recorders_of, teams_of};

/// Why a pair is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// People decided one thing of some pairs and another of others, and both cannot be.
    Contradicted,
    /// All but certain, and yet something keeps them apart: another record, or two first names at one session.
    Conflict,
    /// The model is not sure.
    Unsure,
}

/// A pair that waits.
#[derive(Debug, Clone)]
pub struct PairToReview {
    /// The record with the lesser id.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// Why it waits.
    pub why: Why,
    /// How likely the two are one person after all that is known, 0 to 1.
    pub probability: f64,
    /// What speaks for it and against it.
    pub explanation: Explanation,
    /// The teams whose coordinators see it: of whoever recorded or met either. Empty where only the centre did, and then
    /// everybody's coordinators do.
    pub teams: BTreeSet<TeamId>,
    /// The latest question to a champion, and what was answered.
    pub enquiry: Option<(EnquiryId, Option<Opinion>)>,
}

/// The pairs that wait, those that contradict first, then the likeliest.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn pairs_to_review(connection: &Connection, linker: &mut Linker) -> Result<Vec<PairToReview>, BookError> {
    let linking = linker.follow(connection)?;
    let model = linker.model();
    let mut pairs = Vec::new();
    for (left, right, why, probability) in waiting(&linking) {
        let (one, other) = (linking.ids[left], linking.ids[right]);
        let (Some(left_side), Some(right_side)) =
            (side::side(connection, one)?, side::side(connection, other)?)
        else {
            continue;
        };
        let explanation = explain(&linking.records[left], &linking.records[right], model);
        let teams = left_side.teams.union(&right_side.teams).copied().collect();
        pairs.push(PairToReview {
            left: left_side,
            right: right_side,
            why,
            probability,
            explanation,
            teams,
            enquiry: enquiry(connection, one, other)?,
        });
    }
    pairs.sort_by(|one, other| {
        one.why
            .cmp(&other.why)
            .then_with(|| other.probability.total_cmp(&one.probability))
            .then_with(|| (one.left.id, one.right.id).cmp(&(other.left.id, other.right.id)))
    });
    Ok(pairs)
}

/// Places of the pairs that wait, each once.
fn waiting(linking: &Linking) -> Vec<(usize, usize, Why, f64)> {
    let Linking { ids, records: _, decisions, linked } = linking;
    let place: BTreeMap<PersonId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut told: BTreeMap<(usize, usize), BTreeSet<Verdict>> = BTreeMap::new();
    for decision in decisions {
        told.entry((place[&decision.left], place[&decision.right])).or_default().insert(decision.verdict);
    }
    let together = |left: usize, right: usize| linked.clusters[left] == linked.clusters[right];
    let mut waiting: Vec<(usize, usize, Why, f64)> = told
        .iter()
        .filter(|((left, right), verdicts)| {
            // "Same" gives way where another decision tells the two apart, directly or through others.
            verdicts.contains(&Verdict::Same) && !together(*left, *right)
        })
        .map(|(&(left, right), _)| (left, right, Why::Contradicted, REVIEW_AT))
        .collect();
    for pair in linked.pairs.iter().filter(|pair| pair.probability < LINK_AT) {
        if told.contains_key(&(pair.left, pair.right)) {
            continue;
        }
        let why = if together(pair.left, pair.right) { Why::Unsure } else { Why::Conflict };
        waiting.push((pair.left, pair.right, why, pair.probability));
    }
    waiting
}

/// The latest question about a pair, and the asked champion's own answer.
fn enquiry(
    connection: &Connection,
    left: PersonId,
    right: PersonId,
) -> Result<Option<(EnquiryId, Option<Opinion>)>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT q.id, (SELECT a.says FROM enquiry_answer a JOIN record r ON r.id = a.id
             WHERE a.enquiry = q.id AND r.champion = q.champion ORDER BY r.n DESC LIMIT 1)
         FROM enquiry q JOIN record r ON r.id = q.id WHERE q.\"left\" = ?1 AND q.\"right\" = ?2
         ORDER BY r.n DESC LIMIT 1",
    )?;
    let mut rows = statement.query([left.bytes(), right.bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((column::id(row, 0)?, column::maybe(row, 1)?)))
}
