//! How champions write them down.

use compact_str::format_compact;

use super::family::{Family, Member};
use super::names::OTHER_FORMS;
use super::{Child, Custom, Difficulty, Families, Settings};
use crate::draw::Draw;
use crate::record::{Record, Role, Text};

/// No family comes more often.
const VISITS_MAX: usize = 8;

/// The key of what is written down of a family at one visit.
pub(super) fn together(family: &Family, visit: usize) -> Text {
    format_compact!("family-{}-visit-{visit}", family.number)
}

/// A family comes again and again; each time somebody else writes down the children who are there. Gives the visits at which
/// any were.
pub(super) fn visits(
    settings: &Settings,
    family: &Family,
    draw: &mut Draw,
    made: &mut Families,
) -> Vec<usize> {
    let first = made.children.len();
    for member in &family.children {
        made.children.push(Child { family: family.number, difficulties: member.difficulties.clone() });
    }
    let mut visits = Vec::new();
    for visit in 0..VISITS_MAX {
        let before = made.records.len();
        for (place, member) in family.children.iter().enumerate() {
            if visit == 0 || draw.chance(0.9) {
                let together = together(family, visit);
                let mut record = record(settings, family, member, visit, draw);
                record.id = id(draw);
                record.household.clone_from(&together);
                record.together = vec![together];
                record.role = Role::Child;
                made.records.push(record);
                made.child_of.push(first + place);
            }
        }
        if made.records.len() > before {
            visits.push(visit);
        }
        if !draw.chance(settings.again) {
            break;
        }
    }
    visits
}

/// A new id.
pub(super) fn id(draw: &mut Draw) -> Text {
    format_compact!("{:016x}", draw.next())
}

/// As a register of births has the child: by the official name and the first address, with a fifth of the slips.
pub(super) fn on_a_birth_list(
    settings: &Settings,
    family: &Family,
    member: &Member,
    draw: &mut Draw,
) -> Record {
    let (year, month, day) = member.birth;
    let unnamed = draw.chance(settings.unnamed / 3.0);
    let slip = settings.slip / 5.0;
    Record {
        id: id(draw),
        given_name: if unnamed { "Baby".into() } else { slipped(member.given.clone(), slip, draw).into() },
        surname: slipped(member.surname.clone(), slip, draw).into(),
        birth: format_compact!("{year}-{month:02}-{day:02}"),
        postcode: slipped(family.postcode.clone(), slip, draw).into(),
        role: Role::Child,
        ..Record::default()
    }
}

pub(super) fn record(
    settings: &Settings,
    family: &Family,
    member: &Member,
    visit: usize,
    draw: &mut Draw,
) -> Record {
    let mut given = member.given.clone();
    let forms = OTHER_FORMS.iter().find(|(name, _)| *name == given);
    if let Some((_, forms)) = forms.filter(|_| draw.chance(settings.other_form)) {
        given = draw.one_of(forms).to_owned();
    }
    let mut surname = surname(family, member, draw);
    given = slipped(given, settings.slip, draw);
    surname = slipped(surname, settings.slip, draw);
    let invites = matches!(family.custom, Custom::Somali | Custom::Bengali);
    if draw.chance(settings.exchanged * if invites { 5.0 } else { 1.0 }) {
        std::mem::swap(&mut given, &mut surname);
    }
    if visit == 0 && member.difficulties.contains(&Difficulty::Unnamed) {
        given = draw.one_of(&["Baby", "", "Baby girl", "Unnamed"]).to_owned();
    }
    let postcode = match &family.next_postcode {
        Some(next) if visit >= 1 => next,
        Some(_) | None => &family.postcode,
    };
    let written = birth(settings, member, draw);
    let mut blank =
        |text: String, by: f64| if draw.chance(settings.blank * by) { String::new() } else { text };
    let (given, surname) = (blank(given, 0.25), blank(surname, 0.25));
    let (birth, postcode) = (blank(written, 1.5), blank(postcode.clone(), 1.5));
    Record {
        given_name: if draw.chance(0.05) { given.to_uppercase() } else { given }.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: slipped(postcode, settings.slip, draw).into(),
        ..Record::default()
    }
}

fn surname(family: &Family, member: &Member, draw: &mut Draw) -> String {
    let Some(second) = family.surnames.get(1) else { return member.surname.clone() };
    match (family.custom, draw.below(10)) {
        // Father's name, grandfather's, or both.
        (Custom::Somali, 0..=5) => member.surname.clone(),
        (Custom::Somali, 6 | 7) => format!("{} {second}", member.surname),
        (Custom::Somali, _) => second.clone(),
        (_, 0..=5) => member.surname.clone(),
        (_, 6 | 7) => second.clone(),
        (_, _) => format!("{}-{second}", member.surname),
    }
}

/// A date in one of the orders that people write, sometimes wrong, sometimes only in part.
fn birth(settings: &Settings, member: &Member, draw: &mut Draw) -> String {
    let (mut year, mut month, mut day) = member.birth;
    if draw.chance(settings.slip) {
        match draw.below(4) {
            0 if day <= 12 => (month, day) = (day, month),
            1 => year = if draw.chance(0.5) { year + 1 } else { year - 1 },
            2 => day = if day >= 20 { day - 10 } else { day + 10 - day / 10 },
            _ => month = month % 12 + 1,
        }
    }
    if draw.chance(settings.new_year / 3.0) {
        (month, day) = (1, 1);
    }
    match draw.below(20) {
        0 => format!("{year}-{month:02}"),
        1..=6 => format!("{day:02}/{month:02}/{year}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}

/// With this chance one letter is dropped, doubled, replaced, or exchanged with its neighbour.
fn slipped(text: String, chance: f64, draw: &mut Draw) -> String {
    if !draw.chance(chance) || text.chars().count() < 3 {
        return text;
    }
    let mut letters: Vec<char> = text.chars().collect();
    let at = draw.below(letters.len() - 1);
    match draw.below(4) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at + 1);
        }
        2 => letters.insert(at, letters[at]),
        _ => letters[at + 1] = char::from(b"aeinorst"[draw.below(8)]),
    }
    letters.into_iter().collect()
}
