//! The example week, without a screen: a centre with the Queen's Park example, three champions who record
//! drop-ins while the centre is stopped, sync when it is back, and a frozen return. Real processes of the
//! `doorstep` binary throughout; `cargo xtask run` calls this where there is no display.
#![expect(clippy::print_stdout, reason = "A command-line program talks to its terminal.")]

mod coordinator;
mod week;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use support::{Centre, Champion, PASSPHRASE, Place};

/// The week that the example is about: its Monday to Wednesday are recorded.
const WEEK: &str = "2026-W47";
const DATES: [&str; 3] = ["2026-11-16", "2026-11-17", "2026-11-18"];

/// The app's own folder within the folder that the system gives to apps, as `src-tauri/tauri.conf.json` names it.
const APP_FOLDER: &str = "org.doorstep.app";

/// `example-week [FOLDER] [--screens FOLDER] [--then COMMAND…]`: with a command, a fourth champion's device is made ready
/// for the window and the command is run while the centre still answers; with the built screens its desk is there too.
fn main() {
    let mut words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let then =
        words.iter().position(|word| word == "--then").map(|place| words.split_off(place).split_off(1));
    let screens = words.iter().position(|word| word == "--screens").map(|place| {
        let given = words.split_off(place);
        PathBuf::from(given.get(1).expect("--screens names a folder"))
    });
    let folder = words.first().map_or_else(|| support::root().join(".run"), PathBuf::from);
    if folder.exists() {
        println!("{} holds an earlier run; it is left as it is.", folder.display());
    }
    let folder = unused(&folder);
    println!("Everything of this run is in {}\n", folder.display());

    println!("1. A centre, with Queen's Park's postcodes, population and an invented programme");
    let mut centre = Centre::of_queens_park_in(Place::kept(folder.clone()));
    if let Some(screens) = &screens {
        centre = centre.with_screens(screens);
    }
    centre.start();
    println!("   It answers at {}", centre.url());

    println!("2. Three champions let their devices in, each with a one-time code, and fetch the timetable");
    let champions: Vec<Champion> =
        centre.champions().iter().take(3).map(|name| enrols(&centre, &folder, name)).collect();

    println!("3. The centre is stopped: nobody has any signal. They record all the same");
    centre.kill();
    for (number, (champion, date)) in (1_u8..).zip(champions.iter().zip(DATES)) {
        let drafts = week::of(champion, number, date);
        champion.records(&drafts);
        let status = champion.status();
        println!(
            "   {}: {} records saved, {} waiting to be sent",
            champion.name, status["recorded"], status["waiting"]
        );
    }

    println!("4. The centre is back. They close the week and sync");
    centre.start();
    for champion in &champions {
        champion.records(&[json!({"type": "close_week", "week": WEEK, "date": "2026-11-22"})]);
        champion.syncs().ok();
        let status = champion.status();
        println!("   {}: all sent: {}, waiting {}", champion.name, status["all_sent"], status["waiting"]);
    }

    println!("5. The week's return is frozen, written as files, and verified\n");
    centre.freezes(WEEK);
    let out = folder.join("return");
    centre.exports(WEEK, &out);
    print_return(&centre, &out);
    coordinator::print(&centre, screens.is_some());
    if let Some(command) = then {
        let _browser = screens.as_ref().and_then(|_| coordinator::opens_a_browser(&centre, &folder));
        shows(&centre, &folder, &command);
    }
}

/// Makes a device ready for the window, and runs the window while the centre answers.
fn shows(centre: &Centre, folder: &Path, command: &[OsString]) {
    // The fifth of the list is cleared for home visits, so that every task of the window can be tried.
    let name = centre.champions().remove(4);
    let home = folder.join("window");
    let champion = Champion::unenrolled_in(Place::kept(home.join(APP_FOLDER)), &name);
    champion.tries_to_enrol(&centre.url(), &centre.invites(&name)).ok();
    champion.syncs().ok();
    println!("\nThe centre answers at {} until the window is closed.", centre.url());
    println!("The window opens on the device of {name}. Passphrase: {PASSPHRASE}");
    let [program, arguments @ ..] = command else { return };
    let status = Command::new(program).args(arguments).env("XDG_DATA_HOME", &home).status();
    assert!(status.is_ok_and(|status| status.success()), "the window ends as it should");
}

/// Adds a number to the name where there is an earlier run: no run ever overwrites another.
fn unused(folder: &Path) -> PathBuf {
    let numbered = |number: u32| {
        folder
            .with_file_name(format!("{}-{number}", folder.file_name().unwrap_or_default().to_string_lossy()))
    };
    if !folder.exists() {
        return folder.to_owned();
    }
    (2..).map(numbered).find(|folder| !folder.exists()).expect("numbers do not run out")
}

fn enrols(centre: &Centre, folder: &Path, name: &str) -> Champion {
    let slug: String =
        name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let champion = Champion::unenrolled_in(Place::kept(folder.join(slug.trim_matches('-'))), name);
    champion.tries_to_enrol(&centre.url(), &centre.invites(name)).ok();
    champion.syncs().ok();
    println!(
        "   {name}: {} venues, {} services known offline",
        champion.lists("venues").len(),
        champion.lists("services").len()
    );
    champion
}

/// Prints the figures and where the files are.
fn print_return(centre: &Centre, out: &Path) {
    let mut files: Vec<PathBuf> = std::fs::read_dir(out)
        .expect("the files were written")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let json = files
        .iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "json"))
        .expect("a JSON file");
    let frozen: Value = serde_json::from_slice(&std::fs::read(json).expect("the file")).expect("JSON");
    week::print(&frozen);
    let verified = centre.run(["return".as_ref(), "verify".as_ref(), json.as_os_str()]).ok().json();
    println!("\nVerified: {verified}");
    println!("Files:");
    for file in files {
        println!("  {}", file.display());
    }
}
