//! The disk of a champion's phone goes bad in the middle of a session, and takes nothing any more.

use std::path::{Path, PathBuf};

use support::{Centre, Fault, FaultyDisk};
use tempfile::TempDir;

use crate::display::Display;
use crate::window::Window;
use crate::{champion, driver};

/// What is read at the top of each screen.
const SAID: &str = "This phone cannot save anything any more";

#[tokio::test]
#[expect(clippy::print_stdout, reason = "what was not tested is said")]
async fn a_phone_whose_disk_fails_says_so_is_read_all_the_same_and_gives_a_rescue_file() {
    if let Some(missing) = driver::missing() {
        println!("SKIPPED: {missing} is not installed, so the window was not driven.");
        return;
    }
    let (display, home) = (Display::start(), TempDir::new().expect("a temporary folder"));
    let documents = documents(home.path());
    let (disk, fails) = disk(home.path());
    let mut centre = Centre::of_queens_park();
    centre.start();
    let mut window = Window::on(&disk, display.name(), home.path()).await;
    let code = centre.invites(&centre.champions()[0]);
    champion::enrols(&mut window, &format!("{}/enrol#{code}", centre.url())).await;
    centre.kill();
    champion::opens_a_session(&mut window).await;
    champion::meets_a_family(&mut window, "Wilhelmine", "Quintus").await;

    std::fs::write(&fails, "").expect("the disk goes bad");
    window.taps("New person").await;
    window.types("First name", "Philomena").await;
    window.taps("Save and tick").await;
    window.sees(SAID).await;
    assert_eq!(window.typed("First name").await, "Philomena", "what was typed stays on the screen");
    window.taps("Register").await;
    window.button("Wilhelmine").await;
    window.taps("Home").await;
    window.taps("My records").await;
    window.sees("Where your records are").await;
    assert!(window.shows(SAID).await, "it is said on each screen, and what was saved is read");
    window.taps("Make a rescue file").await;
    window.taps("Documents").await;
    window.sees("You find it here").await;
    window.dies().await;

    let mut window = Window::on(&disk, display.name(), home.path()).await;
    champion::types_the_passphrase(&mut window).await;
    window.sees("the record book cannot be opened now").await;
    window.taps("Make a rescue file").await;
    window.taps("Documents").await;
    window.sees("You find it here").await;

    let files = files_in(&documents);
    assert_eq!(files.len(), 2, "one of each time: {files:?}");
    let takes_in = |file: &PathBuf| centre.run(["central", "hand-over", &file.to_string_lossy()]).ok().json();
    let taken = takes_in(&files[0]);
    assert!(taken["new"].as_u64() >= Some(5), "a session, two people and two ticks: {taken}");
    assert_eq!(takes_in(&files[1])["known"], taken["new"], "the same, however it was made");

    std::fs::remove_file(&fails).expect("the disk is well");
    champion::unlocks(&mut window).await;
    assert!(!window.shows(SAID).await, "and nothing is said any more");
    window.closes().await;
}

/// The app's disk, and the file that makes it fail while it is there.
fn disk(home: &Path) -> (FaultyDisk, PathBuf) {
    let vault = home.join("data/org.doorstep.app/vault");
    std::fs::create_dir_all(&vault).expect("a folder");
    let fails = home.join("disk-fails");
    (FaultyDisk::at(&vault).failing_from(Fault::Eio, 1).during(&fails), fails)
}

/// A folder of documents, as a desktop has one.
fn documents(home: &Path) -> PathBuf {
    let (folder, config) = (home.join("Documents"), home.join("config"));
    std::fs::create_dir_all(&folder).and_then(|()| std::fs::create_dir_all(&config)).expect("folders");
    std::fs::write(config.join("user-dirs.dirs"), "XDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n").expect("a file");
    folder
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder").flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}
