//! Two errors for every failure: one typed inside its crate, for us; and this one at the edge, for the
//! people who use it: a stable code that a screen words, and a plain sentence for a command line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident $retry:literal $status:literal;)+) => {
        /// What went wrong, as a stable name. Append-only. Screens switch on this, never on the sentence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Whether the same request may succeed later with nothing changed.
            #[must_use]
            pub const fn retry_can_help(self) -> bool { match self { $(Self::$name => $retry,)+ } }
            /// The HTTP status under which the centre says it.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status,)+ } }
        }
    };
}

codes! {
    /// The vault is open in another window or process.
    AlreadyOpen true 409;
    /// This id is already recorded with other content.
    AlreadyRecordedOtherwise false 409;
    /// The file is damaged; it was set aside, not deleted.
    Damaged false 500;
    /// The activity date is needed because the device's clock cannot be right.
    DateNeeded false 422;
    /// The disk is full; nothing was lost.
    DiskFull true 507;
    /// The disk takes nothing any more; what was saved can be read and handed over.
    DiskFails true 507;
    /// The draft breaks a rule; see `field`.
    DraftProblem false 422;
    /// The stream's history differs from what the centre holds.
    Fork false 409;
    /// Events before these are missing at the centre.
    Gap true 409;
    /// Something inside failed; the correlation id is in the log.
    Internal true 500;
    /// The code is unknown, used, or too old.
    InvitationRefused false 403;
    /// A reply that is not from the centre: a captive portal, or nothing at all.
    NoNetwork true 502;
    /// Nobody is enrolled on this device yet.
    NotEnrolled false 401;
    /// There is no such record here.
    NotFound false 404;
    /// Not allowed to this role.
    NotPermitted false 403;
    /// The PIN or passphrase is wrong.
    SecretWrong false 401;
    /// Too many wrong guesses: wait, then try again.
    SecretLocked true 429;
    /// A PIN or passphrase that is too easy to guess.
    SecretTooWeak false 422;
    /// The request's signature, nonce or device is not accepted.
    Signature true 401;
    /// More than the centre takes in one go.
    TooLarge false 413;
    /// The name, password or code is wrong; which one is not said.
    SignInRefused false 401;
    /// Nobody is signed in, or the session is over.
    SignInNeeded false 401;
    /// The password and a code are needed once more before this.
    StepUpNeeded false 403;
    /// Too many requests: wait.
    TooMany true 429;
    /// The centre is starting, stopping or behind: try again.
    Unavailable true 503;
    /// This version is too old for the centre, or its data too new for this version.
    UpdateNeeded false 426;
    /// The request is not in the form expected.
    Malformed false 400;
    /// The figure or file does not verify.
    NotVerified false 422;
    /// This device was revoked: what it has may still be sent, and nothing else is allowed.
    Revoked false 403;
}

/// What went wrong, said to the outside. Holds nothing that was typed (security.md, item 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// The stable name.
    pub code: Code,
    /// One plain English sentence that says what to do.
    pub message: String,
    /// The field of the draft, where one is at fault.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional)]
    pub field: Option<String>,
    /// Finds the matching line in the centre's log.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional)]
    pub correlation: Option<String>,
    /// For `gap`: the sequence number wanted. For a wait: seconds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[ts(optional, type = "number")]
    pub want: Option<u64>,
}

impl Fault {
    /// A fault with this code and sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, correlation: None, want: None }
    }
    /// The same, about one field.
    #[must_use]
    pub fn about(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
    /// The same, with a number: the sequence wanted, or seconds to wait.
    #[must_use]
    pub const fn wanting(mut self, want: u64) -> Self {
        self.want = Some(want);
        self
    }
}

impl From<domain::Problem> for Fault {
    fn from(problem: domain::Problem) -> Self {
        let message = problem.to_string();
        let domain::Problem { field, code: _ } = problem;
        Self::new(Code::DraftProblem, message).about(field)
    }
}
