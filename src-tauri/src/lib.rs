//! Adapts `device` to Tauri: windows and commands. Nothing else.

mod commands;
mod owner;
#[cfg(test)]
mod tests;

use owner::Owner;

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    app(tauri::Builder::default(), Owner::start(owner::without_a_device))
        .run(tauri::generate_context!())
        .expect("nothing can be shown without a window, and the reason is in the message");
}

/// The app before any window exists. It is apart from [`run`] and does not use Tauri's `setup`, which only runs
/// with a window, so that tests drive the very same app without a display.
fn app<R: tauri::Runtime>(builder: tauri::Builder<R>, owner: Owner) -> tauri::Builder<R> {
    builder.manage(owner).invoke_handler(tauri::generate_handler![commands::status])
}
