//! Forms filled in as a champion would, through the public door.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use survey::{Choice, Filling, FlawCode, Form, FormError, Kind, Question, Value};

fn question(name: &str, kind: Kind, required: bool) -> Question {
    Question { name: name.to_owned(), text: format!("About {name}?"), kind, required }
}

fn choice(name: &str) -> Choice {
    Choice { name: name.to_owned(), label: format!("Label of {name}") }
}

fn three_questions() -> Form {
    Form::load(vec![
        question("how_helpful", Kind::Scale { least: 1, most: 5 }, true),
        question("heard_from", Kind::Choice(vec![choice("friend"), choice("nhs")]), true),
        question("anything_else", Kind::Text { chars_max: 20 }, false),
    ])
    .expect("a form that can be asked")
}

fn code(question: &str, typed: Json) -> FlawCode {
    Filling::of(&three_questions()).set(question, &typed).expect_err("it does not fit").code
}

#[test]
fn answers_come_out_in_the_forms_order_with_the_words_that_were_shown() {
    let form = three_questions();
    let mut filling = Filling::of(&form);
    filling.set("heard_from", &json!("nhs")).unwrap();
    filling.set("how_helpful", &json!(5)).unwrap();
    let answered = filling.finalise().unwrap();
    let names: Vec<&str> = answered.iter().map(|answer| answer.question.as_str()).collect();
    assert_eq!(
        names,
        ["how_helpful", "heard_from"],
        "as asked, not as answered; what was skipped is left out"
    );
    assert_eq!(answered[1].text, "About heard_from?", "the question's own words go along");
    assert_eq!(
        answered[1].value,
        Value::Choice { name: "nhs".to_owned(), label: "Label of nhs".to_owned() },
        "and the label that was shown"
    );
}

#[test]
fn a_required_question_left_out_is_named() {
    let form = three_questions();
    let mut filling = Filling::of(&form);
    filling.set("how_helpful", &json!(1)).unwrap();
    filling.set("heard_from", &json!("nhs")).unwrap();
    filling.set("heard_from", &Json::Null).unwrap();
    let flaws = filling.finalise().unwrap_err();
    assert_eq!(flaws.len(), 1, "only one is missing");
    assert_eq!(flaws[0].question.as_deref(), Some("heard_from"), "an answer can be taken back");
    assert_eq!(flaws[0].code, FlawCode::Required, "and is then missing");
}

#[test]
fn an_answer_that_does_not_fit_its_question_is_refused() {
    assert_eq!(code("how_helpful", json!(6)), FlawCode::OutOfRange, "over the scale");
    assert_eq!(code("how_helpful", json!(0)), FlawCode::OutOfRange, "under the scale");
    assert_eq!(code("how_helpful", json!(4.5)), FlawCode::OutOfRange, "between two points of it");
    assert_eq!(code("how_helpful", json!("5")), FlawCode::WrongKind, "a word is no number");
    assert_eq!(code("heard_from", json!("radio")), FlawCode::UnknownChoice, "not on offer");
    assert_eq!(code("heard_from", json!(2)), FlawCode::WrongKind, "choices go by name");
    assert_eq!(code("anything_else", json!("123456789012345678901")), FlawCode::TooLong, "over its limit");
    assert_eq!(code("anything_else", json!("bell\u{7}")), FlawCode::NotOneLine, "a control character");
    assert_eq!(code("anything_else", json!(["a"])), FlawCode::WrongKind, "a list is no answer");
}

#[test]
fn a_question_that_the_form_does_not_have_is_refused_without_repeating_its_name() {
    let flaw = Filling::of(&three_questions()).set("Amina", &json!(1)).unwrap_err();
    assert_eq!(flaw.code, FlawCode::UnknownQuestion, "it must not be dropped silently");
    assert_eq!(flaw.question, None, "what was typed may be anything, and a flaw may end in a log");
}

#[test]
fn open_text_cannot_be_printed_by_accident() {
    let printed = format!("{:?}", Value::Text("Amina".to_owned()));
    assert!(!printed.contains("Amina"), "an answer may hold a name: {printed}");
}

#[test]
fn a_form_that_nobody_could_answer_does_not_load() {
    let twice = Form::load(vec![
        question("a", Kind::Text { chars_max: 1 }, false),
        question("a", Kind::Text { chars_max: 1 }, false),
    ]);
    assert_eq!(twice, Err(FormError::SameName("a".to_owned())), "which of the two was answered?");
    let none = Form::load(vec![question("a", Kind::Choice(Vec::new()), false)]);
    assert_eq!(none, Err(FormError::NoAnswer("a".to_owned())), "a choice among nothing");
    let upside_down = Form::load(vec![question("a", Kind::Scale { least: 5, most: 1 }, false)]);
    assert_eq!(upside_down, Err(FormError::NoAnswer("a".to_owned())), "a scale that ends before it begins");
    let same = Form::load(vec![question("a", Kind::Choice(vec![choice("x"), choice("x")]), false)]);
    assert_eq!(same, Err(FormError::SameChoice("a".to_owned())), "which of the two was chosen?");
}

proptest! {
    #[test]
    fn whatever_is_typed_a_scale_holds_only_numbers_on_it(typed in any::<f64>()) {
        let form = three_questions();
        let mut filling = Filling::of(&form);
        filling.set("heard_from", &json!("nhs")).unwrap();
        let taken = filling.set("how_helpful", &json!(typed)).is_ok();
        match filling.finalise() {
            Ok(answered) => {
                prop_assert!(taken, "nothing that was refused is kept");
                let Value::Number(number) = answered[0].value else { panic!("a scale gives numbers") };
                prop_assert!((1..=5).contains(&number), "on the scale");
            }
            Err(flaws) => prop_assert_eq!(flaws.len(), 1, "only the scale is missing"),
        }
    }
}
