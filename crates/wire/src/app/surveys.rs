//! The surveys that may be asked, as they are asked.

use domain::FormId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Published forms, each in its latest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Surveys {
    /// By title.
    pub surveys: Vec<Survey>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Survey {
    /// Which.
    #[ts(type = "string")]
    pub form: FormId,
    /// Its title.
    pub title: String,
    /// How many responses are wanted in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u32>,
    /// How many of any version were recorded on this device.
    #[ts(type = "number")]
    pub answered_here: u64,
    /// In the order in which they are asked.
    pub questions: Vec<AskedQuestion>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskedQuestion {
    /// Its name, under which it is answered.
    pub name: String,
    /// As it is asked.
    pub text: String,
    /// Whether it must be answered.
    pub required: bool,
    /// What it takes.
    pub takes: QuestionTakes,
}

/// What a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuestionTakes {
    /// One of these.
    Choice {
        /// In order.
        choices: Vec<ChoiceOf>,
    },
    /// A whole number, both ends included.
    Scale {
        /// The lowest.
        #[ts(type = "number")]
        least: i64,
        /// The highest.
        #[ts(type = "number")]
        most: i64,
    },
    /// Open text.
    Text,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoiceOf {
    /// Stored.
    pub name: String,
    /// Shown.
    pub label: String,
}
