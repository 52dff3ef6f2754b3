//! Levels become evidence: how much likelier they are between two records of one person than of two.

use crate::compare::birth::BirthLevel;
use crate::compare::name::{NameLevel, Spelling};
use crate::compare::pair::{BLANK, Compared};
use crate::compare::postcode::PostcodeLevel;
use crate::normalise::birth::Birth;
use crate::people::{People, Person};
use crate::shares::Shares;
use crate::weighted::{Odds, Weighted};
use crate::words::{Glance, Word, WordId};

/// How much of a level's average share is believed of every name, beside what is counted around it.
const AVERAGE_SHARE_KEPT: f64 = 0.3;
/// The commonest names only are counted around a name: they hold nearly all that chance brings near it.
const COMPARED_WITH_MAX: usize = 300;

/// The most that words may say of the order of two names.
const ORDER_SAYS_MAX: f64 = 50.0;

/// For each part of a pair, one over the chance of its level between two people at random; one where it is blank.
/// Multiplied by the chance of the level in one person it is Fellegi and Sunter's ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rarity {
    pub(crate) given: f32,
    pub(crate) surname: f32,
    /// As [`Compared::crossed`].
    pub(crate) crossed: [f32; 2],
    /// By how much likelier the names of the right and of the left one are exchanged than anybody's, as far as the words
    /// say; one where the names do not look exchanged.
    pub(crate) exchanged: [f32; 2],
    pub(crate) birth: f32,
    pub(crate) postcode: f32,
    /// All parts of the address together.
    pub(crate) extras: f32,
}

/// How common a name is, and how common the names around it are, by level.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    share: f64,
    levels: [f64; NameLevel::COUNT],
}

/// The common names of a model, ready to be compared with.
pub(crate) struct Common {
    given: Names,
    surname: Names,
}

/// The commonest names, and apart from them the little that tells most others from each: it fits where it is fast to read.
#[derive(Default)]
struct Names {
    glances: Vec<Glance>,
    words: Vec<(Word, f64)>,
}

impl Names {
    fn new(shares: &Shares) -> Self {
        let mut common: Vec<(&String, f64)> =
            shares.common.iter().map(|(name, share)| (name, *share)).collect();
        common.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        common.truncate(COMPARED_WITH_MAX);
        let words: Vec<(Word, f64)> =
            common.into_iter().map(|(name, share)| (Word::new(name), share)).collect();
        Self { glances: words.iter().map(|(word, _)| word.glance).collect(), words }
    }
}

impl Common {
    pub(crate) fn new(model: &Weighted) -> Self {
        Self { given: Names::new(&model.given.shares), surname: Names::new(&model.surname.shares) }
    }

    /// How common a word is as a given name, and what is near it.
    pub(crate) fn around_given(&self, model: &Weighted, word: &Word, near: bool) -> Around {
        around(word, near, &model.given, &self.given)
    }

    /// The same as a surname.
    pub(crate) fn around_surname(&self, model: &Weighted, word: &Word, near: bool) -> Around {
        around(word, near, &model.surname, &self.surname)
    }
}

/// What is near a word is counted only where `near` asks for it. What is the same or unlike is near nothing: its share and
/// its average say all.
fn around<const N: usize>(word: &Word, near: bool, odds: &Odds<N>, common: &Names) -> Around {
    let mut around = Around { share: odds.shares.of(&word.letters), levels: [0.0; NameLevel::COUNT] };
    if near {
        let spelling = Spelling::new(word);
        for (glance, (other, share)) in common.glances.iter().zip(&common.words) {
            if word.glance.may_be_like(glance) {
                around.levels[spelling.level(other) as usize] += share;
            }
        }
    }
    for (level, average) in odds.random.iter().take(NameLevel::COUNT).enumerate() {
        around.levels[level] += AVERAGE_SHARE_KEPT * average;
    }
    around
}

/// How common the values of a run are.
pub(crate) trait Values {
    /// A word as a given name.
    fn given(&self, word: WordId) -> Around;
    /// A word as a surname.
    fn surname(&self, word: WordId) -> Around;
    /// How much oftener than by chance the two names of a person come together.
    fn association(&self, person: u32) -> f64;
    /// The share of a person's birth date.
    fn birth(&self, person: u32) -> f64;
    /// The share of a person's postcode.
    fn postcode(&self, person: u32) -> f64;
    /// The share of a word as this part of an address.
    fn extra(&self, place: usize, word: WordId) -> f64;
}

/// How rare the likeness of a pair is.
pub(crate) fn rarity(model: &Weighted, people: &People, values: &impl Values, pair: &Compared) -> Rarity {
    let (one, other) = (&people.all[pair.left as usize], &people.all[pair.right as usize]);
    let birth = match pair.birth {
        BLANK => 1.0,
        level if level == BirthLevel::Same as u8 => values.birth(pair.left),
        level if level == BirthLevel::Within as u8 => share_within(one.birth, same_year(&model.birth))
            .max(share_within(other.birth, same_year(&model.birth))),
        level => model.birth.random[level as usize],
    };
    let postcode = match pair.postcode {
        BLANK => 1.0,
        level if level == PostcodeLevel::Same as u8 => values.postcode(pair.left),
        level if level == PostcodeLevel::Moved as u8 => {
            model.moves * (values.postcode(pair.left) * values.postcode(pair.right)).sqrt()
        }
        level => model.postcode.random[level as usize],
    };
    let mut extras = 1.0;
    for (place, (&level, &word)) in pair.extras.iter().zip(&people.rest(pair.left).extras).enumerate() {
        extras *= match (level, word) {
            (BLANK, _) | (_, None) => 1.0,
            (0, Some(word)) => values.extra(place, word),
            (level, Some(_)) => model.extras[place].random[level as usize],
        };
    }
    // Two people who share both names share the custom behind them.
    let alike = |levels: [u8; 2]| levels.iter().all(|&level| level < NameLevel::Unlike as u8);
    let together = (values.association(pair.left) * values.association(pair.right)).sqrt().max(1.0);
    let together = |levels| if alike(levels) { together } else { 1.0 };
    let given = |word: Option<WordId>| (word.map(|word| values.given(word)), model.given.random);
    let surname = |word: Option<WordId>| (word.map(|word| values.surname(word)), model.surname.random);
    Rarity {
        given: one_over(
            chance(pair.given, given(one.first()), given(other.first()))
                * together([pair.given, pair.surname]),
        ),
        surname: one_over(chance(pair.surname, surname(one.surname), surname(other.surname))),
        crossed: [
            one_over(
                chance(pair.crossed[0], given(one.given), surname(other.surname)) * together(pair.crossed),
            ),
            one_over(chance(pair.crossed[1], surname(one.surname), given(other.given))),
        ],
        exchanged: if pair.is_crossed() {
            [other, one].map(|person| one_over(order(values, person)))
        } else {
            [1.0; 2]
        },
        birth: one_over(birth),
        postcode: one_over(postcode),
        extras: one_over(extras),
    }
}

/// How much likelier a person's names stand in the order in which they were written than exchanged: Musa is a first name
/// where it is written and Wilson a surname. Names that are rare in both places say nothing.
fn order(values: &impl Values, person: &Person) -> f64 {
    let (Some(given), Some(surname)) = (person.given, person.surname) else { return 1.0 };
    let (written, exchanged) = (
        values.given(given).share * values.surname(surname).share,
        values.given(surname).share * values.surname(given).share,
    );
    (written / exchanged).clamp(1.0 / ORDER_SAYS_MAX, ORDER_SAYS_MAX)
}

/// Kept in half the space: millions of these are held.
#[expect(clippy::cast_possible_truncation, reason = "evidence of seven digits is as good as of sixteen")]
fn one_over(chance: f64) -> f32 {
    (1.0 / chance) as f32
}

/// A date as the model writes it.
pub(crate) fn birth_text(birth: Birth) -> String {
    match birth {
        Birth::Day { year, month, day } => format!("{year:04}{month:02}{day:02}"),
        Birth::Unknown | Birth::Month { .. } | Birth::Year { .. } | Birth::Span { .. } => String::new(),
    }
}

/// How often two people at random are born in one year.
fn same_year(births: &Odds<{ BirthLevel::COUNT }>) -> f64 {
    [BirthLevel::Year, BirthLevel::NewYear, BirthLevel::DayMonth]
        .into_iter()
        .map(|level| births.random[level as usize])
        .sum()
}

/// A rough share of births that lie within a date known in part.
fn share_within(birth: Birth, same_year: f64) -> f64 {
    let years = match birth {
        Birth::Month { .. } => 1.0 / 12.0,
        Birth::Year { .. } => 1.0,
        Birth::Span { from, to } => f64::from(to.0 - from.0) + 1.0,
        Birth::Unknown | Birth::Day { .. } => 0.0,
    };
    (years * same_year).min(1.0)
}

/// How common a name is in its role, and how often each level is seen in that role.
type Named = (Option<Around>, [f64; NameLevel::COUNT]);

/// The chance that two people at random have names as alike as these. Where a common name meets its own
/// misspelling, both are rare together and common apart, so the middle of the two is taken.
fn chance(level: u8, (one, random): Named, (other, _): Named) -> f64 {
    let (Some(one), Some(other)) = (one, other) else { return 1.0 };
    if level == BLANK {
        return 1.0;
    }
    let at = level as usize;
    if level == NameLevel::Same as u8 {
        (one.share * other.share).sqrt()
    } else if level == NameLevel::Unlike as u8 {
        random[at]
    } else if level == NameLevel::Variant as u8 {
        one.levels[at].max(other.levels[at])
    } else {
        (one.levels[at] * other.levels[at]).sqrt()
    }
}
