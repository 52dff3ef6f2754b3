//! A migration that has shipped never changes: phones have run it, and will not run it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::sources::{all, root};

const RECORD: &str = "migrations/hashes.txt";

#[test]
fn a_shipped_migration_never_changes() {
    let record =
        std::fs::read_to_string(root().join(RECORD)).expect("migrations/hashes.txt is part of the project");
    let migrations: BTreeMap<&str, String> = all()
        .iter()
        .filter(|source| source.path.starts_with("migrations/") && source.extension() == "sql")
        .map(|source| (source.path.as_str(), hash(&source.text)))
        .collect();

    let mut shipped = 0;
    for line in record.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [recorded, version, path] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{RECORD}: `{line}` is not a hash, the version that shipped it, and a path.");
        };
        let Some(present) = migrations.get(path) else {
            panic!("{path} shipped in {version} and is gone. Put it back: devices in the field have run it.");
        };
        assert_eq!(
            present, recorded,
            "{path} shipped in {version} and has changed since. Put it back, and write a further migration instead."
        );
        shipped += 1;
    }

    println!(
        "{shipped} of {} migrations have shipped. To record the others when a version ships, add:",
        migrations.len()
    );
    for (path, hash) in migrations.iter().filter(|(path, _)| !record.contains(*path)) {
        println!("{hash} {} {path}", env!("CARGO_PKG_VERSION"));
    }
}

/// SHA-256 over the text with plain line ends, so that a checkout on Windows has the same.
fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    digest.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string can always be written to");
        hex
    })
}
