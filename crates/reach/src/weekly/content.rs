//! The shape of a weekly return.

use chrono::NaiveDate;
use domain::{Line, Period};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::row::{Column, Row};
use super::source::{AreaSource, LinkageSource};
use super::words::activity_words;
use crate::definition::PrintedDefinition;
use crate::figure::{Days, Figure};
use crate::parameters::Parameters;
use crate::population::Population;
use crate::reading::Reading;
use crate::suppression::Tier;
use crate::value::Value;

/// What `format` says.
pub const FORMAT: &str = "doorstep-weekly-return@1";

/// Who draws the return up, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// Who prepared it, as they sign.
    pub prepared_by: Line,
    /// Where.
    pub drawn: Drawn,
}

/// Where a return was drawn up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Drawn {
    /// On a device, from its own book: provisional.
    OnDevice,
    /// At the centre, from everybody's.
    AtCentre,
}

/// One week's return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeeklyReturn {
    /// [`FORMAT`].
    pub format: String,
    /// Where it was drawn up.
    pub drawn: Drawn,
    /// The controller.
    pub authority: Option<String>,
    /// The programme that it is about.
    pub programme: Option<String>,
    /// The ISO week, as `2026-W47`.
    pub week: String,
    /// Its Monday and Sunday.
    pub days: Days,
    /// Who prepared it.
    pub prepared_by: String,
    /// How many devices closed the week, of how many.
    pub devices_closed: Value,
    /// The ledger's change number up to which it counts.
    pub n: u64,
    /// The local day on which that was the state of things.
    #[schemars(with = "String")]
    pub as_of: NaiveDate,
    /// The area of the rates; none where there are none.
    pub area: Option<AreaSource>,
    /// The populations of the rates, each once; the first is that of the week.
    pub populations: Vec<Population>,
    /// How records became people.
    pub linkage: LinkageSource,
    /// The named parameters.
    pub parameters: Parameters,
    /// Every definition used, by id.
    pub definitions: Vec<PrintedDefinition>,
    /// The figures, by the three questions.
    pub questions: Vec<Answers>,
    /// Sessions of the week that were called off, and why. For staff: a reason may name somebody.
    pub cancellations: Vec<Cancellation>,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
}

/// The rows under one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Which question.
    pub question: Question,
    /// The question in words.
    pub title: String,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// The three questions of outcome-based accountability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How much did we do?
    HowMuch,
    /// How well did we do it?
    HowWell,
    /// Is anyone better off?
    BetterOff,
}

impl Question {
    /// The question in words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::HowMuch => "How much did we do?",
            Self::HowWell => "How well did we do it?",
            Self::BetterOff => "Is anyone better off?",
        }
    }
}

/// A session that was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// The day.
    #[schemars(with = "String")]
    pub on: NaiveDate,
    /// When it would have begun, `HH:MM`.
    pub starts: String,
    /// The venue's name; none where the venue has not arrived yet.
    pub venue: Option<String>,
    /// What kind of session.
    pub activity: String,
    /// Why, as it was written down.
    pub because: Vec<String>,
}

pub(super) fn cancellations(reading: &Reading<'_>, period: Period) -> Vec<Cancellation> {
    let off = reading.occasions.iter().filter(|one| !one.held && period.contains(one.on));
    off.map(|one| {
        let venue = reading.facts.venues.iter().find(|venue| venue.id == one.venue);
        Cancellation {
            on: one.on,
            starts: one.starts.to_string(),
            venue: venue.map(|venue| venue.name.as_str().to_owned()),
            activity: activity_words(one.activity).label.to_owned(),
            because: one.because.iter().map(|reason| reason.as_str().to_owned()).collect(),
        }
    })
    .collect()
}

impl WeeklyReturn {
    /// Canonical JSON (RFC 8785): the bytes that are hashed and signed.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("a return has text keys and whole numbers only")
    }

    /// The public tier: only counts of events, since figures of people differ from week to week by one week's
    /// children (reach.md, "Suppression and release").
    #[must_use]
    pub fn public(&self) -> Self {
        let mut public = self.clone();
        for answers in &mut public.questions {
            answers.rows.retain(|row| row.tier == Tier::Public);
        }
        let used: Vec<&str> =
            public.questions.iter().flat_map(|one| &one.rows).map(|row| row.definition.as_str()).collect();
        public.definitions.retain(|definition| used.contains(&definition.id.as_str()));
        public.cancellations.clear();
        public
    }

    /// The row of this key, such as `visits.adult`.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows().find(|row| row.key == key)
    }

    /// Every row, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.questions.iter().flat_map(|answers| &answers.rows)
    }

    /// Every figure with its row's key and its column: what contribution tokens are made of.
    pub fn figures(&self) -> impl Iterator<Item = (&str, Column, &Figure)> {
        self.rows().flat_map(|row| row.figures().map(|(column, figure)| (row.key.as_str(), column, figure)))
    }
}
