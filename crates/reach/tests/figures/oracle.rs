//! I-02 once more, by hand: no index, no shared code with the engine, made to be read (protocol.md, I11).

use chrono::{Datelike, NaiveDate};
use domain::{Attendee, Birth, PersonId, Role, VisitOutcome};
use reach::facts::{Facts, PersonFacts};

/// The children reached in the twelve months to `last`, by the least id of their records.
pub(crate) fn reached(facts: &Facts, last: NaiveDate, is_in_area: fn(&str) -> Option<bool>) -> Vec<PersonId> {
    let mut children = Vec::new();
    for person in &facts.people {
        let ids: Vec<PersonId> = person.records.iter().map(|record| record.id).collect();
        let attended = facts.attendances.iter().any(|one| {
            matches!(one.attendee, Attendee::Person(id) if ids.contains(&id))
                && is_within_a_year(one.on, last)
        });
        let visited = facts.visits.iter().any(|one| {
            one.visit.outcome == VisitOutcome::Done
                && one.visit.people.iter().any(|id| ids.contains(id))
                && is_within_a_year(one.on, last)
        });
        let is_child = person.records.iter().any(|record| record.role == Role::Child);
        if is_child
            && (attended || visited)
            && is_under_five(person, last)
            && lives_in(person, last, is_in_area)
        {
            children.push(person.id);
        }
    }
    children.sort();
    children
}

fn birthday(born: NaiveDate, years: i32) -> (i32, u32, u32) {
    (born.year() + years, born.month(), born.day())
}

fn is_within_a_year(day: NaiveDate, last: NaiveDate) -> bool {
    day <= last && birthday(day, 1) > birthday(last, 0)
}

fn is_under_five(person: &PersonFacts, last: NaiveDate) -> bool {
    let mut best: Option<(Birth, (i64, domain::record::Said))> = None;
    for one in person.records.iter().flat_map(|record| &record.births) {
        if let (Some(birth), true) = (one.value, one.stands) {
            let rank = (-(birth.latest() - birth.earliest()).num_days(), one.said);
            if best.as_ref().is_none_or(|(_, known)| rank > *known) {
                best = Some((birth, rank));
            }
        }
    }
    let under = |born: NaiveDate| born <= last && birthday(born, 5) > birthday(last, 0);
    // Who was met by the last day was born by then, so later days of the month are no answer.
    best.is_some_and(|(birth, _)| under(birth.earliest()) && under(birth.latest().min(last)))
}

fn lives_in(person: &PersonFacts, last: NaiveDate, is_in_area: fn(&str) -> Option<bool>) -> bool {
    let all = person.records.iter().flat_map(|record| &record.postcodes).filter(|one| one.said.on <= last);
    let mut known: Vec<_> =
        all.filter_map(|one| Some((one.said, is_in_area(one.value.as_ref()?.reveal().as_str())?))).collect();
    known.sort();
    known.last().is_some_and(|(_, inside)| *inside)
}
