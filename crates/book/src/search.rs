//! Names as they are searched: without what people type differently for one name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of all names in lower case without accents, each after one space: `Zoë O'Neil` is ` zoe oneil`.
pub(crate) fn folded<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut folded = String::new();
    for name in names {
        let mut apart = true;
        if name.is_ascii() {
            // Nearly every name, and there is nothing to take apart.
            name.chars().for_each(|letter| take(&mut folded, &mut apart, letter));
            continue;
        }
        for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
            take(&mut folded, &mut apart, letter);
        }
    }
    folded
}

/// The next letter of a name: part of a word, or what keeps two apart.
fn take(folded: &mut String, apart: &mut bool, letter: char) {
    if letter.is_alphanumeric() {
        if *apart {
            folded.push(' ');
        }
        *apart = false;
        folded.extend(letter.to_lowercase());
    } else if !matches!(letter, '\'' | '’' | 'ʼ') {
        *apart = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_its_accents_apostrophes_and_hyphens() {
        assert_eq!(
            folded(["Zoë", "O’Neil-Şahin"].into_iter()),
            " zoe oneil sahin",
            "plain words after spaces"
        );
        assert_eq!(folded(["  "].into_iter()), "", "a blank has no words");
        assert_eq!(folded(["فاطمة"].into_iter()), " فاطمة", "other scripts keep their letters");
    }
}
