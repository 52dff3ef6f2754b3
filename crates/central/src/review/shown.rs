//! What the book says of a pair, in the words that cross to a reader.

use book::{Dispute, PairToReview, Side, Why};
use chrono::NaiveDate;
use domain::{Actor, Opinion, Private, Role, Verdict};
use linkage::{Field, Likeness, Reason};
use rusqlite::Connection;
use wire::desk::{
    ReviewAsked, ReviewDecided, ReviewDispute, ReviewPair, ReviewReason, ReviewSide, ReviewValue,
    ReviewVerdict, ReviewWhy,
};

use super::{Sight, decide, sees};
use crate::error::CentralError;

pub(super) fn pair(
    book: &Connection,
    pair: &PairToReview,
    sight: Sight,
    today: NaiveDate,
) -> Result<ReviewPair, CentralError> {
    let PairToReview { left, right, why, probability, explanation, teams: _, enquiry } = pair;
    Ok(ReviewPair {
        left: side(left, sight),
        right: side(right, sight),
        why: match why {
            Why::Contradicted => ReviewWhy::Contradicted,
            Why::Conflict => ReviewWhy::Conflict,
            Why::Unsure => ReviewWhy::Unsure,
        },
        percent: percent(*probability),
        because: Private::new(explanation.in_words()),
        reasons: explanation.reasons.iter().map(reason).collect(),
        asked: enquiry.map(|(id, says)| ReviewAsked { id, says: says.map(|says| opinion(says).to_owned()) }),
        can_ask: decide::champion_for(book, left.id, right.id, today)?.is_some(),
    })
}

/// A record, with no more of another team's than tells who it is.
fn side(side: &Side, sight: Sight) -> ReviewSide {
    let Side { id, person, recorded_on, champion, teams, relatives, days_seen, last_seen } = side;
    let own = sees(sight, teams);
    let name = |name: &domain::Name| Private::new(name.reveal().as_str().to_owned());
    ReviewSide {
        id: *id,
        is_child: person.role == Role::Child,
        given_name: person.given_name.as_ref().map(name),
        surname: person.surname.as_ref().map(name),
        birth: person.birth.map(|birth| Private::new(birth.to_string())),
        postcode: person.postcode.as_ref().map(|code| Private::new(code.reveal().as_str().to_owned())),
        relatives: if own { relatives.iter().map(name).collect() } else { Vec::new() },
        recorded_on: recorded_on.to_string(),
        recorded_by: champion.as_ref().filter(|_| own).map(|champion| champion.as_str().to_owned()),
        days_seen: if own { u32::try_from(*days_seen).unwrap_or(u32::MAX) } else { 0 },
        last_seen: last_seen.filter(|_| own).map(|day| day.to_string()),
    }
}

pub(super) fn dispute(dispute: &Dispute, sight: Sight) -> ReviewDispute {
    let Dispute { side: whose, field, values, seen: _ } = dispute;
    let values = values.iter().map(|book::Value { by, on, value, champion }| ReviewValue {
        by: *by,
        value: value.clone(),
        on: on.to_string(),
        champion: champion.as_ref().map(|champion| champion.as_str().to_owned()),
    });
    ReviewDispute { person: side(whose, sight), field: field.clone(), values: values.collect() }
}

pub(super) fn decided(book: &Connection, made: &book::DecisionMade) -> Result<ReviewDecided, CentralError> {
    let book::DecisionMade { id, left, right, verdict, on, by, taken_back } = made;
    let name = |person| {
        let card = book::person(book, person)?.map(|person| person.card);
        let names = card.iter().flat_map(|card| [&card.given_name, &card.surname]).flatten();
        let names: Vec<&str> = names.map(|name| name.reveal().as_str()).collect();
        Ok::<_, CentralError>(Private::new(names.join(" ")))
    };
    Ok(ReviewDecided {
        id: *id,
        left: name(*left)?,
        right: name(*right)?,
        verdict: match verdict {
            Verdict::Same => ReviewVerdict::Same,
            Verdict::Different => ReviewVerdict::Different,
        },
        by: actor(*by),
        on: on.to_string(),
        taken_back_by: taken_back.map(|(by, _)| actor(by)),
    })
}

/// Whoever it was, by id where it was somebody at the desk: the desk puts the name to it.
fn actor(by: Actor) -> String {
    match by {
        Actor::Desk(account) => account.to_string(),
        Actor::Champion(champion) => champion.to_string(),
        Actor::Centre => "the centre".to_owned(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn percent(probability: f64) -> u8 {
    (probability.clamp(0.0, 1.0) * 100.0).round() as u8
}

const fn opinion(says: Opinion) -> &'static str {
    match says {
        Opinion::Same => "same",
        Opinion::Different => "different",
        Opinion::NotSure => "not_sure",
    }
}

fn reason(reason: &Reason) -> ReviewReason {
    let Reason { field, likeness, bits } = reason;
    ReviewReason {
        field: match field {
            Field::GivenName => "given_name",
            Field::Surname => "surname",
            Field::ExchangedNames => "exchanged_names",
            Field::Birth => "birth",
            Field::Postcode => "postcode",
            Field::Number | Field::Street | Field::Locality | Field::Suburb | Field::Region => "address",
        }
        .to_owned(),
        likeness: match likeness {
            Likeness::Same => "same",
            Likeness::OneSlip => "one_slip",
            Likeness::Transposed => "transposed",
            Likeness::OtherForm => "other_form",
            Likeness::FewSlips => "few_slips",
            Likeness::Near => "near",
            Likeness::DayMonthExchanged => "day_month_exchanged",
            Likeness::TwoParts => "two_parts",
            Likeness::NewYear => "new_year",
            Likeness::Within => "within",
            Likeness::SameYear => "same_year",
            Likeness::SameSector => "same_sector",
            Likeness::SameDistrict => "same_district",
            Likeness::Unlike => "unlike",
        }
        .to_owned(),
        speaks_for: *bits > 0.0,
    }
}
