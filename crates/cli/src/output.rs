//! What is printed: words for people, JSON for programs; never both.

use serde::Serialize;
use std::io::Write as _;
use wire::Fault;

use crate::exit::Exit;

/// Where and how a command answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    /// JSON instead of words.
    pub json: bool,
}

impl Output {
    /// Prints a line on standard output. A reader that has gone away is no reason to fail: what was
    /// recorded is recorded.
    pub(crate) fn line(self, text: impl AsRef<str>) {
        let mut out = std::io::stdout().lock();
        let _gone = writeln!(out, "{}", text.as_ref()).and_then(|()| out.flush());
    }

    /// Prints `value` as one line of JSON.
    pub(crate) fn value(self, value: &impl Serialize) {
        self.line(serde_json::to_string(value).expect("answers have text keys and finite numbers only"));
    }

    /// Prints `value` as JSON, or the words where they were asked for.
    pub(crate) fn either(self, value: &impl Serialize, words: impl FnOnce() -> String) {
        if self.json { self.value(value) } else { self.line(words()) }
    }

    /// Prints what went wrong: on standard error, as JSON where that was asked for.
    pub(crate) fn fault(self, fault: &Fault) {
        let text = if self.json {
            serde_json::to_string(fault).expect("a fault is plain text")
        } else {
            format!("doorstep: {}", fault.message)
        };
        let _gone = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// Prints the JSON Schemas that `docs/cli.md` speaks of.
    pub(crate) fn schemas(self) -> Result<Exit, Fault> {
        self.value(&serde_json::json!({
            "draft_line": wire::schema::draft_line(),
            "recorded_line": wire::schema::recorded_line(),
            "weekly_return": central::weekly_schema(),
            "frozen_return": central::frozen_schema(),
        }));
        Ok(Exit::Done)
    }
}
