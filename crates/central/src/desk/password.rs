//! Passwords: argon2id with a key of the centre's, so that whoever has only the database can try none.

use argon2::{Algorithm, Argon2, Params, Version};
use wire::{Code, Fault};
use zeroize::Zeroizing;

use crate::env::{Env, random};
use crate::error::CentralError;
use crate::mac::mac;

/// The fewest characters (NCSC: length before rules about signs).
pub(super) const CHARS_MIN: usize = 12;
/// The most bytes that are looked at: nobody types more, and hashing costs by the byte.
const BYTES_MAX: usize = 256;
/// Fewer different characters than this is a pattern and no password.
const DIFFERENT_MIN: usize = 5;
/// Memory in KiB, and passes over it: 19 MiB and two, OWASP's floor. A centre on a small machine may check several at
/// once, and the key that is not in the database weighs more than further passes.
const EFFORT: (u32, u32) = (19 * 1024, 2);
/// Separates this use of the server's key from every other.
const WORD: &str = "doorstep-password-1";

/// Whether somebody may choose this.
pub(super) fn check(password: &str, name: &str) -> Result<(), Fault> {
    let weak = |message: &str| Err(Fault::new(Code::SecretTooWeak, message).about("password"));
    if password.len() > BYTES_MAX {
        return weak("A password has 256 characters at most.");
    }
    if password.chars().count() < CHARS_MIN {
        return weak("A password has at least 12 characters. Three or four random words are good.");
    }
    let mut different: Vec<char> = password.to_lowercase().chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < DIFFERENT_MIN {
        return weak("This password is too easy to guess. Three or four random words are good.");
    }
    let lower = password.to_lowercase();
    let words = name.split_whitespace().map(str::to_lowercase).filter(|word| word.chars().count() > 3);
    let left = words.fold(lower, |left, word| left.replace(&word, ""));
    if left.chars().count() < CHARS_MIN / 2 {
        return weak("A password is not made of one's own name. Three or four random words are good.");
    }
    Ok(())
}

/// What is kept of a password.
pub(super) fn hash(key: &[u8; 32], password: &str, env: &dyn Env) -> Result<String, CentralError> {
    let salt: [u8; 16] = random(env)?;
    let (memory, passes) = EFFORT;
    let hash = derived(key, password, &salt, memory, passes).ok_or_else(internal)?;
    let hex = domain::text::to_hex;
    Ok(format!("argon2id${memory}${passes}${}${}", hex(&salt), hex(&*hash)))
}

/// Whether this is the password of which `kept` was kept. Without one it takes as long and is never right, so that a
/// name that nobody has is not told from a wrong password by a clock.
pub(super) fn is(key: &[u8; 32], password: &str, kept: Option<&str>) -> bool {
    let parsed = kept.and_then(parse);
    let (memory, passes, salt, wanted) = parsed.unwrap_or((EFFORT.0, EFFORT.1, [0; 16], [0; 32]));
    let short = password.get(..password.floor_char_boundary(BYTES_MAX)).unwrap_or_default();
    let Some(found) = derived(key, short, &salt, memory, passes) else { return false };
    let differs = found.iter().zip(&wanted).fold(0, |differs, (left, right)| differs | (left ^ right));
    differs == 0 && parsed.is_some() && password.len() <= BYTES_MAX
}

fn parse(kept: &str) -> Option<(u32, u32, [u8; 16], [u8; 32])> {
    let mut parts = kept.strip_prefix("argon2id$")?.split('$');
    let (memory, passes) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let (salt, hash) = (domain::text::from_hex(parts.next()?)?, domain::text::from_hex(parts.next()?)?);
    parts.next().is_none().then_some((memory, passes, salt, hash))
}

fn derived(
    key: &[u8; 32],
    password: &str,
    salt: &[u8; 16],
    memory: u32,
    passes: u32,
) -> Option<Zeroizing<[u8; 32]>> {
    let pepper = Zeroizing::new(mac(key, WORD, &[]));
    let params = Params::new(memory, passes, 1, Some(32)).ok()?;
    let argon = Argon2::new_with_secret(&*pepper, Algorithm::Argon2id, Version::V0x13, params).ok()?;
    let mut hash = Zeroizing::new([0; 32]);
    argon.hash_password_into(password.as_bytes(), salt, hash.as_mut()).ok()?;
    Some(hash)
}

fn internal() -> CentralError {
    Fault::new(Code::Internal, "Something inside failed. Try again; the log says more.").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    #[test]
    fn a_password_is_known_by_its_hash_and_only_with_the_key() {
        let kept = hash(&[1; 32], "plain kettle orange", &SystemEnv::new()).unwrap();
        assert!(is(&[1; 32], "plain kettle orange", Some(&kept)), "the same");
        assert!(!is(&[1; 32], "plain kettle orangE", Some(&kept)), "another");
        assert!(!is(&[2; 32], "plain kettle orange", Some(&kept)), "another centre's key");
        assert!(!is(&[1; 32], "plain kettle orange", None), "nobody's");
        assert!(!is(&[1; 32], "plain kettle orange", Some("argon2id$1$1$00$00")), "a damaged hash");
    }

    #[test]
    fn what_is_easy_to_guess_is_refused() {
        for weak in ["short", "aaaaaaaaaaaaaaaa", "abababababababab", "coordinator1", &"long ".repeat(60)] {
            assert!(check(weak, "Coordinator (example)").is_err(), "{weak} is refused");
        }
        assert_eq!(check("plain kettle orange", "Coordinator (example)"), Ok(()), "three words are good");
    }
}
