//! Contribution tokens: which events a figure rests on, for nobody but the holder of the return key.

use std::collections::{BTreeMap, BTreeSet};

use domain::text::to_hex;
use domain::{EventId, IsoWeek};
use reach::weekly::WeeklyReturn;
use returns::frozen::figure_name;

use crate::keys::Secret;
use crate::mac::mac;

/// Separates these tokens from every other use of a key.
const WORD: &str = "doorstep-contribution-1";
/// Bytes of a token kept: among the events of one figure two alike are out of the question.
const TOKEN_BYTES: usize = 16;

/// The tokens of every figure that rests on any event, by its name, sorted.
pub(super) fn of_all(key: &Secret, week: IsoWeek, weekly: &WeeklyReturn) -> BTreeMap<String, Vec<String>> {
    let resting = weekly.figures().filter(|(_, _, figure)| !figure.contributions.is_empty());
    let figures = resting.map(|(row, column, figure)| {
        let name = figure_name(row, column);
        let tokens: BTreeSet<String> =
            figure.contributions.iter().map(|event| token(key, week, &name, *event)).collect();
        (name, tokens.into_iter().collect())
    });
    figures.collect()
}

/// The token of one event in one figure of one week: no token says anything about another figure or week.
pub(super) fn token(key: &Secret, week: IsoWeek, figure: &str, event: EventId) -> String {
    let parts = [week.to_string().into_bytes(), figure.as_bytes().to_vec(), event.uuid().as_bytes().to_vec()];
    to_hex(&mac(key.bytes(), WORD, &parts.each_ref().map(Vec::as_slice))[..TOKEN_BYTES])
}
