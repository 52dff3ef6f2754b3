//! Labels: `"ref": "s1"` on one line, `"#s1"` on the next. They live as long as one run.

use std::collections::BTreeMap;

use wire::draft::{
    AmendDraft, AttendanceDraft, CloseWeekDraft, Draft, EnquiryAnswerDraft, FamilyDraft, PersonDraft, Ref,
    RegistrationDraft, ReinstateDraft, ResponseDraft, SessionDraft, ShiftDraft, SignpostDraft, VisitDraft,
    VoidDraft,
};
use wire::{Code, Fault};

/// Which record each label names.
#[derive(Debug, Default)]
pub(crate) struct Labels(BTreeMap<String, String>);

impl Labels {
    /// Remembers that `label` names this record from now on.
    pub(crate) fn name(&mut self, label: String, record: String) {
        self.0.insert(label, record);
    }

    /// The draft with every label put for what it names.
    ///
    /// # Errors
    /// `DraftProblem` on the field that holds a label which no earlier line gave: perhaps that line was
    /// refused.
    pub(crate) fn resolve(&self, mut draft: Draft) -> Result<Draft, Fault> {
        for (field, reference) in references(&mut draft) {
            if let Some(label) = reference.strip_prefix('#') {
                *reference = self.0.get(label).cloned().ok_or_else(|| {
                    let message = format!("{field}: no earlier line of this run was recorded with this ref");
                    Fault::new(Code::DraftProblem, message).about(field)
                })?;
            }
        }
        Ok(draft)
    }
}

/// Every reference that a draft holds, with its field. Each draft is taken apart by name, so that a new
/// field has to be thought of here.
fn references(draft: &mut Draft) -> Vec<(&'static str, &mut Ref)> {
    let mut found: Vec<(&'static str, &mut Ref)> = Vec::new();
    match draft {
        Draft::Attendance(AttendanceDraft { session, person, anonymous: _, count: _ }) => {
            found.push(("session", session));
            found.extend(person.iter_mut().map(|person| ("person", person)));
        }
        Draft::Session(SessionDraft {
            slot,
            venue,
            activity: _,
            starts: _,
            ends: _,
            status: _,
            cancelled_because: _,
            professionals: _,
        }) => {
            found.extend(slot.iter_mut().map(|slot| ("slot", slot)));
            found.extend(venue.iter_mut().map(|venue| ("venue", venue)));
        }
        Draft::Family(FamilyDraft { label: _ }) | Draft::CloseWeek(CloseWeekDraft { week: _ }) => {}
        Draft::Person(PersonDraft {
            role: _,
            family,
            given_name: _,
            surname: _,
            birth: _,
            postcode: _,
            relation: _,
            due: _,
        }) => found.extend(family.iter_mut().map(|family| ("family", family))),
        Draft::Registration(RegistrationDraft { person }) => found.push(("person", person)),
        Draft::Visit(VisitDraft { family, people, setting: _, outcome: _, minutes: _ }) => {
            found.extend(family.iter_mut().map(|family| ("family", family)));
            found.extend(people.iter_mut().map(|person| ("people", person)));
        }
        Draft::Signpost(SignpostDraft { person, session, service, service_name: _, need: _, outcome: _ }) => {
            found.extend(person.iter_mut().map(|person| ("person", person)));
            found.extend(session.iter_mut().map(|session| ("session", session)));
            found.extend(service.iter_mut().map(|service| ("service", service)));
        }
        Draft::Response(ResponseDraft { form, person, session, channel: _, answers: _ }) => {
            found.push(("form", form));
            found.extend(person.iter_mut().map(|person| ("person", person)));
            found.extend(session.iter_mut().map(|session| ("session", session)));
        }
        Draft::Shift(ShiftDraft { session, minutes: _ }) => {
            found.extend(session.iter_mut().map(|session| ("session", session)));
        }
        Draft::EnquiryAnswer(EnquiryAnswerDraft { enquiry, says: _ }) => found.push(("enquiry", enquiry)),
        Draft::Amend(AmendDraft { of, fields }) => {
            found.push(("of", of));
            found.extend(labels_within(fields));
        }
        Draft::Void(VoidDraft { of, reason: _ }) | Draft::Reinstate(ReinstateDraft { of }) => {
            found.push(("of", of))
        }
    }
    found
}

/// Labels inside the fields of a correction, however deep: `{"attendee": {"person": "#p1"}}`. Only these
/// keys hold ids, so that a name which begins with `#` stays a name.
fn labels_within(fields: &mut serde_json::Map<String, serde_json::Value>) -> Vec<(&'static str, &mut Ref)> {
    const ID_KEYS: [&str; 8] = ["person", "session", "family", "venue", "slot", "service", "form", "listed"];
    let mut found = Vec::new();
    for (key, value) in fields {
        match value {
            serde_json::Value::String(text) if ID_KEYS.contains(&key.as_str()) => {
                found.push(("fields", text))
            }
            serde_json::Value::Array(people) if key == "people" => {
                found.extend(people.iter_mut().filter_map(|person| {
                    if let serde_json::Value::String(text) = person { Some(("fields", text)) } else { None }
                }));
            }
            serde_json::Value::Object(inner) => found.extend(labels_within(inner)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_)
            | serde_json::Value::Array(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::draft::DraftLine;

    fn draft(json: &str) -> Draft {
        DraftLine::parse(json).unwrap().draft
    }

    #[test]
    fn a_label_becomes_the_record_it_names() {
        let mut labels = Labels::default();
        labels.name("s".to_owned(), "1111".to_owned());
        labels.name("p".to_owned(), "2222".to_owned());
        let resolved =
            labels.resolve(draft(r##"{"type":"attendance","session":"#s","person":"#p"}"##)).unwrap();
        assert_eq!(
            resolved,
            draft(r#"{"type":"attendance","session":"1111","person":"2222"}"#),
            "both are put in"
        );
    }

    #[test]
    fn a_label_inside_a_correction_is_resolved_but_a_name_is_left_alone() {
        let mut labels = Labels::default();
        labels.name("a".to_owned(), "3333".to_owned());
        labels.name("p".to_owned(), "2222".to_owned());
        let amend =
            draft(r##"{"type":"amend","of":"#a","fields":{"attendee":{"person":"#p"},"given_name":"#p"}}"##);
        let expected = draft(
            r##"{"type":"amend","of":"3333","fields":{"attendee":{"person":"2222"},"given_name":"#p"}}"##,
        );
        assert_eq!(labels.resolve(amend).unwrap(), expected, "only fields that hold ids are resolved");
    }

    #[test]
    fn a_label_nobody_gave_is_refused_on_its_field() {
        let fault =
            Labels::default().resolve(draft(r##"{"type":"registration","person":"#p"}"##)).unwrap_err();
        assert_eq!(
            (fault.code, fault.field.as_deref()),
            (Code::DraftProblem, Some("person")),
            "the field is named"
        );
    }
}
