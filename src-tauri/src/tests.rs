//! The app's commands through Tauri's own door, with the capabilities and the policy that ship, without a display.

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Manager as _, WebviewWindow, WebviewWindowBuilder};
use wire::app::{Command, Reply, Status, VaultState};
use wire::{Code, Fault};

use crate::app;
use crate::opening;
use crate::owner::{Answer, Owner};

#[test]
fn the_window_shows_what_the_device_answers() {
    let window = window(|command| match command {
        Command::Status => Ok(Reply::Status(twelve_waiting())),
        Command::Enrol(_)
        | Command::Unlock { .. }
        | Command::Lock
        | Command::Record { .. }
        | Command::Sync => {
            panic!("only the status was asked for")
        }
    });
    let answer = asks(&window, "status").expect("the device answers");
    assert_eq!(answer["reply"], "status", "the reply names itself");
    assert_eq!(answer["waiting"], 12, "the number is the device's");
    assert_eq!(answer["vault"], "open", "so is the word");
}

#[test]
fn a_new_device_says_that_nobody_is_enrolled() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vault = folder.path().join("vault");
    let window = window_of(Owner::start(move || opening::open(&vault)));
    let answer = asks(&window, "status").expect("a new device has a status");
    assert_eq!(answer["vault"], "not_enrolled", "this is the device itself, on an empty folder");
    assert_eq!(answer["all_sent"], false, "it claims nothing about records that it does not know");
}

#[test]
fn a_folder_that_cannot_be_used_is_said_at_every_call() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "a file where the vault should be").expect("the file is written");
    let window = window_of(Owner::start(move || opening::open(&taken.join("vault"))));
    for _ in 0..2 {
        let fault = asks(&window, "status").expect_err("there is no folder to use");
        assert_eq!(fault["code"], "internal", "the window learns of it instead of hanging");
    }
}

#[test]
fn a_fault_reaches_the_window_as_a_code() {
    let window = window(|_| Err(Fault::new(Code::DiskFull, "The disk is full. Nothing was lost.")));
    let fault = asks(&window, "status").expect_err("the device refuses");
    assert_eq!(fault["code"], "disk_full", "screens switch on the code, never on the sentence");
}

#[test]
fn a_device_that_stopped_is_said_and_does_not_hang() {
    let window = window(|_| panic!("a fault of ours"));
    let fault = asks(&window, "status").expect_err("there is nobody to answer");
    assert_eq!(fault["code"], "internal", "the window learns that something inside failed");
}

#[test]
fn what_no_capability_names_is_refused() {
    let window = window(|_| panic!("nothing may reach the device"));
    for foreign in ["plugin:window|close", "plugin:path|resolve_directory", "plugin:event|emit", "shutdown"] {
        assert!(asks(&window, foreign).is_err(), "{foreign} is not listed and must be refused");
    }
}

#[test]
fn the_policy_of_the_built_app_is_strict() {
    let context: tauri::Context<MockRuntime> = tauri::generate_context!(test = true);
    let app = &context.config().app;
    assert!(!app.with_global_tauri, "scripts find no Tauri lying about");
    let policy = app.security.csp.as_ref().expect("there is a policy").to_string();
    for rule in [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src ipc: http://ipc.localhost",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(rule), "the policy lacks {rule}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "no unsafe source: {policy}");
}

#[test]
fn the_isolation_page_lets_through_what_the_capability_names_and_no_more() {
    let capability: Value =
        serde_json::from_str(include_str!("../capabilities/main-window.json")).expect("a capability is JSON");
    let permissions = capability["permissions"].as_array().expect("permissions are a list");
    let named: Vec<String> = permissions
        .iter()
        .map(|permission| permission.as_str().expect("a word").trim_start_matches("allow-").replace('-', "_"))
        .map(|command| format!("{command:?}"))
        .collect();
    let list = format!("new Set([{}])", named.join(", "));
    assert!(
        include_str!("../isolation/index.js").contains(&list),
        "src-tauri/isolation/index.js must hold exactly `{list}`, in the capability's order"
    );
}

/// A window over anything that answers as a device does.
fn window(device: impl FnMut(Command) -> Answer + Send + 'static) -> WebviewWindow<MockRuntime> {
    window_of(Owner::start(move || Ok(device)))
}

fn window_of(owner: Owner) -> WebviewWindow<MockRuntime> {
    let app = app(mock_builder())
        .build(tauri::generate_context!(test = true))
        .expect("the app builds without a display");
    app.manage(owner);
    WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default())
        .build()
        .expect("a window that is not shown")
}

fn asks(window: &WebviewWindow<MockRuntime>, command: &str) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("an address"),
        body: InvokeBody::Json(json!({})),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("the reply is JSON"))
}

fn twelve_waiting() -> Status {
    Status {
        vault: VaultState::Open,
        by_pin: true,
        champion: None,
        stream: None,
        recorded: 60,
        waiting: 12,
        sent: 48,
        safe: 48,
        quarantined: 0,
        all_sent: false,
        last_contact_ms: Some(1_763_800_000_000),
        clock_doubtful: false,
    }
}
