//! What a file states, compared with what the book says.

use domain::correction::Amended;
use domain::record::Resolved;
use domain::{EventId, Fact};
use serde_json::{Map, Value};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::own::Own;

/// A record as it is to be.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) id: EventId,
    pub(super) fact: Fact,
}

/// What is to be recorded to get there.
pub(super) struct Changes {
    pub(super) facts: Vec<Own>,
    pub(super) recorded: u64,
    pub(super) amended: u64,
}

impl Centre {
    /// The changes from what the book says to what is wanted.
    pub(super) async fn compared(&self, wanted: &[Wanted]) -> Result<Changes, CentralError> {
        let on = self.today().await?;
        let ids: Vec<EventId> = wanted.iter().map(|wanted| wanted.id).collect();
        let known = self
            .books
            .ask(move |tx| {
                Ok(ids.into_iter().map(|id| book::resolved(tx, id)).collect::<Result<Vec<_>, _>>()?)
            })
            .await?;
        let mut changes = Changes { facts: Vec::new(), recorded: 0, amended: 0 };
        for (wanted, known) in wanted.iter().zip(known) {
            let Some(known) = known else {
                changes.facts.push(Own { id: wanted.id, on, fact: wanted.fact.clone() });
                changes.recorded += 1;
                continue;
            };
            if let Some(amended) = difference(wanted, &known)? {
                changes.facts.push(Own { id: self.mint()?, on, fact: Fact::Amended(amended) });
                changes.amended += 1;
            }
        }
        Ok(changes)
    }
}

/// The amendment that makes of a record what is wanted; none where it is that already.
fn difference(wanted: &Wanted, known: &Resolved) -> Result<Option<Amended>, Fault> {
    if let (Fact::Form(wanted), Fact::Form(known)) = (&wanted.fact, &known.fact)
        && wanted.questions != known.questions
    {
        // Responses to this version are out there already, and mean these questions.
        let message = "A published form's questions never change: give the form the next version number.";
        return Err(Fault::new(Code::AlreadyRecordedOtherwise, message).about("forms.questions"));
    }
    let (before, after) = (object(&known.fact), object(&wanted.fact));
    let mut fields: Map<String, Value> =
        after.iter().filter(|(field, value)| before.get(*field) != Some(value)).map(cloned).collect();
    let gone = before.keys().filter(|field| !after.contains_key(*field));
    fields.extend(gone.map(|field| (field.clone(), Value::Null)));
    if fields.is_empty() {
        return Ok(None);
    }
    Ok(Some(Amended { of: wanted.id, seen: known.seen.clone(), fields }))
}

fn object(fact: &Fact) -> Map<String, Value> {
    match fact.payload() {
        Value::Object(fields) => fields,
        // No payload is anything else; were one, it would be amended as a whole.
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Map::from_iter([("payload".to_owned(), other)])
        }
    }
}

fn cloned((field, value): (&String, &Value)) -> (String, Value) {
    (field.clone(), value.clone())
}
