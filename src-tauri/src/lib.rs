//! Adapts `device` to Tauri: windows and commands. Nothing else.

mod commands;
mod opening;
#[cfg(test)]
mod tests;

use tauri::{Builder, Manager as _, Runtime};

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    let app = app(Builder::default())
        .build(tauri::generate_context!())
        .expect("nothing can be shown without a window, and the reason is in the message");
    // Windows open only when the app runs, so none can ask before there is somebody to answer. The local folder
    // is the one that Windows does not copy to other computers.
    let folder = app.path().app_local_data_dir().expect("every system gives an app a folder of its own");
    let vault = folder.join("vault");
    let places = opening::places(app.path(), &vault);
    app.manage(opening::open(vault, places));
    app.run(|_, _| {});
}

/// The app before any window exists. It is apart from [`run`] and does not use Tauri's `setup`, which only runs
/// with a window, so that tests drive the very same app without a display.
fn app<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        commands::status,
        commands::enrol,
        commands::unlock,
        commands::lock,
        commands::today,
        commands::register,
        commands::people,
        commands::alike,
        commands::families,
        commands::directory,
        commands::surveys,
        commands::enquiries,
        commands::record,
        commands::keep,
        commands::kept,
        commands::records,
        commands::weekly,
        commands::sync,
        commands::rescue_places,
        commands::rescue,
    ])
}
