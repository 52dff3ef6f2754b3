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
    ("crates/wire", &["domain"]),
    ("crates/returns", &["domain", "reach"]),
    ("crates/device", &["book", "returns", "wire", "domain", "linkage", "reach", "survey"]),
    ("crates/central", &["book", "returns", "wire", "domain", "linkage", "reach", "survey"]),
    ("crates/cli", &["device", "central", "linkage", "wire"]),
    ("src-tauri", &["device", "wire"]),
    ("xtask", &["wire"]),
    ("tests", &["domain", "linkage", "reach", "survey", "wire", "book", "returns", "device", "central"]),
];

/// A package's manifest, and every dependency it declares: for building, running and testing, on any system.
pub(crate) struct Manifest {
    pub(crate) folder: String,
    pub(crate) dependencies: BTreeMap<String, Value>,
}

pub(crate) fn manifests() -> Vec<Manifest> {
    let workspace = read("Cargo.toml");
    let members = workspace["workspace"]["members"].as_array().expect("the members are a list");
    members
        .iter()
        .map(|member| {
            let folder = member.as_str().expect("a member is a folder").to_owned();
            let manifest = read(&format!("{folder}/Cargo.toml"));
            let mut dependencies = BTreeMap::new();
            collect(&manifest, &mut dependencies);
            let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
            targets
                .filter_map(|(_, target)| target.as_table())
                .for_each(|target| collect(target, &mut dependencies));
            Manifest { folder, dependencies }
        })
        .collect()
}

fn read(path: &str) -> Table {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn collect(table: &Table, into: &mut BTreeMap<String, Value>) {
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let declared = table.get(section).and_then(Value::as_table).into_iter().flatten();
        into.extend(declared.map(|(name, value)| (name.clone(), value.clone())));
    }
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
