//! What the window may ask for: a few task-sized commands, each three lines, each with its own permission.

use tauri::State;
use wire::Fault;
use wire::app::{Command, Reply};

use crate::owner::Owner;

/// How things stand on this device.
#[tauri::command]
pub(crate) async fn status(owner: State<'_, Owner>) -> Result<Reply, Fault> {
    owner.ask(Command::Status).await
}
