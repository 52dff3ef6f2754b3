//! The champion's window as a champion has it: the real program in a real web view on a display of its own, against a
//! real centre. It is driven as a person would: by what is written on the buttons and fields.
//!
//! Needs Xvfb, WebKitWebDriver and tauri-driver; `cargo xtask test` installs them. Where one is missing that is said,
//! and nothing is tested.

mod champion;
mod day;
mod display;
mod driver;
mod journey;
mod window;
