//! The example's coordinator: an account at the desk, with all that it takes to sign in said on the terminal. It is an
//! invented person's account of an invented programme on this very machine; a real one's password and codes are known to
//! its holder only, and no command prints them.

use std::process::{Command, Stdio};

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

/// Opens the desk in a browser, if there is one. The address stands on the terminal in any case: whether `xdg-open` finds
/// a browser is not known here.
pub(crate) fn opens_a_browser(centre: &Centre) {
    for browser in BROWSERS {
        let mut command = Command::new(browser);
        command.arg(centre.url()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.spawn().is_ok() {
            println!(
                "\nThe desk's address is handed to {browser}, which opens it in a browser if there is one."
            );
            return;
        }
    }
    println!("\nThere is no browser on this machine: open the address in one of your own.");
}
