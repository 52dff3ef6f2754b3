//! What stands at the head of every page and sheet, so that none can be taken for what it is not.

use reach::Value;
use reach::suppression::Tier;
use reach::weekly::WeeklyReturn;

use super::words;
use crate::edition::Edition;

const FOR_STAFF: &str =
    "For staff: holds figures of people. Do not publish it or pass it on outside the programme.";
const FOR_ALL: &str = "For anybody: holds counts of events and no figures of people.";

/// The head of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The controller.
    pub authority: String,
    /// The programme.
    pub programme: String,
    /// As `Week 47, 16–22 Nov 2026`.
    pub week: String,
    /// The ISO week, as `2026-W47`.
    pub iso_week: String,
    /// Provisional, draft or frozen, in a few words.
    pub state_short: String,
    /// The same in a sentence.
    pub state: String,
    /// Whether it is frozen; if not, its state is a warning.
    pub is_final: bool,
    /// Who prepared it.
    pub prepared_by: String,
    /// As `Phones that closed the week: 2 of 3`.
    pub devices: String,
    /// For whom it is.
    pub marking: &'static str,
}

impl Head {
    pub(super) fn of(weekly: &WeeklyReturn, edition: &Edition, tier: Tier) -> Self {
        let or_unknown =
            |name: &Option<String>, words: &str| name.clone().unwrap_or_else(|| words.to_owned());
        Self {
            authority: or_unknown(&weekly.authority, "Authority not yet known"),
            programme: or_unknown(&weekly.programme, "Programme not yet known"),
            week: words::week(weekly),
            iso_week: weekly.week.clone(),
            state_short: edition.short(weekly.drawn),
            state: edition.sentence(weekly.drawn),
            is_final: edition.is_final(weekly.drawn),
            prepared_by: weekly.prepared_by.clone(),
            devices: devices(weekly.devices_closed),
            marking: match tier {
                Tier::Staff => FOR_STAFF,
                Tier::Public => FOR_ALL,
            },
        }
    }

    /// The name of the document, as `Weekly return, week 47, 16–22 Nov 2026`.
    #[must_use]
    pub fn title(&self) -> String {
        let mut letters = self.week.chars();
        let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
        format!("Weekly return, {first}{}", letters.as_str())
    }
}

fn devices(Value { numerator, denominator }: Value) -> String {
    match denominator {
        Some(issued) => format!("Phones that closed the week: {numerator} of {issued}"),
        None => format!("Phones that closed the week: {numerator}"),
    }
}
