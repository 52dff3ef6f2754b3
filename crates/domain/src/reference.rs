//! Reference data: what the centre sets up and devices only read. Corrected like any record; on a device the
//! centre's word wins.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{TeamId, VenueId};
use crate::period::IsoWeek;
use crate::person::Postcode;
use crate::problem::{Problem, ProblemCode};
use crate::session::Activity;
use crate::text::{ANSWER_CHARS_MAX, Line};
use crate::time_of_day::TimeOfDay;

/// The most questions in one form.
pub const QUESTIONS_MAX: usize = 100;

/// The controller: its name, its programme, and the time zone of its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// The council or host charity.
    pub name: Line,
    /// The programme that the return is about.
    pub programme: Line,
    /// An IANA zone, such as `Europe/London`.
    pub time_zone: Line,
    /// What the programme aims at.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub targets: Vec<Target>,
    /// For how many days a phone may use what it fetched of families without reaching the centre; 60 where not said, 14 at
    /// least and 90 at most.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub caseload_days: Option<u8>,
}

/// A share of children that is aimed at: wished for, and never mixed with what was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Which figure, by its number: `I-02`.
    pub figure: Line,
    /// What it is called.
    pub label: Line,
    /// The share in per cent, 1 to 100.
    pub percent: u8,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<NaiveDate>,
    /// Set nationally, and not by the programme.
    #[serde(default)]
    pub national: bool,
}

/// A group of champions under one coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its name.
    pub name: Line,
}

/// A place where sessions are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Venue {
    /// Its name.
    pub name: Line,
    /// Its postcode, where it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub postcode: Option<Postcode>,
}

/// A line of the weekly timetable: what is planned, against which what was held is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Where.
    pub venue: VenueId,
    /// What kind of session.
    pub activity: Activity,
    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub weekday: u8,
    /// When it begins.
    pub starts: TimeOfDay,
    /// When it ends.
    pub ends: TimeOfDay,
    /// The first day on which it may fall.
    pub valid_from: NaiveDate,
    /// The last day on which it may fall; none while it goes on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub valid_to: Option<NaiveDate>,
}

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Champion {
    /// The name under which families and colleagues know them.
    pub name: Line,
    /// Their team.
    pub team: TeamId,
    /// The venues where they help: the extent of what their device is given. Sorted, without repeats.
    #[serde(default)]
    pub venues: Vec<VenueId>,
    /// Whether they may be given home visits (security.md: none without clearance).
    pub cleared: bool,
}

/// A service that families are told about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its name.
    pub name: Line,
    /// What it is good for, in the programme's own words for needs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub need: Option<Line>,
    /// Its identifier in an Open Referral directory.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub open_referral_id: Option<Line>,
}

/// A published version of a survey form. What the questions mean is the survey engine's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// What stays the same from version to version.
    pub key: Line,
    /// 1, 2, 3…
    pub version: u32,
    /// The title shown.
    pub title: Line,
    /// How many responses are wanted (the survey of 500).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<u32>,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name in the form.
    pub name: Line,
    /// The question as it is asked.
    pub text: Line<ANSWER_CHARS_MAX>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of these, each a name and a label.
    Choice(Vec<Choice>),
    /// A whole number from `least` to `most`.
    Scale {
        /// The lowest number.
        least: i64,
        /// The highest number.
        most: i64,
    },
    /// Open text.
    Text,
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name, which is stored.
    pub name: Line,
    /// Its label, which is shown.
    pub label: Line<ANSWER_CHARS_MAX>,
}

/// The centre took an area pack into use: its postcodes, denominators and areas from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaAdopted {
    /// The pack's name.
    pub name: Line,
    /// SHA-256 of the pack's canonical JSON, in hexadecimal: the pack itself is too large for an event.
    pub sha256: Line,
}

/// The centre took a model of linkage into use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelAdopted {
    /// The model's name.
    pub name: Line,
    /// SHA-256 of the model's canonical JSON, in hexadecimal.
    pub sha256: Line,
    /// What it was measured at, where somebody measured it on records with a known truth: then bounds allow for its
    /// errors.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub measured: Option<ModelMeasured>,
}

/// What a model was measured at, of pairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelMeasured {
    /// On which set.
    pub on: Line,
    /// Right links of a thousand links.
    pub precision_per_mille: u32,
    /// Links found of a thousand true pairs, at least one.
    pub recall_per_mille: u32,
}

/// A weekly return was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnFrozen {
    /// The week it is about.
    pub week: IsoWeek,
    /// 1, 2, 3…: never a silent edit.
    pub revision: u32,
    /// The ledger's change number up to which it counts.
    pub n: u64,
    /// SHA-256 of the return's canonical JSON, in hexadecimal.
    pub sha256: Line,
}

/// For payloads whose fields' own types say all there is to check.
macro_rules! plain {
    ($($name:ident),+) => {$(
        impl $name {
            pub(crate) const fn check(&self) -> Result<(), Problem> { Ok(()) }
            pub(crate) const fn subjects(&self) -> Vec<Uuid> { Vec::new() }
        }
    )+};
}
plain!(Team, Venue, Service, AreaAdopted, ReturnFrozen);

impl Authority {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.targets.iter().all(|target| (1..=100).contains(&target.percent)) {
            Ok(())
        } else {
            Err(Problem::new("targets", ProblemCode::OutOfRange))
        }
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}

impl ModelAdopted {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        let Some(measured) = &self.measured else { return Ok(()) };
        if measured.precision_per_mille > 1_000 {
            return Err(Problem::new("precision_per_mille", ProblemCode::OutOfRange));
        }
        if !(1..=1_000).contains(&measured.recall_per_mille) {
            return Err(Problem::new("recall_per_mille", ProblemCode::OutOfRange));
        }
        Ok(())
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}

impl Slot {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if !(1..=7).contains(&self.weekday) {
            return Err(Problem::new("weekday", ProblemCode::OutOfRange));
        }
        if self.starts.until(self.ends).is_none() {
            return Err(Problem::new("ends", ProblemCode::EndsBeforeStart));
        }
        if self.valid_to.is_some_and(|last| last < self.valid_from) {
            return Err(Problem::new("valid_to", ProblemCode::EndsBeforeStart));
        }
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.venue.uuid()]
    }
}

impl Champion {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.venues.windows(2).all(|pair| pair[0] < pair[1]) {
            Ok(())
        } else {
            Err(Problem::new("venues", ProblemCode::Malformed))
        }
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects = vec![self.team.uuid()];
        subjects.extend(self.venues.iter().map(|venue| venue.uuid()));
        subjects
    }
}

impl Form {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.questions.is_empty() {
            return Err(Problem::new("questions", ProblemCode::Required));
        }
        if self.questions.len() > QUESTIONS_MAX {
            return Err(Problem::new("questions", ProblemCode::TooMany));
        }
        Ok(())
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}
