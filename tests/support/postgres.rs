//! A PostgreSQL of the tests' own, from the system's package: a new cluster in a temporary folder, spoken to through a
//! Unix socket in that folder and through nothing else.
//!
//! `crates/central/tests/ledger` includes this file too, so it uses the standard library alone.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where Debian and Ubuntu put each version's programs.
const VERSIONS: &str = "/usr/lib/postgresql";
/// The account of the cluster's owner inside the database. Only this machine's own user can reach the socket.
const ACCOUNT: &str = "doorstep";

/// A server that runs until the tests of this program have ended, however they end.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    databases: AtomicU32,
    /// Waits for the end of its input, which is the end of this program, and then ends the server.
    _keeper: Child,
}

impl Postgres {
    /// The server of this program, started on first use; none where PostgreSQL is not installed, which is said.
    pub fn running() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Postgres>> = OnceLock::new();
        SERVER.get_or_init(Self::of_its_own).as_ref()
    }

    /// Another server, for a test that makes it crash: nobody else's may fail for that. It ends when it is dropped.
    #[expect(clippy::print_stdout, reason = "what was not tested is said")]
    pub fn of_its_own() -> Option<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let Some(programs) = programs() else {
            println!("SKIPPED: PostgreSQL is not installed ({VERSIONS}), so nothing was tested on it.");
            return None;
        };
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("doorstep-pg-{}-{number}", std::process::id()));
        std::fs::create_dir(&folder).expect("a temporary folder");
        if is_root() {
            said(Command::new("chown").arg("postgres:").arg(&folder));
        }
        let data = folder.join("data");
        said(
            as_nobody_special(&programs.join("initdb"))
                .args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--username", ACCOUNT, "--pgdata"])
                .arg(&data),
        );
        // It must be as durable as a real one: the ledger refuses another.
        let options = format!("-c listen_addresses='' -c unix_socket_directories='{}'", folder.display());
        said(
            as_nobody_special(&programs.join("pg_ctl"))
                .args(["start", "--wait", "--silent", "--options", &options, "--log"])
                .arg(folder.join("log"))
                .arg("--pgdata")
                .arg(&data),
        );
        let keeper = keeper(&programs, &folder);
        Some(Self { programs, folder, databases: AtomicU32::new(0), _keeper: keeper })
    }

    /// The address of a new, empty database.
    pub fn new_database(&self) -> String {
        let name = format!("ledger_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        said(
            Command::new(self.programs.join("createdb"))
                .args(["--username", ACCOUNT, "--host"])
                .arg(&self.folder)
                .arg(&name),
        );
        self.address(&name, &self.folder)
    }

    /// The address of a database through a socket in this folder.
    pub fn address(&self, name: &str, socket: &Path) -> String {
        format!("postgres://{ACCOUNT}@/{name}?host={}", socket.display())
    }

    /// Runs SQL as whoever administers the database, and answers what was printed, or what was refused.
    pub fn administered(&self, address: &str, sql: &str) -> Result<String, String> {
        let psql = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--no-align", "--tuples-only", "--command", sql, address])
            .stdin(Stdio::null())
            .output()
            .expect("psql runs");
        let text = |bytes| String::from_utf8_lossy(bytes).trim().to_owned();
        if psql.status.success() { Ok(text(&psql.stdout)) } else { Err(text(&psql.stderr)) }
    }

    /// The server's own socket.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }
}

/// The programs of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(VERSIONS).ok()?.filter_map(Result::ok);
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| Path::new(VERSIONS).join(format!("{version}/bin/initdb")).exists())
        .max()?;
    Some(Path::new(VERSIONS).join(format!("{newest}/bin")))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// PostgreSQL does not run as root; its package makes an account for it.
fn as_nobody_special(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"])
        .arg(program)
        .current_dir("/");
    command
}

/// Ends the server by its own pid and clears up once this program is gone: also where it is killed, and no destructor
/// runs. A signal to the whole group of processes (Ctrl-C) must not end the keeper first.
fn keeper(programs: &Path, folder: &Path) -> Child {
    let script = r#"trap '' INT TERM HUP; cat >/dev/null; folder="$1"; shift; "$@"; rm -rf "$folder""#;
    let mut stop = as_nobody_special(&programs.join("pg_ctl"));
    stop.args(["stop", "--mode=immediate", "--wait", "--silent", "--pgdata"]).arg(folder.join("data"));
    Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(folder)
        .arg(stop.get_program())
        .args(stop.get_args())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell")
}

/// Runs a command that must go well. No pipe is read to its end here: the server inherits and holds it.
fn said(command: &mut Command) {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?} ended with {status}");
}
