//! The driver between a test and the window, and where its parts are.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use support::FaultyDisk;

/// The window's program of this tree, built on first use as `doorstep` is.
pub(crate) fn app() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        // With the features that the tests of the workspace build dependencies with, as for `doorstep`.
        built(&["--workspace", "--test", "tidy", "--bin", "doorstep-app"]);
        profile().join("doorstep-app")
    })
}

/// Builds something of the window's package.
pub(crate) fn built(what: &[&str]) {
    let built = support::cargo().args(["build", "--quiet"]).args(what).status().expect("cargo runs");
    assert!(built.success(), "the window's program builds; the screens must be built before it");
}

/// The folder of built programs. Tests lie in `deps` below it.
pub(crate) fn profile() -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its own path");
    let folder = own.parent().expect("a program lies in a folder");
    if folder.ends_with("deps") { folder.parent().unwrap_or(folder).to_owned() } else { folder.to_owned() }
}

/// tauri-driver as `cargo xtask test` installs it, beside the profiles; or as the system has it.
fn tauri_driver() -> Option<PathBuf> {
    let beside = profile().parent()?.join("tools/bin/tauri-driver");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(beside)
        .chain(std::env::split_paths(&path).map(|folder| folder.join("tauri-driver")))
        .find(|program| program.exists())
}

/// What of the driver's parts is missing here; nothing where all are there.
pub(crate) fn missing() -> Option<&'static str> {
    let has = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).exists())
    };
    if !has("Xvfb") {
        return Some("Xvfb");
    }
    if support::world_at("+0d").is_none() {
        return Some("libfaketime (Debian: faketime)");
    }
    if !has("WebKitWebDriver") {
        return Some("WebKitWebDriver (Debian: webkit2gtk-driver)");
    }
    tauri_driver().is_none().then_some("tauri-driver")
}

/// A running driver with a port pair of its own.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    /// That of the WebKitWebDriver behind it, which starts later.
    native: u16,
}

impl Driver {
    /// Starts a driver whose window shows on `display` and keeps its files in `home`.
    pub(crate) fn start(display: &str, home: &Path, disk: Option<&FaultyDisk>) -> Self {
        let (port, native) = (free_port(), free_port());
        let mut command = Command::new(tauri_driver().expect("it was looked for"));
        if let Some(disk) = disk {
            disk.put_on(&mut command);
        }
        let child = command
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .env("DISPLAY", display)
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("LANG", "C.UTF-8")
            // No key store: what this machine's own has is not the test's to write into.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tauri-driver runs");
        Self { child, port, native }
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Whether it and the one behind it take connections yet.
    pub(crate) fn listens(&self) -> bool {
        [self.port, self.native].iter().all(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).is_ok())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It ends its own WebKitWebDriver when it is asked, not when it is killed.
        let _asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ended = self.child.wait();
    }
}

fn free_port() -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.local_addr());
    socket.expect("a free port").port()
}
