//! A window with nothing in it but one button: what every window of this machine costs. `cargo xtask bench window`
//! sets Doorstep's beside it, in the same run.

fn main() {
    tauri::Builder::default()
        .run(tauri::generate_context!("empty_window/tauri.conf.json"))
        .expect("an empty window opens");
}
