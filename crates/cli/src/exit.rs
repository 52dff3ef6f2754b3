//! Exit codes: a promise to scripts, listed in `docs/cli.md`.

use std::process::ExitCode;
use wire::{Code, Fault};

/// How a command ended. 2 is clap's, for a command line that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Something inside failed.
    Failed = 1,
    /// Some drafts were refused; the others are recorded.
    Refused = 3,
    /// The PIN, passphrase or code is wrong, too weak, or locked for a while.
    Secret = 4,
    /// No network, or the centre is not to be reached; everything is kept and can be sent later.
    Network = 5,
    /// Another window or process has the vault open.
    AlreadyOpen = 6,
    /// The disk is full; nothing is lost.
    DiskFull = 7,
    /// A chain, figure or signature does not verify.
    NotVerified = 8,
    /// There is no such vault, centre, champion, week or record.
    NotFound = 9,
    /// The centre does not let this device or role do that.
    NotPermitted = 10,
    /// The disk takes nothing any more; what was saved can be handed over as a file.
    DiskFails = 11,
}

impl Exit {
    /// The exit code of a fault.
    pub(crate) const fn of(fault: &Fault) -> Self {
        match fault.code {
            Code::AlreadyOpen => Self::AlreadyOpen,
            Code::DiskFails => Self::DiskFails,
            Code::DiskFull => Self::DiskFull,
            Code::SecretWrong | Code::SecretLocked | Code::SecretTooWeak | Code::InvitationRefused => {
                Self::Secret
            }
            Code::NoNetwork | Code::Unavailable | Code::TooMany => Self::Network,
            Code::NotVerified | Code::Fork => Self::NotVerified,
            Code::NotFound | Code::NotEnrolled => Self::NotFound,
            Code::NotPermitted
            | Code::Revoked
            | Code::SignInNeeded
            | Code::SignInRefused
            | Code::Signature
            | Code::StepUpNeeded
            | Code::UpdateNeeded => Self::NotPermitted,
            Code::AlreadyRecordedOtherwise | Code::DateNeeded | Code::DraftProblem | Code::Malformed => {
                Self::Refused
            }
            Code::Damaged | Code::Gap | Code::Internal | Code::TooLarge => Self::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
