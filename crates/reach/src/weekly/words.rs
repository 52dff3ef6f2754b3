//! Keys and names of what rows are told apart by. Keys stay as they are: files and templates are filled by them.

use domain::{Activity, Outcome};

use crate::timetable::Became;

/// A key, and the words shown for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
}

pub(super) const ACTIVITIES: [Activity; 4] =
    [Activity::DropIn, Activity::Group, Activity::Workshop, Activity::OneToOne];

pub(super) const fn activity_words(activity: Activity) -> Words {
    match activity {
        Activity::DropIn => Words { key: "drop_in", label: "Drop-ins" },
        Activity::Group => Words { key: "group", label: "Groups" },
        Activity::Workshop => Words { key: "workshop", label: "Workshops" },
        Activity::OneToOne => Words { key: "one_to_one", label: "One-to-one appointments" },
    }
}

pub(super) const OUTCOMES: [Outcome; 5] =
    [Outcome::Attended, Outcome::PlaceSecured, Outcome::Waiting, Outcome::DidNotGo, Outcome::NotKnown];

pub(super) const fn outcome_words(outcome: Outcome) -> Words {
    match outcome {
        Outcome::Attended => Words { key: "attended", label: "got there" },
        Outcome::PlaceSecured => Words { key: "place_secured", label: "have a place" },
        Outcome::Waiting => Words { key: "waiting", label: "on a waiting list" },
        Outcome::DidNotGo => Words { key: "did_not_go", label: "did not go" },
        Outcome::NotKnown => Words { key: "not_known", label: "not known yet" },
    }
}

/// Whether a session that became this is counted in a row.
pub(super) type IsCounted = fn(Became) -> bool;

/// What the sessions of a return are counted by.
pub(super) const SESSION_STATES: [(Words, IsCounted); 5] = [
    (Words { key: "planned", label: "planned" }, Became::is_planned),
    (Words { key: "held", label: "held" }, Became::is_held),
    (Words { key: "cancelled", label: "cancelled" }, Became::is_cancelled),
    (Words { key: "unreported", label: "planned, not reported" }, is_unreported),
    (Words { key: "to_come", label: "planned, still to come" }, is_to_come),
];

fn is_unreported(became: Became) -> bool {
    became == Became::Unreported
}

fn is_to_come(became: Became) -> bool {
    became == Became::ToCome
}
