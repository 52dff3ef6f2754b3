//! Two spellings of a name, street or town.

use std::cell::OnceCell;

use rapidfuzz::distance::osa;

use crate::words::{Word, most_edits};

/// How alike two spellings are, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum NameLevel {
    /// The same letters.
    Same,
    /// One letter wrong, missing, added, or two neighbours exchanged.
    Slip,
    /// Another form of the name: a nickname, a transliteration, one part of a double name, its beginning or end.
    Variant,
    /// Two slips in a name of five letters or more, three in one of nine.
    Slips,
    /// At most two letters in five differ.
    Near,
    /// None of these.
    Unlike,
}

impl NameLevel {
    pub(crate) const COUNT: usize = 6;
}

/// One spelling held against many.
pub(crate) struct Spelling<'a> {
    word: &'a Word,
    /// Made when the first other spelling comes near enough to need it.
    edits: OnceCell<osa::BatchComparator<char>>,
}

impl<'a> Spelling<'a> {
    pub(crate) fn new(word: &'a Word) -> Self {
        Self { word, edits: OnceCell::new() }
    }

    /// How alike the other spelling is; the same whichever of the two is asked.
    pub(crate) fn level(&self, other: &Word) -> NameLevel {
        let word = self.word;
        if word.letters_key == other.letters_key {
            return NameLevel::Same;
        }
        if !word.glance.may_be_like(&other.glance) {
            return NameLevel::Unlike;
        }
        let (one, two) = (word.glance.length, other.glance.length);
        let (length, least) = (one.max(two), one.min(two));
        let edits = self.edits_up_to(most_edits(length), other);
        if edits == Some(1) && least >= 3 {
            return NameLevel::Slip;
        }
        if is_variant(word, other) {
            return NameLevel::Variant;
        }
        match edits {
            Some(2) if length >= 5 => NameLevel::Slips,
            Some(3) if length >= 9 => NameLevel::Slips,
            Some(_) if least >= 3 => NameLevel::Near,
            _ => NameLevel::Unlike,
        }
    }

    /// How many edits part the two, where that is no more than `most`.
    fn edits_up_to(&self, most: u32, other: &Word) -> Option<usize> {
        if !self.word.glance.may_be_within(most, &other.glance) {
            return None;
        }
        let most = most as usize;
        let edits =
            self.edits.get_or_init(|| osa::BatchComparator::new(self.word.characters.iter().copied()));
        let found = edits
            .distance_with_args(other.characters.iter().copied(), &osa::Args::default().score_cutoff(most));
        found.filter(|&edits| edits <= most)
    }
}

fn is_variant(one: &Word, other: &Word) -> bool {
    let (short, long) =
        if one.characters.len() <= other.characters.len() { (one, other) } else { (other, one) };
    one.glance.nicknames & other.glance.nicknames != 0
        || (one.glance.sound_key == other.glance.sound_key && short.sound.len() >= 2 && short.characters.len() >= 3)
        // Every letter of the beginning or the end is in the whole.
        || (short.glance.may_begin_or_end(&long.glance)
            && (long.letters.starts_with(&short.letters)
                || short.characters.len() >= 4 && long.letters.ends_with(&short.letters)))
        || shares_part(one, other)
        || shares_part(other, one)
}

/// One is part of the other (`smith` of `smith jones`), or both have a part of four letters or more in common.
fn shares_part(one: &Word, other: &Word) -> bool {
    one.part_keys
        .iter()
        .zip(&one.parts)
        .any(|(key, part)| *key == other.letters_key || (part.len() >= 4 && other.part_keys.contains(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(one: &str, other: &str) -> NameLevel {
        let (one, other) = (Word::new(one), Word::new(other));
        let level = Spelling::new(&one).level(&other);
        assert_eq!(level, Spelling::new(&other).level(&one), "both ways round");
        level
    }

    #[test]
    fn slips_of_the_pen_are_told_from_other_names() {
        assert_eq!(level("amina", "amina"), NameLevel::Same);
        assert_eq!(level("mary ann", "maryann"), NameLevel::Same);
        assert_eq!(level("amina", "amian"), NameLevel::Slip);
        assert_eq!(level("goldsworthy", "golsdworty"), NameLevel::Slips);
        assert_eq!(level("amina", "thomas"), NameLevel::Unlike);
        assert_eq!(level("jo", "bo"), NameLevel::Unlike, "one letter of two is half the name");
    }

    #[test]
    fn other_forms_of_a_name_are_known() {
        assert_eq!(level("mohammed", "mo"), NameLevel::Variant);
        assert_eq!(level("mohammed", "muhammad"), NameLevel::Variant);
        assert_eq!(level("william", "bill"), NameLevel::Variant);
        assert_eq!(level("smith jones", "jones"), NameLevel::Variant);
        assert_eq!(level("j", "john"), NameLevel::Variant, "an initial");
    }
}
