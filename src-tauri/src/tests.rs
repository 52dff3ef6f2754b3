//! The app's commands through Tauri's own door, with the capabilities and the policy that ship, without a display.

mod commands;
mod configuration;
mod failing;
mod rescue;
mod support;
