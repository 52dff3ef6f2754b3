//! Names without what people type differently for one name: case, accents, punctuation, spaces.

use unicode_normalization::UnicodeNormalization;

/// The letters and digits of a name in lower case and nothing else: `O'Néill-Smith` becomes `oneillsmith`.
pub(crate) fn letters(text: &str) -> String {
    fold(text).chars().filter(|character| *character != ' ').collect()
}

/// The words of a name in lower case, without accents, with one space between them. Punctuation inside a word goes
/// (`O'Neill` is `oneill`); a hyphen, a comma and the like part words (`Smith-Jones` is `smith jones`).
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut parted = false;
    let mut take = |character: char| {
        if character.is_alphanumeric() {
            if parted && !folded.is_empty() {
                folded.push(' ');
            }
            parted = false;
            push_plain(&mut folded, character);
        } else if !joins(character) {
            parted = true;
        }
    };
    if text.is_ascii() {
        // Nothing to take apart, which is nearly always so.
        text.chars().for_each(&mut take);
    } else {
        text.nfkd().filter(|character| !is_mark_to_drop(*character)).for_each(&mut take);
    }
    folded
}

/// Latin combining accents and Arabic vowel points: writers add or leave them out at will. The vowel signs of
/// Bengali and its neighbours stay, for there they are the vowels.
fn is_mark_to_drop(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}')
}

/// Apostrophes, full stops and the modifier letters that stand for them sit inside one word.
fn joins(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' | '\u{2BC}' | '\u{2BB}' | '.')
}

/// Letters that Unicode does not take apart but an English keyboard writes without their stroke.
fn push_plain(folded: &mut String, character: char) {
    match character {
        '\u{2BC}' | '\u{2BB}' => {}
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'þ' | 'Þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        other => folded.extend(other.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_punctuation_and_spaces_do_not_part_a_name() {
        assert_eq!(letters(" O\u{2019}NÉILL - Smith "), "oneillsmith");
        assert_eq!(letters("Łukasz"), letters("lukasz"));
        assert_eq!(letters("Jose\u{301}"), letters("José"), "the accent may be its own character");
    }

    #[test]
    fn words_keep_their_order_and_a_hyphen_parts_them() {
        assert_eq!(fold("Smith-Jones,  Anna"), "smith jones anna");
        assert_eq!(fold("  -- "), "");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(letters("محمّد"), letters("محمد"), "vowel points are optional in Arabic");
        assert!(!letters("রহমান").is_empty(), "Bengali is kept as it is written");
        assert_ne!(letters("রহমান"), letters("রহিমন"), "a Bengali vowel sign tells two names apart");
    }
}
