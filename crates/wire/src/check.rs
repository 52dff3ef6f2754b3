//! The check phrase: four words that a new device and the desk both show, so that the two people who hold them can tell
//! that the device that was let in is the one in the champion's hand (security.md, item 11).

use sha2::{Digest as _, Sha256};

/// Words of the phrase: 11 bits each, 44 in all. Whoever wants another device to show the same has to make some 10¹³ pairs
/// of keys, within the day that a code lives.
const WORDS: usize = 4;
/// Separates this hash from every other.
const WORD: &[u8] = b"doorstep-check-phrase-1\n";

/// The phrase of a device with these keys at the centre with this authority key, such as `plain kettle orange ladder`.
#[must_use]
pub fn phrase(authority_key: &[u8; 32], signing_key: &[u8; 32], deposit_key: &[u8; 32]) -> String {
    let hash = Sha256::new()
        .chain_update(WORD)
        .chain_update(authority_key)
        .chain_update(signing_key)
        .chain_update(deposit_key)
        .finalize();
    let list = bip39::Language::English.word_list();
    let words = hash.chunks(2).take(WORDS).map(|two| {
        let number = usize::from(two[0]) << 8 | usize::from(two[1]);
        list[number % list.len()]
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn a_phrase_is_four_words_of_all_three_keys() {
        let words = phrase(&[1; 32], &[2; 32], &[3; 32]);
        assert_eq!(words.split(' ').count(), 4, "four words: {words}");
        for other in [phrase(&[9; 32], &[2; 32], &[3; 32]), phrase(&[1; 32], &[9; 32], &[3; 32])] {
            assert_ne!(words, other, "another centre, or another device");
        }
        assert_ne!(words, phrase(&[1; 32], &[2; 32], &[9; 32]), "another deposit key");
    }
}
