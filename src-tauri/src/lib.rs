//! Adapts `device` to Tauri: windows and commands. Nothing else.

/// Opens the window and runs until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    builder()
        .run(tauri::generate_context!())
        .expect("nothing can be shown without a window, and the reason is in the message");
}

/// The app before a window exists, so that a test can build it without a display.
fn builder() -> tauri::Builder<tauri::Wry> {
    tauri::Builder::default()
}
