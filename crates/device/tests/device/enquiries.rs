//! A coordinator asks whether two records are one child; the champion who met the family answers.

use serde_json::{Value, json};
use wire::Code;

use crate::support::{Centre, Champion, id};

const QUESTION: u128 = 70;
const SISTER: u128 = 71;

/// A centre that asks Amina about two children of one household.
fn asking() -> Centre {
    let centre = Centre::new();
    centre.says(
        "person",
        SISTER,
        json!({"role": "child", "given_name": "Pullet", "family": id(9), "birth": "2023-05"}),
    );
    ask(&centre, &[QUESTION]);
    centre
}

fn ask(centre: &Centre, questions: &[u128]) {
    let enquiries: Vec<Value> = questions
        .iter()
        .map(|question| json!({"id": id(*question), "left": id(8), "right": id(SISTER)}))
        .collect();
    centre.says("linkage", 0, json!({"same": {}, "enquiries": enquiries}));
}

fn answer(question: u128, says: &str) -> Value {
    json!({"type": "enquiry_answer", "enquiry": id(question), "says": says})
}

fn asked(amina: &Champion) -> Vec<String> {
    let asked = amina.device.enquiries().expect("open").enquiries;
    asked.iter().map(|enquiry| enquiry.id.to_string()).collect()
}

#[test]
fn a_question_shows_both_records_and_whom_they_live_with() {
    let amina = Champion::enrolled(&asking());
    let enquiries = amina.device.enquiries().expect("open").enquiries;
    let [question] = enquiries.as_slice() else { panic!("one question: {enquiries:?}") };
    let called = |side: &wire::app::AskedAbout| {
        side.person.given_name.as_ref().map(|name| name.reveal().clone()).unwrap_or_default()
    };
    assert_eq!([&question.left, &question.right].map(called), ["Pulled", "Pullet"], "both, by first name");
    assert!(!question.left.own, "a colleague wrote it down");
    assert_eq!(question.left.family.len(), 1, "the other of the household, to bring them back to mind");
}

#[test]
fn an_answer_is_saved_offline_ends_the_question_at_once_and_is_sent() {
    let centre = asking();
    let mut amina = Champion::enrolled(&centre);
    let recorded = amina.records(answer(QUESTION, "different"));
    assert_eq!(recorded.kind, "enquiry.answered@1", "it is a record like any other");
    assert_eq!(asked(&amina), [""; 0], "answered here, though the centre does not know yet");
    assert_eq!(amina.syncs(&centre).expect("sent").sent, 1, "and it goes out");
    assert_eq!(asked(&amina), [""; 0], "the centre's list may still have it");
    let again = amina.is_refused(answer(QUESTION, "same"));
    assert_eq!(again, (Code::DraftProblem, Some("enquiry".to_owned())), "a question is answered once");
}

#[test]
fn an_answer_that_is_withdrawn_leaves_the_question_open() {
    let mut amina = Champion::enrolled(&asking());
    let slip = amina.records(answer(QUESTION, "same"));
    amina.records(json!({"type": "void", "of": slip.id, "reason": "mistake"}));
    assert_eq!(asked(&amina), [id(QUESTION)], "she is asked as before");
    amina.records(answer(QUESTION, "not_sure"));
    assert_eq!(asked(&amina), [""; 0], "and answers");
}

#[test]
fn only_what_was_asked_of_this_champion_can_be_answered() {
    let mut amina = Champion::enrolled(&Centre::new());
    let refused = amina.is_refused(answer(QUESTION, "same"));
    assert_eq!(refused, (Code::DraftProblem, Some("enquiry".to_owned())), "nobody asked her");
}

#[test]
fn a_question_about_somebody_the_device_was_told_to_forget_is_not_shown() {
    let centre = asking();
    let mut amina = Champion::enrolled(&centre);
    centre.says("person", SISTER, Value::Null);
    amina.syncs(&centre).expect("it is there");
    assert_eq!(asked(&amina), [""; 0], "half a question is none");
}
