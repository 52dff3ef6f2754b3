//! Reads tauri.conf.json and the capabilities, and refuses a command that no permission was written for.

fn main() {
    tauri_build::build();
}
