//! A line of `doorstep champion record`: a draft and what goes with any draft.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Draft;
use crate::code::{Code, Fault};

/// A draft with what goes with any draft: its date, its id where the caller made one, and a label by which
/// later lines of the same run may speak of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DraftLine {
    /// A UUID made by the caller. The same line with the same id recorded twice is recorded once, so that a
    /// run that was cut off can simply be repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A label for this run: `"ref": "s1"` here is `"#s1"` in later lines.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The local date on which it happened, `2026-11-16`; today where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The draft itself.
    #[serde(flatten)]
    pub draft: Draft,
}

impl DraftLine {
    /// Reads one line of JSON. Unlike a plain derive it refuses a field that no draft has, because a
    /// misspelt field would otherwise be lost without a word.
    ///
    /// # Errors
    /// `Malformed` for what is no JSON object, `DraftProblem` for an unknown type or field.
    pub fn parse(json: &str) -> Result<Self, Fault> {
        let mut object: Map<String, Value> = serde_json::from_str(json).map_err(|error| {
            let at = error.column();
            Fault::new(Code::Malformed, format!("This line is not a JSON object (at character {at})."))
        })?;
        let mut take = |field: &str| match object.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Fault::new(Code::DraftProblem, format!("`{field}` must be text.")).about(field)),
        };
        let (id, label, date) = (take("id")?, take("ref")?, take("date")?);
        let draft = Draft::deserialize(Value::Object(object.clone()))
            .map_err(|error| refusal(object, &error.to_string()))?;
        Ok(Self { id, label, date, draft })
    }
}

/// What is wrong with a line, on its field. Serde repeats the value in some of its reasons; a value may be a name, and
/// a message may end in a log.
fn refusal(object: Map<String, Value>, reason: &str) -> Fault {
    let said = if let Some((_, choice)) =
        reason.strip_prefix("unknown variant").and_then(|rest| rest.split_once("`, expected "))
    {
        format!("choose {}", choice.strip_prefix("one of ").unwrap_or(choice))
    } else if reason.starts_with("invalid") {
        "this is the wrong kind of value".to_owned()
    } else {
        // Unknown fields and missing ones, by name.
        return Fault::new(Code::DraftProblem, reason);
    };
    match at_fault(object, reason) {
        Some(field) => Fault::new(Code::DraftProblem, format!("{field}: {said}")).about(field),
        None => Fault::new(Code::DraftProblem, said),
    }
}

/// The field without which there would not be this reason. Asked of refused lines only, so it may take its time.
fn at_fault(mut object: Map<String, Value>, reason: &str) -> Option<String> {
    let fields: Vec<String> = object.keys().cloned().collect();
    fields.into_iter().find(|field| {
        let Some(value) = object.remove(field) else { return false };
        let without = Draft::deserialize(Value::Object(object.clone()));
        object.insert(field.clone(), value);
        without.err().is_none_or(|error| error.to_string() != reason)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        let json = r##"{"ref":"a1","date":"2026-11-16","type":"attendance","session":"#s1","anonymous":"child","count":3}"##;
        let line = DraftLine::parse(json).unwrap();
        let written: Value = serde_json::to_value(&line).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(json).unwrap(), "nothing typed is lost");
    }

    #[test]
    fn a_misspelt_field_is_refused_and_named() {
        let fault = DraftLine::parse(r#"{"type":"attendance","session":"x","persn":"y"}"#).unwrap_err();
        assert_eq!(fault.code, Code::DraftProblem, "it must not be dropped silently");
        assert!(fault.message.contains("persn"), "the message names the field: {}", fault.message);
    }

    #[test]
    fn what_is_not_json_is_refused_without_repeating_it() {
        let fault = DraftLine::parse(r#"{"type":"person","given_name":"Amina""#).unwrap_err();
        assert_eq!(fault.code, Code::Malformed, "half a line is no line");
        assert!(!fault.message.contains("Amina"), "an error message may end in a log");
    }

    #[test]
    fn a_wrong_kind_of_value_is_refused_without_repeating_it() {
        let fault = DraftLine::parse(r#"{"type":"shift","minutes":"Amina"}"#).unwrap_err();
        assert!(!fault.message.contains("Amina"), "an error message may end in a log: {}", fault.message);
        assert_eq!(fault.field.as_deref(), Some("minutes"), "the field is named");
    }

    #[test]
    fn a_word_that_cannot_be_chosen_is_refused_without_repeating_it() {
        for (json, field) in [
            (r#"{"type":"person","role":"Amina","given_name":"x"}"#, "role"),
            (r#"{"type":"Amina"}"#, "type"),
            (r#"{"type":"session","slot":"x","professionals":["midwife","Amina"]}"#, "professionals"),
        ] {
            let fault = DraftLine::parse(json).unwrap_err();
            assert!(!fault.message.contains("Amina"), "it may be a name: {}", fault.message);
            assert_eq!(fault.field.as_deref(), Some(field), "the field is named: {}", fault.message);
            assert!(fault.message.contains("choose `"), "and what can be chosen: {}", fault.message);
        }
    }
}
