//! A champion's device for a test to break, and what it was told is saved.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Centre, Champion, Opened, Place, copied, scratch};
use tempfile::TempDir;

/// A device that was let in and has recorded nothing, kept as it is: each run works on a copy of it.
pub(crate) struct World {
    /// It stays up as long as the device may want it.
    pub(crate) centre: Centre,
    fresh: TempDir,
}

/// A champion whose vault is a copy.
pub(crate) struct Copy {
    folder: TempDir,
    pub(crate) champion: Champion,
}

/// A save that the device acknowledged.
#[derive(Debug, Clone)]
pub(crate) struct Saved {
    pub(crate) draft: Value,
    pub(crate) seq: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut centre = Centre::of_queens_park();
        centre.start();
        let name = centre.champions().remove(0);
        let fresh = scratch();
        drop(Opened::enrols(&fresh.path().join("vault"), &centre, &name));
        Self { centre, fresh }
    }

    pub(crate) fn copy(&self) -> Copy {
        let folder = scratch();
        copied(&self.fresh.path().join("vault"), &folder.path().join("vault"));
        let champion = Champion::unenrolled_in(Place::temporary(), "example");
        let champion = champion.with_vault_at(&folder.path().join("vault"));
        Copy { folder, champion }
    }
}

impl Copy {
    pub(crate) fn vault(&self) -> &Path {
        self.champion.vault()
    }

    /// A place beside the vault that goes with it.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Drafts from `first` on, each with an id of its own: families, and minutes given.
pub(crate) fn drafts(first: usize, count: usize) -> Vec<Value> {
    let draft = |number: usize| {
        let id = format!("0199b1a0-0000-7000-8000-{number:012x}");
        if number.is_multiple_of(2) {
            json!({"id": id, "date": "2026-11-16", "type": "family", "label": format!("Example {number}")})
        } else {
            json!({"id": id, "date": "2026-11-16", "type": "shift", "minutes": 1 + number % 600})
        }
    };
    (first..first + count).map(draft).collect()
}

pub(crate) fn lines(drafts: &[Value]) -> String {
    drafts.iter().map(|draft| format!("{draft}\n")).collect()
}

/// What the lines that a device printed acknowledge. A line that the device did not live to end acknowledges nothing.
pub(crate) fn saved(drafts: &[Value], said: &str) -> Vec<Saved> {
    let whole = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let answers = whole.map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    drafts
        .iter()
        .zip(answers)
        .filter(|(_, answer)| answer["result"] == "recorded")
        .map(|(draft, answer)| Saved { draft: draft.clone(), seq: answer["seq"].as_u64().expect("a number") })
        .collect()
}

/// How many of these the vault does not have: recording them again would be something new.
#[track_caller]
pub(crate) fn lost(vault: &mut Opened, saved: &[Saved]) -> usize {
    let recorded = vault.recorded();
    let is_lost = |one: &&Saved| {
        let again = vault.records(&one.draft).expect("a draft that was taken before");
        !again.again || again.seq != one.seq
    };
    // In one stream the later ones stand on the earlier ones: those beyond its end are lost, and need not be asked for,
    // which would record them.
    let (there, gone): (Vec<_>, Vec<_>) = saved.iter().partition(|one| one.seq <= recorded);
    gone.len() + there.into_iter().filter(is_lost).count()
}

#[expect(clippy::disallowed_methods, reason = "how long a long run took is told, and nothing waits for it")]
pub(crate) fn now() -> std::time::Instant {
    std::time::Instant::now()
}
