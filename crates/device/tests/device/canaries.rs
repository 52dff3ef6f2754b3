//! Nothing that was typed stands readable in any file.

use serde_json::json;
use std::path::Path;

use crate::support::{Centre, Champion};

#[test]
fn two_hundred_names_leave_no_trace_in_any_file() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let names: Vec<String> = (0..200).map(|number| format!("Canary{number:03}Quilliam")).collect();
    let session = amina.records(json!({"type": "session", "slot": crate::support::id(3)})).id;
    for name in &names {
        let person = amina
            .records(json!({"type": "person", "role": "child", "given_name": name, "postcode": "W10 4AA"}))
            .id;
        amina.records(json!({"type": "attendance", "session": session, "person": person}));
    }
    // Looked at while it is open, with its WAL, and after it was closed.
    look(&amina);
    amina.syncs(&centre).unwrap();
    let found = amina.device.find_people("canary000", 5).unwrap();
    assert_eq!(found.len(), 1, "the names are there for the one who may read them");
    amina.restarts();
    look(&amina);
}

#[track_caller]
fn look(champion: &Champion) {
    let mut files = 0;
    for entry in std::fs::read_dir(champion.folder.path()).expect("a folder") {
        let path = entry.expect("a file").path();
        let bytes = std::fs::read(&path).expect("a file");
        files += 1;
        // The part that all names share, in any case: no name can stand there without it.
        assert!(!holds(&bytes, "quilliam"), "{} holds a name", name_of(&path));
        assert!(!holds(&bytes, "w10 4aa"), "{} holds a postcode", name_of(&path));
    }
    assert!(files >= 4, "vault, copies, keys and reserve were looked at");
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let lower: Vec<u8> = bytes.to_ascii_lowercase();
    let first = text.as_bytes()[0];
    let mut starts = lower.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts.any(|(at, _)| lower[at..].starts_with(text.as_bytes()))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
