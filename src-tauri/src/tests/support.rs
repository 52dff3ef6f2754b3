//! A window that is not shown, over a real device with a real vault, and a centre in the same process.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use device::keys::Effort;
use device::native::{self, Owner, Places};
use device::{Device, Shell};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Manager as _, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;
use wire::app::RescueKind;

use super::failing::Failing;
use crate::app;

/// The centre that the tests of `device` speak to.
#[path = "../../../crates/device/tests/device/support/centre.rs"]
#[expect(dead_code, reason = "the tests of `device` use more of it")]
pub(super) mod centre;
/// What that centre answers a pull with.
#[path = "../../../crates/device/tests/device/support/pull.rs"]
mod pull;
/// What that centre opens deposits with.
#[path = "../../../crates/device/tests/device/support/sealed.rs"]
mod sealed;
use sealed::opened;

/// 2026-11-16, a Monday, at 09:00 UTC; what the centre takes for now until it is told otherwise.
const MONDAY_MS: u64 = 1_794_819_600_000;

pub(super) const PASSPHRASE: &str = "plain kettle orange ladder";

/// A window and the folder of its vault.
pub(super) struct Shown {
    window: WebviewWindow<MockRuntime>,
    folder: TempDir,
    /// The disk takes nothing while this holds.
    pub(super) disk_fails: Arc<AtomicBool>,
}

impl Shown {
    /// A new device, with a centre that answers in the same process and thinks it is now.
    pub(super) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let disk_fails = Arc::default();
        let window = over(&folder, &disk_fails);
        Self { window, folder, disk_fails }
    }

    /// The folder of documents of whoever has this device.
    pub(super) fn documents(&self) -> std::path::PathBuf {
        self.folder.path().join("documents")
    }

    /// The same after the program was ended and started again.
    pub(super) fn started_again(self) -> Self {
        let Self { window, folder, disk_fails } = self;
        // Two cannot have one vault open; a program that ended has it closed.
        asks(&window, "lock", json!({})).expect("it can always be locked");
        let window = over(&folder, &disk_fails);
        Self { window, folder, disk_fails }
    }

    /// Asks a command with these arguments.
    pub(super) fn asks(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        asks(&self.window, command, arguments)
    }

    /// The same, which must go well.
    #[track_caller]
    pub(super) fn does(&self, command: &str, arguments: Value) -> Value {
        self.asks(command, arguments).unwrap_or_else(|fault| panic!("{command} goes well: {fault}"))
    }

    /// Lets the device in and fetches what the centre has.
    #[track_caller]
    pub(super) fn enrolled() -> Self {
        let shown = Self::new();
        let invitation =
            json!({"address": "", "code": "http://127.0.0.1:1/enrol#ONE-TIME-CODE", "secret": PASSPHRASE});
        shown.does("enrol", invitation);
        shown.does("sync", json!({}));
        shown
    }
}

fn over(folder: &TempDir, fails: &Arc<AtomicBool>) -> WebviewWindow<MockRuntime> {
    let (vault, documents) = (folder.path().join("vault"), folder.path().join("documents"));
    std::fs::create_dir_all(&documents).expect("a folder of documents");
    let places = Places::new(vault.clone(), vec![(RescueKind::Documents, documents)], Vec::new());
    let fails = fails.clone();
    let open = move || {
        let shell = native::shell(&vault, |_| 0).expect("a folder that can be used");
        let files = Box::new(Failing { disk: shell.files, fails });
        let shell = Shell { files, elsewhere: Box::new(places), ..shell };
        Ok(Device::new(shell).with_effort(Effort::LEAST))
    };
    window_of(Owner::start(open, || {
        let centre = centre::Centre::new();
        let now = native::SystemClock::new(|_| 0);
        centre.change(|state| state.now_ms = device::shell::Clock::now(&now).wall_ms);
        Ok(centre)
    }))
}

/// A window over an owner.
pub(super) fn window_of(owner: Owner) -> WebviewWindow<MockRuntime> {
    let app = app(mock_builder())
        .build(tauri::generate_context!(test = true))
        .expect("the app builds without a display");
    app.manage(owner);
    WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default())
        .build()
        .expect("a window that is not shown")
}

/// Asks through the window's own door.
pub(super) fn asks(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("an address"),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("the reply is JSON"))
}
