//! The children of a named list who were not yet seen, for a coordinator to see to.

use std::collections::{BTreeMap, BTreeSet};

use domain::{BirthListId, FollowUpStep, PersonId, Private};
use reach::Found;
use wire::desk::{BirthCandidate, BirthInDoubt, NotYetSeen, Worklist};
use wire::{Code, Fault};

use super::Usable;
use super::file::{NamedRow, Rows};
use crate::centre::Centre;
use crate::error::CentralError;

/// As many as anybody compares at a glance.
const CANDIDATES_MAX: usize = 4;

/// What was done about a row.
#[derive(Default)]
struct Done {
    assigned_to: Option<String>,
    contacts: Vec<String>,
    closed: bool,
}

impl Centre {
    /// Who was not seen by today. Reading it is noted: these are names.
    ///
    /// # Errors
    /// `Refused` with `NotPermitted` where its agreement does not hold or the list has no names; `Ledger`, `Book`.
    pub async fn worklist(&self, list: BirthListId) -> Result<Worklist, CentralError> {
        let Usable { id, list: _, rows } = self.usable(list).await?;
        let Rows::Named(rows) = rows else { return Err(nameless().into()) };
        let today = self.today().await?;
        let known = self.known().await?;
        let births = self.found_by_name(&known, id, &rows, today).await?;
        let mut done = self.done(id).await?;
        let (mut closed, mut open, mut doubted) = (0, Vec::new(), Vec::new());
        for (row, birth) in rows.iter().zip(births) {
            let done = done.remove(&birth.name).unwrap_or_default();
            if done.closed && birth.found >= Found::Perhaps {
                closed += 1;
                continue;
            }
            if matches!(birth.found, Found::Likely | Found::Perhaps) {
                doubted.push((row.clone(), birth.name.clone(), birth.found, birth.candidates));
            }
            if birth.found >= Found::Perhaps {
                let mut lsoas = known.pack.area().lsoas.iter();
                let area = lsoas.find(|lsoa| Some(lsoa.code) == birth.lsoa).map(|lsoa| lsoa.name.clone());
                open.push(shown(birth.name, row, area, birth.found == Found::Perhaps, done));
            }
        }
        let in_doubt = self.in_doubt(doubted).await?;
        open.sort_by(|one, other| {
            let key =
                |row: &NotYetSeen| (row.assigned_to.is_some(), row.birth.reveal().clone(), row.row.clone());
            key(one).cmp(&key(other))
        });
        self.note("worklist.read", id.uuid(), "").await?;
        Ok(Worklist { list: id, open, in_doubt, closed })
    }

    /// Births with whom they may be.
    async fn in_doubt(
        &self,
        doubted: Vec<(NamedRow, String, Found, Vec<PersonId>)>,
    ) -> Result<Vec<BirthInDoubt>, CentralError> {
        let ask = move |tx: &rusqlite::Transaction<'_>| {
            let mut births = Vec::new();
            for (row, name, found, people) in doubted {
                let mut candidates: Vec<BirthCandidate> = Vec::new();
                for person in people {
                    if candidates.len() == CANDIDATES_MAX || candidates.iter().any(|one| one.person == person)
                    {
                        continue;
                    }
                    candidates.extend(book::person(tx, person)?.map(|one| candidate(&one)));
                }
                births.push(BirthInDoubt {
                    row: name,
                    counted_as_found: found == Found::Likely,
                    birth: words([
                        row.given_name.reveal().clone(),
                        row.surname.reveal().clone(),
                        row.birth.reveal().to_string(),
                        row.postcode.reveal().clone(),
                    ]),
                    candidates,
                });
            }
            Ok(births)
        };
        self.books.ask(ask).await
    }

    /// The names of rows of a list, to check that a step is about one of them.
    pub(super) async fn rows_of(&self, list: BirthListId) -> Result<BTreeSet<String>, CentralError> {
        let Rows::Named(rows) = self.usable(list).await?.rows else { return Err(nameless().into()) };
        Ok(rows.iter().map(|row| self.row_name(&row.id)).collect())
    }

    async fn done(&self, list: BirthListId) -> Result<BTreeMap<String, Done>, CentralError> {
        let steps = self.books.ask(move |tx| Ok(book::follow_ups(tx, list)?)).await?;
        let mut all: BTreeMap<String, Done> = BTreeMap::new();
        for book::FollowedUp { id: _, on, step } in steps {
            let done = all.entry(step.row.as_str().to_owned()).or_default();
            match step.step {
                FollowUpStep::Assigned(to) => done.assigned_to = Some(to.as_str().to_owned()),
                FollowUpStep::Contacted(made) => {
                    let made = serde_json::to_value(made).ok();
                    let made =
                        made.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
                    done.contacts.push(format!("{on} {made}"));
                }
                FollowUpStep::Closed(_) => done.closed = true,
                FollowUpStep::Recognised(_) | FollowUpStep::NotThem(_) => {}
            }
        }
        Ok(all)
    }
}

fn shown(row: String, named: &NamedRow, area: Option<String>, in_doubt: bool, done: Done) -> NotYetSeen {
    let NamedRow { id: _, given_name, surname, birth, postcode } = named;
    let Done { assigned_to, contacts, closed: _ } = done;
    NotYetSeen {
        row,
        given_name: given_name.clone(),
        surname: surname.clone(),
        birth: Private::new(birth.reveal().to_string()),
        postcode: postcode.clone(),
        area,
        in_doubt,
        assigned_to,
        contacts,
    }
}

fn candidate(person: &book::PersonCard) -> BirthCandidate {
    let card = &person.card;
    let name = |name: &Option<domain::Name>| {
        name.as_ref().map(|name| name.reveal().as_str().to_owned()).unwrap_or_default()
    };
    let postcode = card.postcode.as_ref().map(|code| code.reveal().as_str().to_owned()).unwrap_or_default();
    let birth = card.birth.map(|birth| birth.to_string()).unwrap_or_default();
    BirthCandidate {
        person: person.id,
        says: words([name(&card.given_name), name(&card.surname), birth, postcode]),
    }
}

fn words(parts: [String; 4]) -> Private<String> {
    Private::new(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

fn nameless() -> Fault {
    Fault::new(Code::NotPermitted, "This list has no names, so there is nobody to look for. It only counts.")
}
