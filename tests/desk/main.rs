//! The coordinator's desk in a real browser: the built screens, served by a real centre to a real Chromium.

mod week;
