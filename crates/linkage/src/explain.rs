//! Why two records are, or are not, one person: facts for a screen, and a sentence for a report.

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared, Left};
use crate::compare::postcode::PostcodeLevel;
use crate::exact_key::ExactKey;
use crate::judge::{exchanged, judge};
use crate::model::Model;
use crate::people::{EXTRAS, People};
use crate::rarities::Rarities;
use crate::record::Record;
use crate::weigh::Common;
use crate::weighted::{Odds, Weighted};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// First name.
    GivenName,
    /// Family name.
    Surname,
    /// One record's given name held against the other's surname, and the other way round.
    ExchangedNames,
    /// Date of birth.
    Birth,
    /// Postcode.
    Postcode,
    /// House or flat number.
    Number,
    /// Street.
    Street,
    /// Building or second address line.
    Locality,
    /// Suburb, town or village.
    Suburb,
    /// County or state.
    Region,
}

/// How two values are alike, in the levels that are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same but for case, accents and the like.
    Same,
    /// One letter, digit or character off.
    OneSlip,
    /// Two neighbouring characters exchanged.
    Transposed,
    /// A nickname, another spelling of the same sound, or one part of the name.
    OtherForm,
    /// Two or three letters off in a long word.
    FewSlips,
    /// Roughly similar.
    Near,
    /// Day and month exchanged.
    DayMonthExchanged,
    /// Two of year, month and day agree.
    TwoParts,
    /// The same year, and one of the two says the first of January.
    NewYear,
    /// One is known in part, and holds the other.
    Within,
    /// Only the year agrees.
    SameYear,
    /// The same postcode sector.
    SameSector,
    /// The same postcode district.
    SameDistrict,
    /// Nothing alike.
    Unlike,
}

/// One field's part in the verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What was compared.
    pub field: Field,
    /// What was found.
    pub likeness: Likeness,
    /// Evidence in bits: each doubles the odds that the two are one person; below nought it halves them.
    pub bits: f64,
}

/// Why. Fields that are blank on either side say nothing and are left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// In the order in which the fields are shown.
    pub reasons: Vec<Reason>,
    /// How likely the two are one person by their own fields alone.
    pub probability: f64,
    /// How likely they are brother and sister, or twins.
    pub kin: f64,
}

/// Holds two records against each other under a model.
pub fn explain(one: &Record, other: &Record, model: &Model) -> Explanation {
    let records = [one.clone(), other.clone()];
    match model {
        Model::ExactKey(rule) => explain_key(&records, rule),
        Model::Weighted(weights) => explain_weights(&records, weights),
    }
}

fn explain_key(records: &[Record; 2], rule: &ExactKey) -> Explanation {
    let linked = !rule.propose(records).is_empty();
    let fields = if linked { vec![Field::GivenName, Field::Surname, Field::Birth] } else { Vec::new() };
    let reasons =
        fields.into_iter().map(|field| Reason { field, likeness: Likeness::Same, bits: f64::INFINITY });
    Explanation { reasons: reasons.collect(), probability: if linked { 1.0 } else { 0.0 }, kin: 0.0 }
}

fn explain_weights(records: &[Record; 2], weights: &Weighted) -> Explanation {
    let people = People::new(records, &[0, 1]);
    let pair = Left::new(&people.words).compare(&people, 0, 1);
    let pairs = [pair];
    let rarity = Rarities::new(weights, &Common::new(weights), &people, &pairs).of_all(&pairs)[0];
    let [pair] = pairs;
    let judged = judge(weights, &pair, &rarity);
    let bits = |same: f64, rarity: f32| (same * f64::from(rarity)).log2();
    let named = |odds: &Odds<{ NameLevel::COUNT }>, level: u8| odds.same[usize::from(level)];

    let mut reasons = Vec::new();
    let mut say = |field: Field, likeness: Option<Likeness>, bits: &dyn Fn() -> f64| {
        reasons.extend(likeness.map(|likeness| Reason { field, likeness, bits: bits() }));
    };
    if judged.crossed.iter().sum::<f64>() > judged.same / 2.0 {
        let [first, second] = pair.crossed;
        let worse = name_likeness(if second == BLANK { first } else { first.max(second) });
        say(Field::ExchangedNames, worse, &|| {
            bits(exchanged(weights, &pair, &rarity).iter().sum(), rarity.crossed[0] * rarity.crossed[1])
        });
    } else {
        say(Field::GivenName, name_likeness(pair.given), &|| {
            bits(named(&weights.given, pair.given), rarity.given)
        });
        say(Field::Surname, name_likeness(pair.surname), &|| {
            bits(named(&weights.surname, pair.surname), rarity.surname)
        });
    }
    say(Field::Birth, birth_likeness(pair.birth), &|| {
        bits(weights.birth.same[usize::from(pair.birth)], rarity.birth)
    });
    say(Field::Postcode, postcode_likeness(pair.postcode), &|| {
        bits(weights.postcode.same[usize::from(pair.postcode)], rarity.postcode)
    });
    reasons.extend(extra_reasons(weights, &pair));
    Explanation { reasons, probability: judged.same, kin: judged.kin }
}

fn extra_reasons(weights: &Weighted, pair: &Compared) -> Vec<Reason> {
    const FIELDS: [Field; EXTRAS] =
        [Field::Number, Field::Street, Field::Locality, Field::Suburb, Field::Region];
    let each = FIELDS.into_iter().zip(pair.extras).zip(&weights.extras);
    each.filter_map(|((field, level), odds)| {
        let at = usize::from(level);
        Some(Reason {
            field,
            likeness: name_likeness(level)?,
            bits: (odds.same[at] / odds.random[at]).log2(),
        })
    })
    .collect()
}

fn name_likeness(level: u8) -> Option<Likeness> {
    const LEVELS: [Likeness; NameLevel::COUNT] = [
        Likeness::Same,
        Likeness::OneSlip,
        Likeness::OtherForm,
        Likeness::FewSlips,
        Likeness::Near,
        Likeness::Unlike,
    ];
    LEVELS.get(usize::from(level)).copied()
}

fn birth_likeness(level: u8) -> Option<Likeness> {
    const LEVELS: [Likeness; BirthLevel::COUNT] = [
        Likeness::Same,
        Likeness::Transposed,
        Likeness::DayMonthExchanged,
        Likeness::OneSlip,
        Likeness::TwoParts,
        Likeness::NewYear,
        Likeness::Within,
        Likeness::SameYear,
        Likeness::Unlike,
    ];
    LEVELS.get(usize::from(level)).copied()
}

fn postcode_likeness(level: u8) -> Option<Likeness> {
    const LEVELS: [Likeness; PostcodeLevel::COUNT] = [
        Likeness::Same,
        Likeness::Transposed,
        Likeness::OneSlip,
        // Two records alone never say so.
        Likeness::Unlike,
        Likeness::SameSector,
        Likeness::SameDistrict,
        Likeness::Unlike,
    ];
    LEVELS.get(usize::from(level)).copied()
}
