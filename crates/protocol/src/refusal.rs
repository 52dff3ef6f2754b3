//! Why the centre did not take what was sent, as far as the device does something different about it.

/// A refusal, or silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Nothing came, or nothing of the centre's: no network, a captive portal, a time-out, a 5xx, 408, 429.
    Away,
    /// 401: the nonce, the signature or the device is not known.
    NotSigned,
    /// 403: the device may no longer do this.
    NotPermitted,
    /// 409: events before these are missing.
    Gap {
        /// The number to begin at.
        want: u64,
    },
    /// 409: another history is stored.
    Fork {
        /// A number at which it differs.
        at: u64,
    },
    /// 413: too much in one go.
    TooLarge,
    /// 400, 422: it cannot be read.
    Malformed,
    /// 426: this version is too old.
    TooOld,
    /// Anything else that waiting does not mend.
    Other,
}
