//! The rules know no clock, no chance, no disk and no network: what they need comes in as an argument.

use super::layers::manifests;
use super::rust::{has_word, running};
use super::sources::{Source, all};

const PURE: &[&str] =
    &["crates/domain", "crates/linkage", "crates/reach", "crates/survey", "crates/protocol"];
const IO_CRATES: &[&str] = &["tokio", "rusqlite", "reqwest", "axum", "tauri", "getrandom", "rand"];

/// Names of the standard library that reach for the world, and the names of crates that do.
const WORLD: &[&str] = &[
    "SystemTime",
    "Instant",
    "getrandom",
    "tokio",
    "Utc::now",
    "Local::now",
    "Uuid::new_v4",
    "Uuid::now_v7",
];
const WORLD_OF_STD: &[&str] = &["env", "fs", "net", "thread", "process"];

/// Beyond those, the device's core holds no lock: it has one owner and one connection, in a browser as on a desktop.
const LOCKS: &[&str] = &["Mutex", "RwLock", "Condvar", "mpsc"];

/// The device's shells, where the clock, the disk, the key store and the network are let in.
const DEVICE_SHELLS: &[&str] = &["native", "http"];

#[test]
fn the_rules_depend_on_nothing_that_does_io() {
    for manifest in manifests().iter().filter(|manifest| PURE.contains(&manifest.folder.as_str())) {
        for banned in IO_CRATES {
            assert!(
                !manifest.dependencies.contains_key(*banned),
                "{} names `{banned}`. Let the caller do that, and take what it found as an argument.",
                manifest.folder
            );
        }
    }
}

#[test]
fn the_rules_ask_the_world_nothing() {
    let pure = all().iter().filter(|source| PURE.iter().any(|folder| is_source_of(source, folder)));
    let found: Vec<String> = pure.flat_map(|source| reaches_out(source, &[])).collect();
    assert!(found.is_empty(), "Take time, chance and files as arguments instead:\n{}", found.join("\n"));
}

#[test]
fn the_device_reaches_out_only_through_its_shells() {
    let core = all().iter().filter(|source| {
        let shell = |name: &&str| {
            source.path.starts_with(&format!("crates/device/src/{name}/"))
                || source.path == format!("crates/device/src/{name}.rs")
        };
        is_source_of(source, "crates/device") && !DEVICE_SHELLS.iter().any(shell)
    });
    let found: Vec<String> = core.flat_map(|source| reaches_out(source, LOCKS)).collect();
    assert!(
        found.is_empty(),
        "The same core runs in a browser's worker. Put this in src/native or src/http, behind a trait:\n{}",
        found.join("\n")
    );
}

#[test]
fn what_the_device_needs_of_a_system_is_optional() {
    let manifests = manifests();
    let device =
        manifests.iter().find(|manifest| manifest.folder == "crates/device").expect("the device is a member");
    for name in ["reqwest", "rustls", "getrandom", "zstd", "tokio", "rustix", "keyring-core"] {
        if let Some(value) = device.shipped.get(name) {
            assert!(
                value.get("optional").and_then(toml::Value::as_bool) == Some(true),
                "crates/device needs `{name}` always: put it behind a feature, so that phones and browsers can be checked."
            );
        }
    }
}

#[test]
fn only_the_window_names_tauri() {
    for manifest in manifests().iter().filter(|manifest| manifest.folder != "src-tauri") {
        let named = manifest.dependencies.keys().find(|name| name.starts_with("tauri"));
        assert!(named.is_none(), "{} names {named:?}: only src-tauri may.", manifest.folder);
    }
    let screens = all()
        .iter()
        .filter(|source| source.path.starts_with("ui/src/") && source.path != "ui/src/backend/tauri.ts");
    for source in screens.filter(|source| !source.is_test()) {
        assert!(
            !source.text.contains("@tauri-apps/"),
            "{} imports Tauri: go through the Backend interface; only ui/src/backend/tauri.ts knows the window.",
            source.path
        );
    }
}

fn is_source_of(source: &Source, folder: &str) -> bool {
    source.path.starts_with(&format!("{folder}/src/")) && source.extension() == "rs" && !source.is_test()
}

fn reaches_out(source: &Source, also: &[&str]) -> Vec<String> {
    let code = running(&source.text);
    let names = WORLD.iter().chain(also).filter(|name| has_word(&code, name)).map(|name| (*name).to_owned());
    let modules = std_modules(&code).into_iter().filter(|module| WORLD_OF_STD.contains(&module.as_str()));
    names
        .chain(modules.map(|module| format!("std::{module}")))
        .map(|name| format!("  {}: {name}", source.path))
        .collect()
}

/// The first names after each `std::`, those in `use std::{a, b::c};` included.
fn std_modules(code: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let mut found = Vec::new();
    for (at, prefix) in code.match_indices("std::") {
        let rest = &code[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push(name(&group[start..at]));
                    start = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn grouped_imports_are_seen() {
    let found = std_modules(
        "use std::{collections::{BTreeMap, BTreeSet}, fs,\n net::TcpStream};\nlet x = std::env::args();",
    );
    assert_eq!(
        found,
        ["collections", "fs", "net", "env"],
        "each module of a group counts, and nothing deeper"
    );
}

/// A vault that is weakened loses saves: `device/weakened` is there so that one test sees its own teeth.
#[test]
fn nothing_that_ships_is_weakened() {
    const SWITCH: &str = "weakened";
    for manifest in manifests() {
        let text = std::fs::read_to_string(super::sources::root().join(&manifest.folder).join("Cargo.toml"))
            .expect("a manifest");
        let may_name_it = ["crates/device", "tests"].contains(&manifest.folder.as_str());
        assert!(
            may_name_it || !text.contains(SWITCH),
            "{} may not name the feature `{SWITCH}`",
            manifest.folder
        );
        let on_by_itself = text.lines().any(|line| line.starts_with("default =") && line.contains(SWITCH));
        assert!(!on_by_itself, "{} may not turn `{SWITCH}` on by default", manifest.folder);
    }
}
