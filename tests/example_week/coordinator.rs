//! The example's coordinator: an account at the desk, with all that it takes to sign in said on the terminal. It is an
//! invented person's account of an invented programme on this very machine; a real one's password and codes are known to
//! its holder only, and no command prints them.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::{Centre, Desk};

/// Whom the example calls its coordinator.
const NAME: &str = "Coordinator (example)";
/// What opens an address, in the order in which they are tried.
const BROWSERS: &[&str] = &["xdg-open", "chromium", "chromium-browser", "google-chrome", "firefox"];

/// Makes the account and says how to sign in. The centre runs.
pub(crate) fn print(centre: &Centre, has_screens: bool) {
    let desk: Desk = centre.desk(NAME, "coordinator");
    println!("\nThe desk, for a coordinator in a browser:");
    if has_screens {
        println!("  address    {}", centre.url());
    } else {
        // Built only where they are shown: without a display nobody needs Node for this.
        println!("  address    after `npm ci && npm run build` in ui/, what this prints:");
        println!(
            "             cargo run -q -p doorstep-cli -- central serve --data {} --screens ui/dist",
            centre.folder().display()
        );
    }
    println!("  name       {}", desk.name);
    println!("  password   {}", desk.password);
    println!("  code       {}  (good for {} seconds, and once)", desk.code(), desk.code_secs_left());
    println!("             later ones: put {} into an authenticator app,", desk.secret);
    println!("             or run `oathtool --totp --base32 {}`;", desk.secret);
    println!("             or use a recovery code, each good once: {}", desk.recovery_codes[..3].join("  "));
}

/// Opens the desk in a browser, if there is one. The address stands on the terminal in any case.
pub(crate) fn opens_a_browser(centre: &Centre, folder: &Path) -> Option<Opened> {
    for program in BROWSERS {
        let mut command = Command::new(program);
        if program.starts_with("chrom") {
            // A profile of this run's own: nothing of it stays in the reader's, and no window of theirs takes the address.
            let mut profile = std::ffi::OsString::from("--user-data-dir=");
            profile.push(folder.join("browser"));
            command.arg(profile).args(["--no-first-run", "--no-default-browser-check"]);
            if is_root() {
                // Chromium's sandbox refuses an administrator. This page is this machine's own centre's.
                command.arg("--no-sandbox");
            }
        }
        command.arg(centre.url()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(opened) = Opened::of(&mut command) {
            println!("\nThe desk is opened in a browser by {program}.");
            return Some(opened);
        }
    }
    println!("\nNo browser could be opened on this machine: open the address in one of your own.");
    None
}

/// A browser that was opened; where it is a program of its own, it ends with the run.
pub(crate) struct Opened(Child);

impl Opened {
    /// Starts it, and sees that it goes on or has handed the address to another.
    fn of(command: &mut Command) -> Option<Self> {
        /// By then a browser that cannot start has given up.
        const TRIED: Duration = Duration::from_secs(4);
        let mut child = command.spawn().ok()?;
        let (ended, end) = std::sync::mpsc::channel::<()>();
        // Nothing is ever said: it is the waiting that is wanted.
        let _waited = end.recv_timeout(TRIED);
        drop(ended);
        match child.try_wait() {
            Ok(Some(status)) => status.success().then_some(Self(child)),
            Ok(None) | Err(_) => Some(Self(child)),
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
