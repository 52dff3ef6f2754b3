//! The one door of a device: a command in, a reply out, both serialisable, so that whoever owns the vault
//! may be a thread on a desktop or a worker in a browser. Each file has the words of one task.

mod directory;
mod enquiries;
mod enrol;
mod families;
mod kept;
mod record;
mod records;
mod register;
mod rescue;
mod status;
mod surveys;
mod sync;
mod tile;
mod today;
mod weekly;

pub use directory::{Directory, ServiceChoice};
pub use enquiries::{AskedAbout, Enquiries, EnquiryCard};
pub use enrol::Enrol;
pub use families::{Families, Household, LastVisit};
pub use kept::{KEPT_BYTES_MAX, KEPT_MAX, Keep, Kept, Unfinished};
pub use record::{RecordAll, RecordOne};
pub use records::{AsideReason, RecordLine, Records, RecordsPage};
pub use register::{Attended, Counted, Register};
pub use rescue::{RescueKind, RescuePlace, Rescued};
pub use status::{Status, VaultState};
pub use surveys::{AskedQuestion, ChoiceOf, QuestionTakes, Survey, Surveys};
pub use sync::Synced;
pub use tile::{People, PersonTile, SessionCard};
pub use today::{Today, VenueChoice};
pub use weekly::{WeekFigure, Weekly};

use domain::Private;
pub use domain::SessionId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::draft::PersonDraft;
use crate::recorded::Recorded;

/// What a screen or a command line asks of the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// How things stand. Answered at any time, open or locked.
    Status,
    /// Let this device in, with a one-time code, and make its vault.
    Enrol(Enrol),
    /// Open the vault.
    Unlock {
        /// The PIN or passphrase.
        #[ts(type = "string")]
        secret: Private<String>,
    },
    /// Close the vault and forget its key.
    Lock,
    /// What is on today, and what was left unfinished.
    Today,
    /// The register of a session.
    Register {
        /// Named by any of its records.
        #[ts(type = "string")]
        session: SessionId,
    },
    /// People whose names have words that begin as those typed do.
    People {
        /// What was typed.
        #[ts(type = "string")]
        typed: Private<String>,
    },
    /// The people known here who may be the one being typed: a quiet hint, for a record that is not made yet.
    Alike {
        /// What is typed so far.
        draft: PersonDraft,
    },
    /// The families that may be visited.
    Families,
    /// The services that families are told about.
    Directory,
    /// The surveys that may be asked.
    Surveys,
    /// What a coordinator asks this champion about two records.
    Enquiries,
    /// Record something, or several things that belong together.
    Record(RecordAll),
    /// Keep what is typed on a screen, so that it outlives the power.
    Keep(Keep),
    /// What was kept of a screen.
    Kept {
        /// Which screen.
        key: String,
    },
    /// What was recorded on this device, the latest first.
    Records(RecordsPage),
    /// This device's own provisional return of a week.
    Weekly {
        /// `2026-W47`; the present one where not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        week: Option<String>,
    },
    /// Send and fetch now.
    Sync,
    /// Where a rescue file can be put. Answered at any time, open or locked.
    RescuePlaces,
    /// Put a rescue file there. Done at any time, open or locked.
    Rescue {
        /// The place's key.
        place: String,
    },
}

/// The answer to a command that went well; one that did not is a [`crate::Fault`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// How things stand.
    Status(Status),
    /// What is on today.
    Today(Today),
    /// Who came.
    Register(Register),
    /// Whom the words typed found.
    People(People),
    /// Who may be visited.
    Families(Families),
    /// Services and needs.
    Directory(Directory),
    /// What may be asked.
    Surveys(Surveys),
    /// All of it is durable on this device.
    Recorded {
        /// One for each record, in their order.
        records: Vec<Recorded>,
    },
    /// What is asked.
    Enquiries(Enquiries),
    /// What was kept of a screen.
    Kept(Kept),
    /// What was recorded.
    Records(Records),
    /// The figures of a week.
    Weekly(Weekly),
    /// What a sync did.
    Synced(Synced),
    /// Where a rescue file can be put, the likeliest to take it first.
    RescuePlaces {
        /// Each.
        places: Vec<RescuePlace>,
    },
    /// The rescue file is there.
    Rescued(Rescued),
    /// Done; nothing more to say.
    Done,
}
