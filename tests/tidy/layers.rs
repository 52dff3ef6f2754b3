//! Who may depend on whom: the table of docs/architecture.md, against every Cargo.toml.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::sources::root;

/// Our packages by the folder they live in, and those that each may name.
///
/// `device`, `central` and what stands on them may also name whatever their own dependencies use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("crates/domain", &[]),
    ("crates/survey", &[]),
    ("crates/linkage", &["domain"]),
    ("crates/reach", &["domain"]),
    ("crates/book", &["domain", "linkage", "reach", "survey"]),
    ("crates/protocol", &["domain"]),
    ("crates/wire", &["domain"]),
    ("crates/returns", &["domain", "reach"]),
    ("crates/device", &["protocol", "book", "returns", "wire", "domain", "linkage", "reach", "survey"]),
    ("crates/central", &["protocol", "book", "returns", "wire", "domain", "linkage", "reach", "survey"]),
    ("crates/cli", &["device", "central", "linkage", "wire"]),
    ("src-tauri", &["device", "wire", "domain"]),
    ("xtask", &["wire"]),
    ("tests/simulation", &["protocol", "domain"]),
    ("tests", &["domain", "linkage", "reach", "survey", "wire", "book", "returns", "device", "central"]),
];

/// A package's manifest, and every dependency it declares: for building, running and testing, on any system.
pub(crate) struct Manifest {
    pub(crate) folder: String,
    pub(crate) dependencies: BTreeMap<String, Value>,
    /// The same without those that only its tests use.
    pub(crate) shipped: BTreeMap<String, Value>,
}

pub(crate) fn manifests() -> Vec<Manifest> {
    let workspace = read("Cargo.toml");
    let members = workspace["workspace"]["members"].as_array().expect("the members are a list");
    members
        .iter()
        .map(|member| {
            let folder = member.as_str().expect("a member is a folder").to_owned();
            let manifest = read(&format!("{folder}/Cargo.toml"));
            let shipped = declared(&manifest, &["dependencies", "build-dependencies"]);
            let mut dependencies = declared(&manifest, &["dev-dependencies"]);
            dependencies.extend(shipped.clone());
            Manifest { folder, dependencies, shipped }
        })
        .collect()
}

fn read(path: &str) -> Table {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What these sections declare, for every system and for particular ones.
fn declared(manifest: &Table, sections: &[&str]) -> BTreeMap<String, Value> {
    let systems = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = systems.filter_map(|(_, system)| system.as_table()).chain([manifest]);
    let found = tables.flat_map(|table| {
        sections.iter().filter_map(|section| table.get(*section)).filter_map(Value::as_table).flatten()
    });
    found.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// The names under which our own packages are used: those that the workspace gives a path.
fn ours() -> BTreeSet<String> {
    let workspace = read("Cargo.toml");
    let shared =
        workspace["workspace"]["dependencies"].as_table().expect("the shared dependencies are a table");
    shared.iter().filter(|(_, value)| value.get("path").is_some()).map(|(name, _)| name.clone()).collect()
}

#[test]
fn every_package_uses_only_what_its_layer_may() {
    let ours = ours();
    for manifest in manifests() {
        let folder = &manifest.folder;
        let Some((_, allowed)) = MAY_USE.iter().find(|(listed, _)| listed == folder) else {
            panic!("{folder} is a new member: give it a row here and in the table of docs/architecture.md.");
        };
        for (name, value) in &manifest.dependencies {
            let is_ours = ours.contains(name) || value.get("path").is_some() || name.starts_with("doorstep-");
            assert!(
                !is_ours || allowed.contains(&name.as_str()),
                "{folder} may not use `{name}`. Move what it needs down to a crate that both may use, or pass it in; \
                 the directions are in docs/architecture.md."
            );
        }
    }
}

#[test]
fn every_row_of_the_table_is_a_package() {
    let folders: Vec<String> = manifests().into_iter().map(|manifest| manifest.folder).collect();
    for (listed, _) in MAY_USE {
        assert!(folders.iter().any(|folder| folder == listed), "{listed} is gone: take its row out.");
    }
}
