//! Which secrets are taken. The rules are few and said in words, because they are met on a doorstep.

use serde::{Deserialize, Serialize};
use wire::{Code, Fault};

/// The fewest digits of a PIN: guesses are counted, and the key store holds the other half of the key.
pub const PIN_DIGITS_MIN: usize = 6;
/// The fewest words of a passphrase: four random ones (NCSC; security.md, A 4).
pub const PASSPHRASE_WORDS_MIN: usize = 4;
/// A passphrase without spaces must have this many characters.
pub const PASSPHRASE_CHARS_MIN: usize = 16;
/// A word shorter than this is not counted as one.
const WORD_CHARS_MIN: usize = 3;
/// Years that are somebody's birth, or next year's date: the first thing that is tried on a stolen phone.
const YEARS: std::ops::RangeInclusive<u32> = 1920..=2029;
/// PINs in everybody's list that no other rule here catches.
const KNOWN: [&str; 8] = ["112233", "123321", "147258", "159753", "258456", "456852", "789456", "147852"];

/// How a vault is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By a PIN, which the device's key store makes strong enough.
    Pin,
    /// By a passphrase, strong by itself.
    Passphrase,
}

/// Which of the two a new secret is, where it is good enough.
///
/// # Errors
/// `SecretTooWeak` with what is wanted; the secret itself is not repeated.
pub fn judge(secret: &str, has_keystore: bool) -> Result<Mode, Fault> {
    let weak = |why: &str| Err(Fault::new(Code::SecretTooWeak, why).about("secret"));
    if is_passphrase(secret) {
        return Ok(Mode::Passphrase);
    }
    let digits = secret.bytes().all(|byte| byte.is_ascii_digit());
    if !has_keystore {
        return weak(
            "This device has no key store, so it needs a passphrase: four words or more, or 16 characters.",
        );
    }
    if !digits || secret.len() < PIN_DIGITS_MIN {
        return weak("Choose a PIN of six digits or more, or a passphrase of four words or more.");
    }
    if is_easy(secret) {
        return weak("This PIN is too easy to guess: no repeats, rows, or years.");
    }
    Ok(Mode::Pin)
}

fn is_passphrase(secret: &str) -> bool {
    let mut words: Vec<&str> =
        secret.split_whitespace().filter(|word| word.chars().count() >= WORD_CHARS_MIN).collect();
    words.sort_unstable();
    words.dedup();
    // What is made of words is judged by its words: three that stand in a dictionary are few guesses.
    let mut letters: Vec<char> = secret.trim().chars().collect();
    let long = letters.len() >= PASSPHRASE_CHARS_MIN
        && !letters.iter().any(|letter| letter.is_whitespace())
        && !repeats(secret.trim().as_bytes());
    letters.sort_unstable();
    letters.dedup();
    // Sixteen characters out of four are a pattern, not a passphrase.
    words.len() >= PASSPHRASE_WORDS_MIN || (long && letters.len() > 4)
}

fn is_easy(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let row = |step: u8| digits.windows(2).all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0');
    let year = |part: &str| part.parse().is_ok_and(|year: u32| YEARS.contains(&year));
    row(0)
        || row(1)
        || row(9)
        || repeats(digits)
        || year(&pin[..4])
        || year(&pin[pin.len() - 4..])
        || KNOWN.contains(&pin)
}

/// Whether it is one block over and over: `121212`, `123123`.
fn repeats(bytes: &[u8]) -> bool {
    (1..=bytes.len() / 2).any(|length| {
        bytes.len().is_multiple_of(length) && bytes.chunks(length).all(|block| block == &bytes[..length])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_pin_needs_a_key_store() {
        assert_eq!(judge("738214", true).unwrap(), Mode::Pin, "six digits in no order");
        assert_eq!(judge("738214", false).unwrap_err().code, Code::SecretTooWeak, "nothing protects it here");
    }

    #[test]
    fn pins_that_everybody_tries_are_refused() {
        for pin in [
            "000000", "123456", "654321", "890123", "111111", "121212", "123123", "198504", "041985",
            "19850412", "12041985", "112233", "73821", "",
        ] {
            let fault = judge(pin, true).unwrap_err();
            assert_eq!(fault.code, Code::SecretTooWeak, "{pin} is among the first guesses");
            assert!(pin.is_empty() || !fault.message.contains(pin), "a secret is never repeated");
        }
    }

    #[test]
    fn four_words_or_sixteen_characters_are_a_passphrase() {
        for good in ["plain kettle orange ladder", "Xk3!pqLm92-vv_Zt"] {
            assert_eq!(judge(good, false).unwrap(), Mode::Passphrase, "strong by itself");
        }
        for bad in
            ["plain kettle orange", "a b c d", "kettle kettle kettle kettle", "abababababababab", "hunter22"]
        {
            assert!(judge(bad, false).is_err(), "{bad} is not");
        }
    }
}
