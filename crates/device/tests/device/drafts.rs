//! A draft that breaks a rule is refused on the field that breaks it, and leaves nothing behind.

use serde_json::json;
use wire::Code;

use crate::support::{Centre, Champion, id};

#[track_caller]
fn refused_on(champion: &mut Champion, field: &str, draft: serde_json::Value) {
    let (code, found) = champion.is_refused(draft.clone());
    assert_eq!(code, Code::DraftProblem, "{draft} breaks a rule");
    assert_eq!(found.as_deref(), Some(field), "{draft} names the field at fault");
}

#[test]
fn a_draft_is_refused_on_the_field_that_breaks_a_rule() {
    let mut amina = Champion::enrolled(&Centre::new());
    let amina = &mut amina;
    let session = amina.records(json!({"type": "session", "slot": id(3)})).id;
    refused_on(amina, "session", json!({"type": "attendance", "session": "yesterday", "anonymous": "child"}));
    refused_on(amina, "person", json!({"type": "attendance", "session": session}));
    refused_on(
        amina,
        "anonymous",
        json!({"type": "attendance", "session": session, "person": id(8), "anonymous": "child"}),
    );
    refused_on(
        amina,
        "count",
        json!({"type": "attendance", "session": session, "anonymous": "child", "count": 501}),
    );
    refused_on(
        amina,
        "count",
        json!({"type": "attendance", "session": session, "person": id(8), "count": 1}),
    );
    refused_on(
        amina,
        "venue",
        json!({"type": "session", "activity": "group", "starts": "09:00", "ends": "10:00"}),
    );
    refused_on(amina, "ends", json!({"type": "session", "slot": id(3), "ends": "09:00"}));
    refused_on(amina, "starts", json!({"type": "session", "slot": id(3), "starts": "9 am"}));
    refused_on(amina, "cancelled_because", json!({"type": "session", "slot": id(3), "status": "cancelled"}));
    refused_on(
        amina,
        "birth",
        json!({"type": "person", "role": "child", "given_name": "Ada", "birth": "14/05/2023"}),
    );
    refused_on(amina, "due", json!({"type": "person", "role": "carer", "given_name": "Ada", "due": "soon"}));
    refused_on(amina, "given_name", json!({"type": "person", "role": "child"}));
    refused_on(
        amina,
        "postcode",
        json!({"type": "person", "role": "child", "given_name": "Ada", "postcode": "W10 4AA or thereabouts"}),
    );
    refused_on(amina, "people", json!({"type": "visit", "outcome": "done"}));
    refused_on(
        amina,
        "minutes",
        json!({"type": "visit", "people": [id(8)], "outcome": "done", "minutes": 0}),
    );
    refused_on(amina, "service", json!({"type": "signpost", "person": id(8)}));
    refused_on(amina, "service_name", json!({"type": "signpost", "service": id(4), "service_name": "Toys"}));
    refused_on(amina, "minutes", json!({"type": "shift"}));
    refused_on(amina, "week", json!({"type": "close_week", "week": "47"}));
    refused_on(amina, "week", json!({"type": "close_week", "week": "2026-W48"}));
    refused_on(amina, "id", json!({"id": "one", "type": "family"}));
    refused_on(amina, "date", json!({"date": "16 November", "type": "family"}));
}

#[test]
fn what_a_draft_names_must_be_known_here() {
    let mut amina = Champion::enrolled(&Centre::new());
    let amina = &mut amina;
    let (session, nobody) = (amina.records(json!({"type": "session", "slot": id(3)})).id, id(0xffff));
    refused_on(amina, "session", json!({"type": "attendance", "session": nobody, "anonymous": "child"}));
    refused_on(amina, "person", json!({"type": "attendance", "session": session, "person": nobody}));
    refused_on(amina, "session", json!({"type": "attendance", "session": id(8), "anonymous": "child"}));
    refused_on(amina, "slot", json!({"type": "session", "slot": nobody}));
    refused_on(
        amina,
        "family",
        json!({"type": "person", "role": "child", "given_name": "Ada", "family": nobody}),
    );
    refused_on(amina, "people", json!({"type": "visit", "people": [id(8), nobody], "outcome": "done"}));
    refused_on(amina, "service", json!({"type": "signpost", "service": nobody}));
    refused_on(amina, "form", json!({"type": "response", "form": nobody, "answers": {}}));
    refused_on(amina, "person", json!({"type": "registration", "person": nobody}));
    refused_on(amina, "session", json!({"type": "shift", "session": "#s1"}));
    amina.records(json!({"type": "attendance", "session": id(10), "person": id(8)}));
    amina.records(json!({"type": "person", "role": "carer", "given_name": "Grace", "family": id(9)}));
}

#[test]
fn a_survey_is_answered_as_its_form_asks() {
    let mut amina = Champion::enrolled(&Centre::new());
    let amina = &mut amina;
    let with = |answers: serde_json::Value| json!({"type": "response", "form": id(5), "answers": answers});
    refused_on(amina, "answers.how_helpful", with(json!({"heard_from": "nhs"})));
    refused_on(amina, "answers.how_helpful", with(json!({"how_helpful": 6})));
    refused_on(amina, "answers.heard_from", with(json!({"how_helpful": 5, "heard_from": "radio"})));
    refused_on(amina, "answers", with(json!({"how_helpful": 5, "Ada says": "yes"})));
    amina.records(with(json!({"how_helpful": 5, "heard_from": "nhs", "anything_else": "The play dough."})));
}

#[test]
fn what_the_timetable_says_stands_where_the_draft_does_not_say_otherwise() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    amina.records(json!({"type": "session", "slot": id(3), "ends": "11:30", "professionals": ["midwife", "health_visitor", "midwife"]}));
    amina.syncs(&centre).unwrap();
    let payload = centre.look(|state| state.events[0].1["payload"].clone());
    assert_eq!(payload["starts"], "09:30", "from the slot");
    assert_eq!(payload["ends"], "11:30", "as typed");
    assert_eq!(payload["professionals"], json!(["health_visitor", "midwife"]), "each once");
}

#[test]
fn who_is_not_cleared_records_no_home_visit() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let visit =
        |setting: &str| json!({"type": "visit", "people": [id(8)], "outcome": "done", "setting": setting});
    amina.records(visit("home"));
    centre.says("champion", 7, json!({"name": "Amina Example", "team": id(6), "cleared": false}));
    amina.syncs(&centre).unwrap();
    assert_eq!(
        amina.is_refused(visit("home")).0,
        Code::NotPermitted,
        "the centre says that she is not cleared"
    );
    amina.records(visit("elsewhere"));
}

#[test]
fn a_fault_never_repeats_what_was_typed() {
    let mut amina = Champion::enrolled(&Centre::new());
    for draft in [
        json!({"type": "person", "role": "child", "given_name": "Zebedee\u{7}"}),
        json!({"type": "person", "role": "child", "given_name": "Ada", "birth": "Zebedee"}),
        json!({"type": "attendance", "session": "Zebedee", "anonymous": "child"}),
        json!({"type": "response", "form": id(5), "answers": {"how_helpful": "Zebedee", "Zebedee": 1}}),
        json!({"date": "Zebedee", "type": "family"}),
    ] {
        let fault = amina.tries(draft).unwrap_err();
        let said = format!("{fault:?} {fault}");
        assert!(!said.contains("Zebedee"), "a fault may end in a log: {said}");
    }
}

#[test]
fn a_register_written_up_later_is_the_register_of_its_day() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let session = amina.records(json!({"date": "2026-11-09", "type": "session", "slot": id(3)})).id;
    for draft in [
        json!({"type": "attendance", "session": session, "anonymous": "child"}),
        json!({"type": "signpost", "session": session, "service": id(4)}),
        json!({"type": "shift", "session": session}),
    ] {
        amina.records(draft);
    }
    refused_on(
        &mut amina,
        "date",
        json!({"date": "2026-11-10", "type": "attendance", "session": session, "anonymous": "child"}),
    );
    amina.syncs(&centre).unwrap();
    let days: Vec<_> =
        centre.look(|state| state.events.iter().map(|event| event.1["activity_date"].clone()).collect());
    assert_eq!(days, vec![json!("2026-11-09"); 4], "nobody came to it on the day it was typed");
}

#[test]
fn nobody_is_written_down_before_they_are_born() {
    let mut amina = Champion::enrolled(&Centre::new());
    let amina = &mut amina;
    let person = |birth: &str| json!({"date": "2026-11-16", "type": "person", "role": "child", "given_name": "Ada", "birth": birth});
    refused_on(amina, "birth", person("2032-05-14"));
    refused_on(amina, "birth", person("2026-12"));
    let ada = amina.records(person("2026-11")).id;
    let amend = |fields: serde_json::Value| json!({"date": "2026-11-16", "type": "amend", "of": ada, "fields": fields});
    refused_on(amina, "fields.birth", amend(json!({"birth": "2032-05-14"})));
    refused_on(amina, "fields.postcode", amend(json!({"postcode": 4})));
    refused_on(amina, "fields", amend(json!({"shoe_size": 4})));
}

#[test]
fn no_draft_takes_the_id_of_what_the_centre_set_up() {
    let mut amina = Champion::enrolled(&Centre::new());
    for taken in [3, 4, 5] {
        let (code, field) = amina.is_refused(json!({"id": id(taken), "type": "family"}));
        assert_eq!(code, Code::AlreadyRecordedOtherwise, "two bodies under one id would put both aside");
        assert_eq!(field.as_deref(), Some("id"), "and the field is named");
    }
}
