//! Digits in the scripts that families write in.

/// The first digit of each run of ten: European, Arabic-Indic, Persian and Urdu, Devanagari, Bengali, Gujarati and
/// Gurmukhi (the Unicode blocks' code charts).
const ZEROS: [char; 7] = ['0', '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{AE6}', '\u{A66}'];

/// The value of a digit in any of these scripts, 0 to 9.
pub(crate) fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    ZEROS
        .iter()
        .map(|&zero| u32::from(zero))
        .find(|&zero| (zero..zero + 10).contains(&code))
        .map(|zero| code - zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_read_in_every_script_and_a_letter_is_none() {
        assert_eq!(digit('7'), Some(7));
        assert_eq!(digit('\u{667}'), Some(7), "Arabic-Indic seven");
        assert_eq!(digit('\u{9EF}'), Some(9), "Bengali nine");
        assert_eq!(digit('a'), None);
    }
}
