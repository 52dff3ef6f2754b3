//! A real champion without a screen: a vault of their own, and a run of `doorstep` for each thing they do.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Centre, Place, Run, SmallDisk, doorstep};
use serde_json::Value;

/// Long enough for a device without a key store.
pub const PASSPHRASE: &str = "plain kettle orange ladder";

/// A champion with a device.
pub struct Champion {
    folder: Place,
    vault: PathBuf,
    /// Under which name the centre knows them.
    pub name: String,
}

impl Champion {
    /// Lets the champion's new device in. The centre must run.
    #[track_caller]
    pub fn enrols(centre: &Centre, name: &str) -> Self {
        let champion = Self::unenrolled(name);
        champion.tries_to_enrol(&centre.url(), &centre.invites(name)).ok();
        champion
    }

    /// A champion whose device has not been let in.
    pub fn unenrolled(name: &str) -> Self {
        Self::unenrolled_in(Place::temporary(), name)
    }

    /// The same in a place of one's own.
    pub fn unenrolled_in(folder: Place, name: &str) -> Self {
        let champion = Self { vault: folder.path().join("vault"), folder, name: name.to_owned() };
        std::fs::write(champion.folder.path().join("passphrase"), PASSPHRASE).expect("a file");
        champion
    }

    /// Tries a code at an address.
    pub fn tries_to_enrol(&self, url: &str, code: &str) -> Run {
        std::fs::write(self.folder.path().join("code"), code).expect("a file");
        self.run(["champion", "enrol", "--centre", url, "--code-fd", "4"], "")
    }

    /// Runs a command that asks for a second secret, on descriptor 4: a one-time code, or a backup's passphrase.
    pub fn run_with<A: AsRef<OsStr>>(&self, second: &str, arguments: impl IntoIterator<Item = A>) -> Run {
        std::fs::write(self.folder.path().join("code"), second).expect("a file");
        self.run(arguments, "")
    }

    /// A file of this name beside the vault, as on a stick.
    pub fn stick(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of the vault: everything that the device writes.
    pub fn vault(&self) -> &Path {
        &self.vault
    }

    /// The same champion with the vault on a small disk.
    #[must_use]
    pub fn with_vault_on(mut self, disk: &SmallDisk) -> Self {
        self.vault = disk.path().join("vault");
        self
    }

    /// The same champion with the vault in this folder.
    #[must_use]
    pub fn with_vault_at(mut self, folder: &Path) -> Self {
        self.vault = folder.to_owned();
        self
    }

    /// Records drafts and answers the ids, one for each. All must be taken.
    #[track_caller]
    pub fn records(&self, drafts: &[Value]) -> Vec<String> {
        let run = self.tries_to_record(&lines(drafts)).ok();
        let lines = run.lines();
        assert_eq!(lines.len(), drafts.len(), "every draft is answered");
        lines.iter().map(|line| line["id"].as_str().expect("recorded").to_owned()).collect()
    }

    /// Hands text to `champion record` as it stands.
    pub fn tries_to_record(&self, text: &str) -> Run {
        self.run(["champion", "record"], text)
    }

    /// Records drafts but is killed, as by a dead battery, once `after` of them are said to be durable.
    /// Answers what was said to be durable.
    #[track_caller]
    pub fn records_until_killed(&self, drafts: &[Value], after: usize) -> Vec<Value> {
        let mut child =
            self.command(["champion", "record"]).stdout(Stdio::piped()).spawn().expect("doorstep runs");
        let mut input = child.stdin.take().expect("a pipe");
        let text = lines(drafts);
        // The writer may find the pipe broken once the reader is killed: that is the point.
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).is_ok());
        let mut said = Vec::new();
        for line in BufReader::new(child.stdout.take().expect("a pipe")).lines().take(after) {
            said.push(serde_json::from_str(&line.expect("a line")).expect("JSON"));
        }
        child.kill().expect("it was running");
        child.wait().expect("it has ended");
        let _written = writer.join().expect("the writer ends");
        said
    }

    /// Sends what waits and fetches what is new.
    pub fn syncs(&self) -> Run {
        self.run(["champion", "sync"], "")
    }

    /// How things stand.
    #[track_caller]
    pub fn status(&self) -> Value {
        self.run(["champion", "status"], "").ok().json()
    }

    /// What the device knows of a kind.
    #[track_caller]
    pub fn lists(&self, what: &str) -> Vec<Value> {
        let list = self.run(["champion", "list", what], "").ok().json();
        list.as_array().expect("a list").clone()
    }

    /// The line of the timetable that falls on a weekday: 1 is Monday.
    #[track_caller]
    pub fn slot_on(&self, weekday: u64) -> String {
        let slots = self.lists("slots");
        let slot = slots.iter().find(|slot| slot["weekday"] == weekday).expect("a drop-in on that day");
        slot["id"].as_str().expect("an id").to_owned()
    }

    /// The provisional return of a week.
    #[track_caller]
    pub fn provisional_return(&self, week: &str) -> Value {
        self.run(["champion", "return", "--week", week], "").ok().json()
    }

    /// Runs a command on the vault with `--json`, the passphrase on descriptor 3 and the code on 4.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, input: &str) -> Run {
        self.under(Command::new("env"), arguments, input)
    }

    /// The same under a command that gives the process another world: a wrong clock, say.
    pub fn under<A: AsRef<OsStr>>(
        &self,
        world: Command,
        arguments: impl IntoIterator<Item = A>,
        input: &str,
    ) -> Run {
        let mut command = self.command_under(world, arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("doorstep runs");
        let mut pipe = child.stdin.take().expect("a pipe");
        let input = input.to_owned();
        // A command that refuses early does not read its input; that is no failure of the test.
        let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()).is_ok());
        let output = child.wait_with_output().expect("it ends");
        let _read = writer.join().expect("the writer ends");
        Run::of(output)
    }

    /// Uses another passphrase from now on.
    pub fn types(&self, passphrase: &str) {
        std::fs::write(self.folder.path().join("passphrase"), passphrase).expect("a file");
    }

    /// A command on the vault.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        self.command_under(Command::new("env"), arguments)
    }

    /// A shell opens the descriptors, since a safe Rust program cannot.
    fn command_under<A: AsRef<OsStr>>(
        &self,
        mut command: Command,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        let code = self.folder.path().join("code");
        if !code.exists() {
            std::fs::write(&code, "").expect("a file");
        }
        command
            .args([
                "sh",
                "-c",
                r#"passphrase="$1"; code="$2"; shift 2; exec "$@" 3<"$passphrase" 4<"$code""#,
                "sh",
            ])
            .arg(self.folder.path().join("passphrase"))
            .arg(code)
            .arg(doorstep())
            .args(arguments)
            .arg("--vault")
            .arg(self.vault())
            .args(["--secret-fd", "3", "--json"])
            .stdin(Stdio::piped());
        command
    }
}

fn lines(drafts: &[Value]) -> String {
    drafts.iter().map(|draft| format!("{draft}\n")).collect()
}
