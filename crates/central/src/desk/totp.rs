//! Codes of an authenticator app (RFC 6238): six digits, half a minute each.
//!
//! The secret is worked out from a key of the centre's and what is stored with the account, so it stands in no database.

use totp_rs::{Algorithm, Builder, Totp};
use wire::Private;

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::AccountRow;
use crate::mac::mac;

/// Separates this use of the server's key from every other.
const WORD: &str = "doorstep-totp-1";
/// Bytes of the secret: 160 bits, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// How long one code is good, in seconds.
const STEP_SECS: u64 = 30;
/// Codes before and after that are taken too: a phone's clock may be half a minute out.
const SKEW_STEPS: u16 = 1;

/// An account's authenticator.
pub(super) struct Authenticator {
    totp: Totp,
    secret: Private<String>,
}

impl Authenticator {
    pub(super) fn of(centre: &Centre, account: &AccountRow) -> Result<Self, CentralError> {
        let key = centre.keys.server.bytes();
        let secret = mac(key, WORD, &[account.id.uuid().as_bytes(), &account.totp_salt]);
        let secret = totp_rs::Secret::from(secret[..SECRET_BYTES].to_vec());
        let base32 = Private::new(secret.to_base32());
        let plain = |text: &str| text.replace(':', " ");
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP_SECS)
            .with_skew(SKEW_STEPS)
            .with_secret(secret)
            .with_issuer(Some(plain(&format!("Doorstep, {}", centre.authority.name.as_str()))))
            .with_account_name(plain(account.name.as_str()))
            .build()
            .map_err(|_| super::call::malformed())?;
        Ok(Self { totp, secret: base32 })
    }

    /// The half minute of this code, where it is right about now.
    pub(super) fn step(&self, code: &str, now_ms: u64) -> Option<u64> {
        let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        self.totp.check(&digits, now_ms / 1000)
    }

    /// The secret as text, in groups of four.
    pub(super) fn secret(&self) -> Private<String> {
        let letters: Vec<char> = self.secret.reveal().chars().filter(|letter| *letter != '=').collect();
        Private::new(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" "))
    }

    /// The same for a QR code.
    pub(super) fn uri(&self) -> Result<Private<String>, CentralError> {
        Ok(Private::new(self.totp.to_url().map_err(|_| super::call::malformed())?))
    }
}
