//! The surfaces as people have them: the champion's real program in a real web view on a display of its own, and the
//! coordinator's desk in a real Chromium, both at one real centre. They are driven as a person would: by what is written
//! on the buttons and fields.
//!
//! Needs Xvfb, WebKitWebDriver, tauri-driver, libfaketime and Chromium; `cargo xtask test` installs them. Where one is
//! missing that is said, and nothing is tested.

mod champion;
mod day;
mod display;
mod driver;
mod failing_disk;
mod journey;
mod window;
