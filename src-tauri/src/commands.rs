//! What the window may ask for: one task-sized command for each task of a champion, each with its own permission. Each
//! puts together the command that the device knows, and passes it on.

use device::native::{Answered, Owner, stopped};
use tauri::{State, async_runtime};
use wire::Private;
use wire::app::{Command, Enrol, Keep, RecordAll, RecordOne, RecordsPage, SessionId};
use wire::draft::PersonDraft;

/// Asks the device and waits for its answer, without holding up the window.
async fn ask(owner: &Owner, command: Command) -> Answered {
    let (answer, mut answered) = async_runtime::channel(1);
    owner.ask(command, move |reply| {
        // Whoever asked may have gone: the window can be closed in the middle of a call.
        let _gone = answer.try_send(reply);
    });
    answered.recv().await.unwrap_or_else(|| Err(stopped()))
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($($field:ident: $type:ty),*) => $command:expr;)+) => {
        $(
            $(#[doc = $doc])+
            #[tauri::command]
            pub(crate) async fn $name(owner: State<'_, Owner>, $($field: $type),*) -> Answered {
                ask(&owner, $command).await
            }
        )+

        /// Their names.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

commands! {
    /// How things stand on this device.
    status() => Command::Status;
    /// Lets this device in.
    enrol(address: String, code: Private<String>, secret: Private<String>)
        => Command::Enrol(Enrol { address, code, secret });
    /// Opens the vault.
    unlock(secret: Private<String>) => Command::Unlock { secret };
    /// Closes the vault.
    lock() => Command::Lock;
    /// What is on today.
    today() => Command::Today;
    /// The register of a session.
    register(session: SessionId) => Command::Register { session };
    /// People by the beginnings of their names.
    people(typed: Private<String>) => Command::People { typed };
    /// People who may be the one being typed.
    alike(draft: PersonDraft) => Command::Alike { draft };
    /// The families that may be visited.
    families() => Command::Families;
    /// The services that families are told about.
    directory() => Command::Directory;
    /// The surveys that may be asked.
    surveys() => Command::Surveys;
    /// What a coordinator asks about two records.
    enquiries() => Command::Enquiries;
    /// Records what belongs together.
    record(records: Vec<RecordOne>) => Command::Record(RecordAll { records });
    /// Keeps what is typed on a screen.
    keep(key: String, content: Option<Private<String>>) => Command::Keep(Keep { key, content });
    /// What was kept of a screen.
    kept(key: String) => Command::Kept { key };
    /// What was recorded on this device.
    records(before: Option<u64>) => Command::Records(RecordsPage { before });
    /// This device's own return of a week.
    weekly(week: Option<String>) => Command::Weekly { week };
    /// Sends and fetches now.
    sync() => Command::Sync;
    /// Where a rescue file can be put.
    rescue_places() => Command::RescuePlaces;
    /// Puts a rescue file there.
    rescue(place: String) => Command::Rescue { place };
}
