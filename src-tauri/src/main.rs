//! The program of a computer; a phone starts the library itself.
// On Windows a release opens no console behind its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    doorstep_app::run();
}
