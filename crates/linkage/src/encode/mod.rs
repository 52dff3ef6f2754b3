//! A record as filters of bits under a secret: two controllers can find whom both know, and send each other no name.
//!
//! Cryptographic long-term keys (Schnell, Bachteler and Reiher 2009; as in anonlink): pairs of letters go through a
//! keyed hash into a Bloom filter, so that alike records get alike filters. Hardened in three ways. The hash is salted
//! by a part of the record itself, so that a common pair of letters sets other bits for every birth year, day and place
//! (Niedermeyer and others 2014). Each filter is balanced, so that all have as many bits set (Schnell and Borgs 2016).
//! And it is folded on itself by exclusive or, in an order that only the secret tells (Schnell and Borgs 2016).
//!
//! That makes known attacks harder and does not end them: encodings are personal data, pseudonymous and not anonymous,
//! and whoever has the secret can try names until one fits.

mod filter;
mod keyed;
mod table;
mod tokens;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

pub(crate) use filter::{BITS, Filter};
use keyed::Keyed;
pub use table::{ENCODED_COLUMNS, EncodedTableError, decode_table, encode_table};

use crate::people::People;
use crate::record::Record;

/// How many filters a record has, each salted by another part of it: an error in one part spoils one filter.
pub(crate) const FILTERS: usize = 3;

/// Added to the distance where one filter has to speak for all.
const ALONE: f64 = 0.1;

/// A secret shorter than this could be guessed by trying.
pub const SECRET_BYTES_MIN: usize = 32;

/// Why there is no encoder, or no encoding.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// The secret is too short to withstand guessing.
    #[error(
        "the secret has fewer than {SECRET_BYTES_MIN} bytes: make one with `head -c 32 /dev/urandom | base64`"
    )]
    ShortSecret,
    /// The text of an encoding is not one.
    #[error("this is not an encoding: {BITS} bits in base64, or nothing")]
    NotAnEncoding,
}

/// What the two controllers share and nobody else has. It is wiped from memory when it is dropped, and never printed.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// At least [`SECRET_BYTES_MIN`] random bytes.
    pub fn new(bytes: Vec<u8>) -> Result<Self, EncodeError> {
        let bytes = Zeroizing::new(bytes);
        if bytes.len() < SECRET_BYTES_MIN { Err(EncodeError::ShortSecret) } else { Ok(Self(bytes)) }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// Turns records into encodings under one secret and one salt.
pub struct Encoder {
    keyed: Keyed,
    order: filter::Order,
}

impl Encoder {
    /// The salt need not be secret; it should name the agreement, so that encodings of two agreements do not compare.
    pub fn new(secret: &Secret, salt: &str) -> Self {
        let keyed = Keyed::new(&secret.0, salt);
        let order = filter::Order::new(&keyed);
        Self { keyed, order }
    }

    /// Names the method, and tells secret and salt apart without giving them away: only encodings of one scheme compare.
    pub fn scheme(&self) -> String {
        format!("doorstep-encoding-1:{}", self.keyed.fingerprint())
    }

    /// The filters of one record. Fields that are blank say nothing.
    pub fn encode(&self, record: &Record) -> Encoding {
        let people = People::new(std::slice::from_ref(record), &[0]);
        let salted = tokens::salts(&people.all[0]);
        let tokens = tokens::tokens(&people);
        let filters = std::array::from_fn(|place| {
            let salt = salted[place].as_deref().filter(|_| !tokens.is_empty())?;
            let mut filter = Filter::default();
            for (token, hashes) in &tokens {
                let places =
                    self.keyed.places(&[&[u8::try_from(place).unwrap_or(0)], salt, token.as_bytes()]);
                places.into_iter().take(*hashes).for_each(|place| filter.set(place));
            }
            Some(self.order.harden(&filter))
        });
        Encoding { filters }
    }
}

/// One record's filters, salted by year of birth, by day and month, and by postcode. A filter whose salt is not known
/// is missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoding {
    pub(crate) filters: [Option<Filter>; FILTERS],
}

impl Encoding {
    /// Each filter in base64 without padding; blank where it is missing.
    pub fn to_texts(&self) -> [String; FILTERS] {
        self.filters.each_ref().map(|filter| {
            filter.as_ref().map_or_else(String::new, |filter| STANDARD_NO_PAD.encode(filter.to_bytes()))
        })
    }

    /// Reads what [`Encoding::to_texts`] wrote.
    pub fn from_texts(texts: [&str; FILTERS]) -> Result<Self, EncodeError> {
        let mut filters = [const { None }; FILTERS];
        for (filter, text) in filters.iter_mut().zip(texts) {
            let text = text.trim().trim_end_matches('=');
            if !text.is_empty() {
                let bytes = STANDARD_NO_PAD.decode(text).map_err(|_| EncodeError::NotAnEncoding)?;
                *filter = Some(Filter::from_bytes(&bytes).ok_or(EncodeError::NotAnEncoding)?);
            }
        }
        Ok(Self { filters })
    }

    /// The share of bits in which two records differ, in the middle of their two nearest filters: near nought for one
    /// person, near a half for two; nothing where they have no filter in common. One error spoils one filter of three
    /// and leaves two near, while a brother or sister has only the place in common.
    pub fn distance(&self, other: &Self) -> Option<f64> {
        self.distances(other).map(|(distance, _)| distance)
    }

    /// [`Encoding::distance`], and the same in the nearest filter alone.
    pub(crate) fn distances(&self, other: &Self) -> Option<(f64, f64)> {
        let both = self.filters.iter().zip(&other.filters);
        let mut bits: Vec<u32> =
            both.filter_map(|(one, other)| Some(one.as_ref()?.differing(other.as_ref()?))).collect();
        bits.sort_unstable();
        let share = |bits: u32| f64::from(bits) / BITS as f64;
        match bits.as_slice() {
            [] => None,
            [only] => Some((share(*only) + ALONE, share(*only))),
            [first, second, ..] => Some((share(first + second) / 2.0, share(*first))),
        }
    }
}

/// An encoding is personal data: it is never printed.
impl std::fmt::Debug for Encoding {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Encoding(..)")
    }
}
