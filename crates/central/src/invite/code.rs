//! The code itself: 65 random bits in an alphabet that is hard to misread.

use crate::mac::mac;

/// Crockford's base 32: no I, L, O or U, which are read as 1, 1, 0 and V.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 13 letters of 5 bits are 65 bits; security.md, item 11 asks for 60.
pub(crate) const LETTERS: usize = 13;
/// A dash after every so many letters, for reading aloud.
const GROUP: usize = 4;
/// Separates these hashes from every other use of the server's key.
const WORD: &str = "doorstep-invitation-1";

/// A code from random bytes, one of which makes one letter: 256 is a multiple of 32, so each is as likely.
pub(crate) fn code(random: [u8; LETTERS]) -> String {
    let mut code = String::with_capacity(LETTERS + LETTERS / GROUP);
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    code
}

/// What is kept of a code. Dashes, spaces, case and letters that are read for others make no difference.
pub(crate) fn code_hash(key: &[u8; 32], typed: &str) -> [u8; 32] {
    mac(key, WORD, &[plain(typed).as_bytes()])
}

/// The letters alone, as they were meant. Never longer than a code and a little: more is no code.
pub(crate) fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(|letter| letter.is_alphanumeric()).take(LETTERS + 1);
    letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// The beginning of a code by which attempts are counted: enough to tell one invitation's typing slips from
/// another's, too little to be worth anything.
pub(crate) fn prefix(typed: &str) -> String {
    plain(typed).chars().take(GROUP).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_the_same_however_it_is_typed() {
        let code = code([0, 1, 31, 33, 64, 200, 255, 17, 18, 19, 20, 21, 22]);
        assert_eq!(code, "01Z1-08ZH-JKMN-P", "13 letters in groups of four");
        let hash = code_hash(&[1; 32], &code);
        assert_eq!(code_hash(&[1; 32], " o1zl 08zh jkmn p "), hash, "typed by hand");
        assert_ne!(code_hash(&[1; 32], "01Z1-08ZH-JKMN-Q"), hash, "another letter");
        assert_ne!(code_hash(&[1; 32], "01Z1-08ZH-JKMN-PP"), hash, "one letter more");
        assert_ne!(code_hash(&[2; 32], &code), hash, "another centre");
    }
}
