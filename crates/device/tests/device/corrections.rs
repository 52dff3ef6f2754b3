//! Corrections say otherwise; nothing is edited.

use serde_json::json;
use wire::Code;

use crate::support::{Centre, Champion, id};

#[test]
fn an_amendment_names_what_its_author_had_seen() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let child = amina.records(json!({"type": "person", "role": "child", "given_name": "Adda"})).id;
    let first = amina.records(json!({"type": "amend", "of": child, "fields": {"given_name": "Ada"}})).id;
    amina.records(json!({"type": "amend", "of": child, "fields": {"birth": "2023-05"}}));
    amina.syncs(&centre).unwrap();
    let (one, two) =
        centre.look(|state| (state.events[1].1["payload"].clone(), state.events[2].1["payload"].clone()));
    assert_eq!(one.get("seen"), None, "nobody had amended it");
    assert_eq!(two["seen"], json!([first]), "the second knows of the first, so they are not concurrent");
}

#[test]
fn a_correction_that_makes_no_sense_is_refused() {
    let mut amina = Champion::enrolled(&Centre::new());
    let child = amina.records(json!({"type": "person", "role": "child", "given_name": "Ada"})).id;
    let mut refused = |draft| amina.is_refused(draft).1.unwrap_or_default();
    let amend = |fields: serde_json::Value| json!({"type": "amend", "of": child, "fields": fields});
    assert_eq!(refused(amend(json!({"given_name": "Ada"}))), "fields", "it changes nothing");
    assert_eq!(refused(amend(json!({"shoe_size": 20}))), "fields", "a person has no such field");
    assert_eq!(refused(amend(json!({"role": "aunt"}))), "fields.role", "no such word");
    assert_eq!(
        refused(amend(json!({"relation": "mother"}))),
        "fields.relation",
        "a child is nobody's mother"
    );
    assert_eq!(refused(amend(json!({"family": id(0xffff)}))), "family", "no such family here");
    assert_eq!(
        refused(json!({"type": "amend", "of": id(0xffff), "fields": {"a": 1}})),
        "of",
        "no such record"
    );
    assert_eq!(
        refused(json!({"type": "void", "of": id(0xffff), "reason": "mistake"})),
        "of",
        "nor to withdraw"
    );
    assert_eq!(refused(json!({"type": "reinstate", "of": child})), "of", "a person is no withdrawal");
    assert_eq!(refused(amend(json!({}))), "fields", "nothing is said");
}

#[test]
fn a_withdrawal_can_be_taken_back() {
    let mut amina = Champion::enrolled(&Centre::new());
    let session = amina.records(json!({"type": "session", "slot": id(3)})).id;
    let attend = json!({"type": "attendance", "session": session, "anonymous": "child"});
    let void = amina.records(json!({"type": "void", "of": session, "reason": "mistake"})).id;
    assert_eq!(amina.is_refused(attend.clone()).0, Code::DraftProblem, "nobody comes to what was withdrawn");
    let twice = amina.is_refused(json!({"type": "void", "of": session, "reason": "mistake"}));
    assert_eq!(twice.1.as_deref(), Some("of"), "it is withdrawn already");
    amina.records(json!({"type": "reinstate", "of": void}));
    amina.records(attend);
}

#[test]
fn somebody_elses_record_can_be_corrected_as_far_as_it_was_pulled() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records(json!({"type": "amend", "of": id(8), "fields": {"birth": "2024-01"}}));
    let (code, field) = amina.is_refused(json!({"type": "amend", "of": id(8), "fields": {"role": "aunt"}}));
    assert_eq!(
        (code, field.as_deref()),
        (Code::DraftProblem, Some("fields.role")),
        "its rules are known here"
    );
    amina.records(json!({"type": "void", "of": id(10), "reason": "duplicate"}));
    amina.syncs(&centre).unwrap();
    assert_eq!(centre.holds(), 2, "the centre knows what they correct");
}

#[test]
fn an_anonymous_entry_is_named_later() {
    let mut amina = Champion::enrolled(&Centre::new());
    let session = amina.records(json!({"type": "session", "slot": id(3)})).id;
    let plus_one = amina.records(json!({"type": "attendance", "session": session, "anonymous": "child"})).id;
    amina.records(json!({"type": "amend", "of": plus_one, "fields": {"attendee": {"person": id(8)}}}));
    let (_, field) = amina
        .is_refused(json!({"type": "amend", "of": plus_one, "fields": {"attendee": {"person": id(0xffff)}}}));
    assert_eq!(field.as_deref(), Some("person"), "by somebody who is known");
}
