//! Who brings the children, and is written down with them.

use super::family::{self, Family, Member};
use super::{Child, Custom, Difficulty, Families, Settings, write};
use crate::draw::Draw;
use crate::record::Role;

/// Of the adults who bring small children, those who are women.
const WOMEN: f64 = 0.8;
/// A form asks for a carer's surname last, and does not insist.
const NO_SURNAME: f64 = 0.15;
/// Set beside the seed: the children are the same with carers and without.
const APART: u64 = 0x0CA7_0CA7_0CA7_0CA7;

/// The adults of the families, one after the other.
pub(super) struct Carers {
    draw: Draw,
    /// Who brings the children of the family before as a rule, where anybody wrote that down.
    before: Option<Adult>,
}

struct Adult {
    member: Member,
    /// The place among those who were written down.
    person: Option<usize>,
}

impl Carers {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { draw: Draw::new(settings.seed ^ APART), before: None }
    }

    /// Writes down who came with the children of a family at each of these visits.
    pub(super) fn bring(
        &mut self,
        settings: &Settings,
        family: &Family,
        visits: &[usize],
        made: &mut Families,
    ) {
        if settings.carers <= 0.0 {
            return;
        }
        let draw = &mut self.draw;
        let mut first = Adult::draw(family, draw);
        let mut second = Adult::draw(family, draw);
        while second.member.given == first.member.given {
            second = Adult::draw(family, draw);
        }
        let shares = draw.chance(settings.shared);
        for &visit in visits {
            let own = if draw.chance(settings.turns) { &mut second } else { &mut first };
            let by_another = shares && draw.chance(0.5);
            let is_written_down = draw.chance(settings.carers);
            let adult = match self.before.as_mut().filter(|_| by_another) {
                Some(another) => another,
                None => own,
            };
            if is_written_down {
                adult.is_written_down(settings, family, visit, draw, made);
            }
        }
        self.before = Some(first).filter(|first| first.person.is_some());
    }
}

impl Adult {
    fn draw(family: &Family, draw: &mut Draw) -> Self {
        let woman = draw.chance(WOMEN);
        let given = family::given(family.custom, woman, draw);
        let surname = match family.custom {
            Custom::Bengali if woman => draw.one_of(&["Begum", "Khatun", "Akter", "Bibi"]).to_owned(),
            // A Somali mother keeps the names of her own father.
            Custom::Somali if woman => family::surname(family.custom, draw),
            Custom::British
            | Custom::Arabic
            | Custom::Somali
            | Custom::Bengali
            | Custom::Slavic
            | Custom::WestAfrican => {
                draw.one_of(&[family.surnames[0].as_str(), family.second_surname()]).to_owned()
            }
        };
        let difficulties = vec![Difficulty::Carer];
        Self { member: Member { given, surname, birth: (1990, 1, 1), difficulties }, person: None }
    }

    /// As a form has it: the postcode is the family's, whoever brings the children, and nobody asks an adult's age.
    fn is_written_down(
        &mut self,
        settings: &Settings,
        family: &Family,
        visit: usize,
        draw: &mut Draw,
        made: &mut Families,
    ) {
        let mut record = write::record(settings, family, &self.member, visit, draw);
        if record.given_name.is_empty() {
            // The one thing that a form insists on.
            record.given_name = self.member.given.as_str().into();
        }
        if draw.chance(NO_SURNAME) {
            record.surname.clear();
        }
        record.birth.clear();
        record.id = write::id(draw);
        record.household = write::together(family, visit);
        record.together = vec![record.household.clone()];
        record.role = Role::Carer;
        let person = *self.person.get_or_insert_with(|| {
            let difficulties = self.member.difficulties.clone();
            made.children.push(Child { family: family.number, difficulties });
            made.children.len() - 1
        });
        let carer = &mut made.children[person];
        if carer.family != family.number && !carer.difficulties.contains(&Difficulty::OfTwoFamilies) {
            carer.difficulties.push(Difficulty::OfTwoFamilies);
        }
        made.records.push(record);
        made.child_of.push(person);
    }
}
