//! Reads tauri.conf.json and the capabilities, and gives each command a permission of its own.

/// Whatever is not listed here cannot be called; what is listed can be called by a window whose capability says so.
const COMMANDS: &[&str] = &[
    "status",
    "enrol",
    "unlock",
    "lock",
    "today",
    "register",
    "people",
    "alike",
    "families",
    "directory",
    "surveys",
    "enquiries",
    "record",
    "keep",
    "kept",
    "records",
    "weekly",
    "sync",
    "rescue_places",
    "rescue",
];

fn main() {
    // The built screens are part of the program: new ones make a new program.
    println!("cargo::rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json and the capabilities agree with the commands");
}
