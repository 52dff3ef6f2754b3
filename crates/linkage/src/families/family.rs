//! Who they are.

use super::{Custom, Difficulty, Settings};
use crate::draw::Draw;

/// Families to a postcode, in a tower block and elsewhere.
const TOWER_FAMILIES: usize = 40;
const STREET_FAMILIES: usize = 6;
/// Sectors of the made-up borough.
const DISTRICTS: [&str; 6] = ["W9", "W10", "W11", "NW6", "NW8", "NW10"];
const UNIT_LETTERS: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";

pub(super) struct Family {
    pub(super) number: usize,
    pub(super) custom: Custom,
    /// The surnames in use, the usual one first.
    pub(super) surnames: Vec<String>,
    /// Where they live, and where they moved to.
    pub(super) postcode: String,
    pub(super) next_postcode: Option<String>,
    pub(super) children: Vec<Member>,
}

pub(super) struct Member {
    pub(super) given: String,
    pub(super) surname: String,
    pub(super) birth: (u16, u8, u8),
    pub(super) difficulties: Vec<Difficulty>,
}

impl Family {
    /// The other surname in use; the usual one where there is no other.
    pub(super) fn second_surname(&self) -> &str {
        self.surnames.last().map_or("", String::as_str)
    }

    pub(super) fn draw(settings: &Settings, number: usize, draw: &mut Draw) -> Self {
        let custom = custom(draw);
        let in_tower = draw.chance(settings.tower);
        let postcode = postcode(settings, in_tower, draw);
        let next_postcode = draw.chance(settings.moves).then(|| self::postcode(settings, in_tower, draw));
        let mut surnames = vec![surname(custom, draw)];
        let two = draw.chance(settings.two_surnames) || custom == Custom::Somali;
        if two {
            surnames.push(surname(custom, draw));
        }

        let mut births = vec![birth(settings, draw)];
        if draw.chance(0.4) {
            births.push(birth(settings, draw));
        }
        if draw.chance(0.1) {
            births.push(birth(settings, draw));
        }
        // Nobody has two children within nine months but for twins.
        births.sort_unstable();
        births.dedup_by_key(|(year, ..)| *year);
        let twins = draw.chance(settings.twins);
        if twins {
            births.push(births[0]);
        }
        let new_year = draw.chance(settings.new_year);
        let siblings = births.len() > 1;
        let mut children: Vec<Member> = Vec::new();
        for (place, &(year, month, day)) in births.iter().enumerate() {
            let girl = draw.chance(0.5);
            let mut given = given(custom, girl, draw);
            while children.iter().any(|sibling| sibling.given == given) {
                given = self::given(custom, girl, draw);
            }
            let twin = twins && (place == 0 || place + 1 == births.len());
            let mut difficulties = vec![Difficulty::Named(custom)];
            let mut is = |difficulty: Difficulty, so: bool| {
                if so {
                    difficulties.push(difficulty)
                }
            };
            is(Difficulty::Twin, twin);
            is(Difficulty::Sibling, siblings);
            is(Difficulty::NewYear, new_year);
            is(Difficulty::Tower, in_tower);
            is(Difficulty::Mover, next_postcode.is_some());
            is(Difficulty::TwoSurnames, two);
            is(Difficulty::Unnamed, draw.chance(settings.unnamed));
            children.push(Member {
                given,
                surname: own_surname(custom, girl, &surnames[0], draw),
                birth: if new_year { (year, 1, 1) } else { (year, month, day) },
                difficulties,
            });
        }
        Self { number, custom, surnames, postcode, next_postcode, children }
    }
}

fn custom(draw: &mut Draw) -> Custom {
    let mut drawn = draw.below(100);
    for (custom, share) in Custom::SHARES {
        if drawn < share {
            return custom;
        }
        drawn -= share;
    }
    Custom::British
}

/// Shares of first names and surnames that are on no list: real names have a long tail, surnames the longer one.
const RARE_GIVEN: f64 = 0.35;
const RARE_SURNAME: f64 = 0.5;

pub(super) fn surname(custom: Custom, draw: &mut Draw) -> String {
    if !draw.chance(RARE_SURNAME) {
        return draw.common_first(custom.surnames()).to_owned();
    }
    const STARTS: [&str; 24] = [
        "Bar", "Cal", "Dun", "El", "Fen", "Gar", "Hal", "Kin", "Lam", "Mor", "Nash", "Pen", "Rad", "Sta",
        "Tal", "Wes", "Bro", "Cri", "Dra", "Gol", "Jar", "Ol", "Suk", "Zam",
    ];
    const MIDDLES: [&str; 12] = ["a", "e", "i", "o", "en", "er", "ing", "am", "ul", "ar", "ov", "ad"];
    const ENDS: [&str; 18] = [
        "ton", "well", "ford", "ley", "ski", "dar", "man", "shaw", "by", "wood", "ani", "escu", "wale",
        "bek", "mire", "hurst", "oye", "din",
    ];
    format!("{}{}{}", draw.one_of(&STARTS), draw.one_of(&MIDDLES), draw.one_of(&ENDS))
}

pub(super) fn given(custom: Custom, girl: bool, draw: &mut Draw) -> String {
    const STARTS: [&str; 20] = [
        "Al", "Bri", "Ca", "Da", "Ev", "Fi", "Ha", "Jo", "Ka", "Lo", "Ma", "Ni", "Or", "Ra", "Sha", "Te",
        "Vi", "Xa", "Ya", "Ze",
    ];
    const MIDDLES: [&str; 9] = ["l", "r", "nn", "m", "v", "sh", "b", "d", "k"];
    let ends =
        if girl { ["a", "ia", "elle", "ine", "een", "aya"] } else { ["an", "on", "iel", "us", "im", "ay"] };
    if draw.chance(RARE_GIVEN) {
        return format!("{}{}{}", draw.one_of(&STARTS), draw.one_of(&MIDDLES), draw.one_of(&ends));
    }
    draw.common_first(if girl { custom.girls() } else { custom.boys() }).to_owned()
}

/// A Bengali girl is often Begum whatever her father is called; a Polish girl's surname ends in -ska.
fn own_surname(custom: Custom, girl: bool, surname: &str, draw: &mut Draw) -> String {
    match custom {
        Custom::Bengali if girl && draw.chance(0.5) => draw.one_of(&["Begum", "Khatun", "Akter"]).to_owned(),
        Custom::Slavic if girl && surname.ends_with("ski") => format!("{}a", &surname[..surname.len() - 1]),
        Custom::British
        | Custom::Arabic
        | Custom::Somali
        | Custom::Bengali
        | Custom::Slavic
        | Custom::WestAfrican => surname.to_owned(),
    }
}

fn birth(settings: &Settings, draw: &mut Draw) -> (u16, u8, u8) {
    let years = u16::try_from(draw.below(settings.years.max(1).into())).unwrap_or(0);
    let small = |number: usize| u8::try_from(number).unwrap_or(0) + 1;
    (settings.first_year + years, small(draw.below(12)), small(draw.below(28)))
}

/// A home in the area that the settings name.
fn postcode(settings: &Settings, in_tower: bool, draw: &mut Draw) -> String {
    if settings.postcodes.is_empty() {
        return elsewhere(settings, in_tower, draw);
    }
    settings.postcodes[draw.below(settings.postcodes.len())].clone()
}

/// A home in a made-up borough.
pub(super) fn elsewhere(settings: &Settings, in_tower: bool, draw: &mut Draw) -> String {
    // The number of postcodes grows with the families, so that a large area is as dense as a small one.
    let share = if in_tower { settings.tower } else { 1.0 - settings.tower };
    let families = if in_tower { TOWER_FAMILIES } else { STREET_FAMILIES };
    let parts = (0..100).filter(|part| f64::from(*part) < 100.0 * share).count();
    let count = (settings.families * parts / 100 / families).max(1);
    let mut home = Draw::new(draw.below(count) as u64 * 2 + u64::from(in_tower));
    let unit = [0, 1].map(|_| char::from(UNIT_LETTERS[home.below(UNIT_LETTERS.len())]));
    // Beyond about 20,000 postcodes one borough's districts run out, so further boroughs are opened.
    let beyond = count / 20_000;
    let district = match home.below(beyond + 1) {
        0 => home.one_of(&DISTRICTS).to_owned(),
        further => format!("M{further}"),
    };
    format!("{district} {}{}{}", home.below(9) + 1, unit[0], unit[1])
}
