//! A week as a champion writes it down: drafts with labels, counted while they are made.

use serde_json::{Value, json};

/// Drafts of one champion in one week, all on one session.
pub struct Drafts {
    date: String,
    prefix: String,
    /// The drafts so far, each with an id of its own, so that a run cut off can be repeated.
    pub lines: Vec<Value>,
}

impl Drafts {
    /// Opens the session of `slot` on `date`. `number` keeps the ids and names of several champions apart.
    pub fn of_session(number: u8, slot: &str, date: &str) -> Self {
        let mut drafts = Self { date: date.to_owned(), prefix: format!("{number:02x}"), lines: Vec::new() };
        drafts.add(json!({"ref": "s", "type": "session", "slot": slot}));
        drafts
    }

    /// Adds a draft on the same date.
    pub fn add(&mut self, mut draft: Value) -> &mut Self {
        let id = format!("0199b1a0-{}00-7000-8000-{:012x}", self.prefix, self.lines.len() + 1);
        draft["id"] = json!(id);
        draft["date"] = json!(self.date);
        self.lines.push(draft);
        self
    }

    /// A family of one carer and one child who both come. `label` makes their names and refs.
    pub fn family_comes(&mut self, label: &str, birth: &str, postcode: &str) -> &mut Self {
        let (family, carer, child) = (format!("f{label}"), format!("c{label}"), format!("k{label}"));
        let surname = format!("Example{}{label}", self.prefix);
        self.add(json!({"ref": family, "type": "family", "label": surname}));
        self.add(json!({"ref": carer, "type": "person", "role": "carer", "family": format!("#{family}"),
            "given_name": format!("Carer{label}"), "surname": surname, "postcode": postcode, "relation": "mother"}));
        self.add(json!({"ref": child, "type": "person", "role": "child", "family": format!("#{family}"),
            "given_name": format!("Child{label}"), "surname": surname, "birth": birth, "postcode": postcode}));
        self.comes(&carer).comes(&child)
    }

    /// A person on record comes.
    pub fn comes(&mut self, person: &str) -> &mut Self {
        self.add(json!({"type": "attendance", "session": "#s", "person": format!("#{person}")}))
    }

    /// People come whose names are not taken.
    pub fn come_unnamed(&mut self, band: &str, count: u32) -> &mut Self {
        self.add(json!({"type": "attendance", "session": "#s", "anonymous": band, "count": count}))
    }

    /// A visit to people on record.
    pub fn visits(&mut self, people: &[&str]) -> &mut Self {
        let people: Vec<String> = people.iter().map(|person| format!("#{person}")).collect();
        self.add(json!({"type": "visit", "people": people, "outcome": "done", "minutes": 40}))
    }

    /// A signpost to a service.
    pub fn signposts(&mut self, person: &str, service: &str) -> &mut Self {
        self.add(
            json!({"type": "signpost", "person": format!("#{person}"), "session": "#s", "service": service}),
        )
    }

    /// A survey with every question answered, whatever it asks.
    pub fn answers(&mut self, form: &Value) -> &mut Self {
        let answer = |question: &Value| {
            let kind = &question["kind"];
            let value = match kind["choice"].as_array() {
                Some(choices) => choices[0]["name"].clone(),
                None if kind["scale"].is_object() => kind["scale"]["most"].clone(),
                None => json!("The singing"),
            };
            (question["name"].as_str().expect("a name").to_owned(), value)
        };
        let questions = form["questions"].as_array().expect("questions");
        let answers: serde_json::Map<String, Value> = questions.iter().map(answer).collect();
        self.add(json!({"type": "response", "form": form["id"], "session": "#s", "answers": answers}))
    }

    /// The champion's own time at the session.
    pub fn gives_time(&mut self) -> &mut Self {
        self.add(json!({"type": "shift", "session": "#s"}))
    }
}
