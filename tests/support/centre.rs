//! A real centre: its folder, and while it runs its process.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{Place, Run, doorstep, root, world_at};

/// A centre with the Queen's Park example taken in.
pub struct Centre {
    folder: Place,
    listen: String,
    /// What else names it to a command: where its ledger and keys are, if not in its folder.
    elsewhere: Vec<OsString>,
    /// The folder of the built screens, where its desk is used in a browser.
    screens: Option<PathBuf>,
    /// By how much its clock differs from the machine's, as [`world_at`] takes it.
    clock: Option<String>,
    server: Option<Child>,
}

impl Centre {
    /// Makes a centre and takes in the example area and programme. It does not run yet.
    pub fn of_queens_park() -> Self {
        Self::of_queens_park_in(Place::temporary())
    }

    /// The same in a place of one's own.
    pub fn of_queens_park_in(folder: Place) -> Self {
        Self::new(folder, Vec::new()).taking_in_queens_park()
    }

    /// The same with its ledger in a PostgreSQL database.
    pub fn of_queens_park_on(database: &str) -> Self {
        let elsewhere = vec!["--database".into(), database.into()];
        Self::new(Place::temporary(), elsewhere).taking_in_queens_park()
    }

    /// The same with its side journal in this file.
    pub fn of_queens_park_with_journal(file: &Path) -> Self {
        let elsewhere = vec!["--journal".into(), file.as_os_str().to_owned()];
        Self::new(Place::temporary(), elsewhere).taking_in_queens_park()
    }

    /// A folder in which there is nothing yet of this centre but its keys and its side journal: for a restore elsewhere.
    #[must_use]
    pub fn in_another_folder(&self, folder: Place) -> Self {
        let keys = self.folder().join("keys").into_os_string();
        let elsewhere = self.elsewhere.iter().cloned().chain(["--keys".into(), keys]);
        Self::new(folder, elsewhere.collect())
    }

    /// Another node of this centre: the same ledger and keys, books of its own.
    #[must_use]
    pub fn another_node(&self) -> Self {
        let keys = self.folder().join("keys").into_os_string();
        let elsewhere = self.elsewhere.iter().cloned().chain(["--keys".into(), keys]);
        Self::new(Place::temporary(), elsewhere.collect())
    }

    /// This centre at the same address once it has moved to a PostgreSQL database: with its keys and its side journal,
    /// and nothing else. It does not run yet, and holds nothing before a backup is restored into it.
    #[must_use]
    pub fn moved_to(&self, database: &str) -> Self {
        let own = self.folder();
        let journal = own.join("journal").join("journal.db");
        let with = |name: &str, value: OsString| [OsString::from(name), value];
        let elsewhere = [
            with("--database", database.into()),
            with("--keys", own.join("keys").into_os_string()),
            with("--journal", journal.into_os_string()),
        ];
        let mut moved = Self::new(Place::temporary(), elsewhere.into_iter().flatten().collect());
        moved.listen.clone_from(&self.listen);
        moved
    }

    /// The same with the built screens of this folder at its address.
    #[must_use]
    pub fn with_screens(mut self, folder: &Path) -> Self {
        self.screens = Some(folder.to_owned());
        self
    }

    /// Another centre that begins with all that this one holds, at an address of its own. It does not run yet.
    #[must_use]
    pub fn copied_to(&self, folder: Place) -> Self {
        let copy = Self::new(folder, self.elsewhere.clone());
        crate::copied(&self.folder(), &copy.folder());
        copy
    }

    /// The process that answers devices.
    pub fn process(&self) -> Option<u32> {
        self.server.as_ref().map(Child::id)
    }

    /// How many events it holds, once every chain, the book and the audit were found whole.
    #[track_caller]
    pub fn holds(&self) -> u64 {
        let whole = self.run(["verify"]).ok().json();
        whole["events"].as_u64().expect("a count")
    }

    fn new(folder: Place, elsewhere: Vec<OsString>) -> Self {
        // Asking the system for a free port, and giving it back, fixes the address before the centre first
        // runs: champions enrol once and the centre comes and goes.
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|socket| socket.local_addr())
            .expect("a free port");
        Self { folder, listen: port.to_string(), elsewhere, screens: None, clock: None, server: None }
    }

    fn taking_in_queens_park(self) -> Self {
        let centre = self;
        centre.run(["central", "init", "--authority", "Westminster City Council (example)"]).ok();
        let pack = root().join("packs/queens-park");
        let (area, programme) = (pack.join("area.json"), pack.join("programme.json"));
        centre.run([OsStr::new("central"), "import".as_ref(), area.as_os_str(), programme.as_os_str()]).ok();
        centre
    }

    /// Its folder.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("centre")
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Runs a command on its folder, with `--json`.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        let output = self
            .world()
            .arg(doorstep())
            .args(arguments)
            .arg("--data")
            .arg(self.folder())
            .args(&self.elsewhere)
            .arg("--json")
            .stdin(Stdio::null())
            .output()
            .expect("doorstep runs");
        Run::of(output)
    }

    /// Starts answering devices, and waits until it says that it does.
    #[track_caller]
    pub fn start(&mut self) {
        self.start_under(self.world());
    }

    /// From now on its clock differs from the machine's by this much (`+604800`), in all that it does. It must not run.
    #[track_caller]
    pub fn has_its_clock_at(&mut self, offset: &str) {
        assert!(self.server.is_none(), "a centre that runs keeps the clock with which it began");
        self.clock = Some(offset.to_owned());
    }

    fn world(&self) -> Command {
        let clock = self.clock.as_deref();
        clock.map_or_else(|| Command::new("env"), |clock| world_at(clock).expect("libfaketime is installed"))
    }

    /// The same under a command that gives the process another world: a wrong clock, say, or a disk that fails.
    #[track_caller]
    pub fn start_under(&mut self, mut world: Command) {
        assert!(self.server.is_none(), "the centre runs already");
        let mut server = world
            .arg(doorstep())
            .args(["central", "serve", "--json", "--listen", &self.listen, "--data"])
            .arg(self.folder())
            .args(&self.elsewhere)
            .args(self.screens.iter().flat_map(|folder| [OsStr::new("--screens"), folder.as_os_str()]))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("doorstep runs");
        let mut line = String::new();
        BufReader::new(server.stdout.take().expect("a pipe"))
            .read_line(&mut line)
            .expect("a line of the centre");
        assert!(line.contains(&self.listen), "the centre prints its address first: {line:?}");
        self.server = Some(server);
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().expect("it was running");
            server.wait().expect("it has ended");
        }
    }

    /// Whether it answers devices now.
    pub fn runs(&self) -> bool {
        self.server.is_some()
    }

    /// Makes a one-time code for a champion.
    #[track_caller]
    pub fn invites(&self, champion: &str) -> String {
        let invitation = self.run(["central", "invite", "--champion", champion]).ok().json();
        invitation["code"].as_str().expect("a code").to_owned()
    }

    /// Makes an account of the desk that nobody has set up yet, and answers its one-time code.
    #[track_caller]
    pub fn adds_account(&self, name: &str, role: &str) -> String {
        let made = self.run(["central", "account", "add", "--name", name, "--role", role]).ok().json();
        made["code"].as_str().expect("a code").to_owned()
    }

    /// Names of the champions of the programme, in the order in which the centre lists them.
    pub fn champions(&self) -> Vec<String> {
        let list = self.run(["central", "champions"]).ok().json();
        let name = |champion: &serde_json::Value| champion["name"].as_str().expect("a name").to_owned();
        list.as_array().expect("a list").iter().map(name).collect()
    }

    /// Freezes a week's return and answers what was printed.
    #[track_caller]
    pub fn freezes(&self, week: &str) -> serde_json::Value {
        self.run(["return", "freeze", "--week", week]).ok().json()
    }

    /// Writes the frozen return of a week as files.
    #[track_caller]
    pub fn exports(&self, week: &str, out: &Path) {
        let arguments = ["return", "export", "--week", week, "--out"].map(OsStr::new);
        self.run(arguments.into_iter().chain([out.as_os_str()])).ok();
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        self.kill();
    }
}
