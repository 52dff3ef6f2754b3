//! Which events are applied, and which are kept aside: a function of who sent an event, of its id and of its bytes, so
//! that a rebuilt book, a repeated push and an updated centre each come to their answer by themselves.

use domain::problem::{Problem, ProblemCode};
use domain::{Actor, Body, ChampionId, EventId, Fact};

/// Whose stream an event came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The centre's own: it alone may write reference data.
    Centre,
    /// A device's, which speaks for this champion.
    Champion(ChampionId),
}

/// Why an event is kept aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The rule: a word of `domain::problem::ProblemCode`, or `actor`, or `not_permitted`.
    pub code: String,
    /// The field at fault.
    pub field: String,
}

impl Reason {
    fn new(code: &str, field: &str) -> Self {
        Self { code: code.to_owned(), field: field.to_owned() }
    }

    /// Another body is stored under its id. Both stay aside until a person decides.
    #[must_use]
    pub fn two_bodies() -> Self {
        Problem::new("event_id", ProblemCode::Contradiction).into()
    }
}

impl From<Problem> for Reason {
    fn from(problem: Problem) -> Self {
        let Problem { field, code } = problem;
        let word = serde_json::to_value(code).ok().and_then(|word| word.as_str().map(str::to_owned));
        Self { code: word.unwrap_or_default(), field }
    }
}

/// The judgement on one event.
#[derive(Debug)]
pub struct Judged {
    /// Why it is kept aside; none where it is applied.
    pub refused: Option<Reason>,
    /// What goes to the book. A body that breaks a rule of its own goes too, since the book shows it with its
    /// reason; one that its sender may not state at all does not.
    pub body: Option<Body>,
}

/// Judges a body that came under `id` in a stream of `sender`'s.
#[must_use]
pub fn judge(sender: Sender, id: EventId, bytes: &[u8]) -> Judged {
    if sender != Sender::Centre && id.is_derived() {
        // The ids of venues, services and forms can be worked out from a public file: under one of them a device's
        // body would be a second one, and put what everybody records on in quarantine.
        return kept_out(Reason::new("not_permitted", "event_id"));
    }
    let Ok(json) = std::str::from_utf8(bytes) else {
        return kept_out(Problem::new("body", ProblemCode::Malformed).into());
    };
    let body = match Body::parse(json) {
        // The same words in another order of keys would be another hash under the same id, so only the canonical
        // spelling is taken for what it says.
        Ok(body) if body.canonical() == json => body,
        Ok(_) => return kept_out(Problem::new("body", ProblemCode::Malformed).into()),
        Err(problem) => return kept_out(problem.into()),
    };
    let fact = body.fact();
    if let Some(reason) = foreign(sender, body.actor) {
        return kept_out(reason);
    }
    match fact {
        Err(problem) => Judged { refused: Some(problem.into()), body: Some(body) },
        Ok(fact) if sender != Sender::Centre && is_the_centres(&fact) => {
            kept_out(Reason::new("not_permitted", "type"))
        }
        // Scope and erasure go by the subjects, so they must be those of the fact.
        Ok(fact) if fact.subjects() != body.subjects => {
            kept_out(Problem::new("subjects", ProblemCode::Contradiction).into())
        }
        Ok(_) => Judged { refused: None, body: Some(body) },
    }
}

fn kept_out(reason: Reason) -> Judged {
    Judged { refused: Some(reason), body: None }
}

/// A device speaks for its champion and for nobody else; in the centre's stream no champion speaks.
fn foreign(sender: Sender, actor: Actor) -> Option<Reason> {
    let own = match (sender, actor) {
        (Sender::Centre, Actor::Centre | Actor::Desk(_)) => true,
        (Sender::Champion(champion), Actor::Champion(actor)) => champion == actor,
        (Sender::Centre, Actor::Champion(_)) | (Sender::Champion(_), Actor::Centre | Actor::Desk(_)) => false,
    };
    (!own).then(|| Reason::new("actor", "actor"))
}

/// What only the centre may state.
const fn is_the_centres(fact: &Fact) -> bool {
    match fact {
        Fact::Accepted(_)
        | Fact::Agreement(_)
        | Fact::AreaAdopted(_)
        | Fact::Authority(_)
        | Fact::BirthList(_)
        | Fact::BirthListRun(_)
        | Fact::Champion(_)
        | Fact::Enquiry(_)
        | Fact::Erased(_)
        | Fact::FollowUp(_)
        | Fact::Form(_)
        // Who is whom is for a coordinator to decide: a phone that could would merge families it never met.
        | Fact::Linked(_)
        | Fact::Unlinked(_)
        | Fact::ModelAdopted(_)
        | Fact::ReturnFrozen(_)
        | Fact::Service(_)
        | Fact::Slot(_)
        | Fact::Team(_)
        | Fact::Venue(_) => true,
        // An amendment or withdrawal of one of these is refused by the book, which knows what it corrects.
        Fact::Amended(_)
        | Fact::Attendance(_)
        | Fact::EnquiryAnswer(_)
        | Fact::Family(_)
        | Fact::Person(_)
        | Fact::Reinstated(_)
        | Fact::Voided(_)
        | Fact::Registration(_)
        | Fact::Response(_)
        | Fact::Session(_)
        | Fact::Shift(_)
        | Fact::Signpost(_)
        | Fact::Visit(_)
        | Fact::WeekClosed(_) => false,
    }
}
