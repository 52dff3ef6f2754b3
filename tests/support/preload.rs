//! The libraries that stand between a process and its system (`tests/durability/faults.c` before its disk, `hesitate.c` among
//! its threads), built when they are first needed, and what they are told to do.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What happens at the chosen change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The process is gone just before it.
    Kill,
    /// Half of a write is done, then the process is gone.
    Torn,
    /// It fails.
    Eio,
    /// Half of a write is done, then it fails for want of room.
    Enospc,
    /// A flush fails, and what it should have flushed never reaches the disk.
    Lost,
}

impl Fault {
    const fn word(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Torn => "torn",
            Self::Eio => "eio",
            Self::Enospc => "enospc",
            Self::Lost => "lost",
        }
    }
}

/// A process's disk with something wrong about it.
#[derive(Debug, Clone)]
pub struct FaultyDisk {
    root: PathBuf,
    log: Option<PathBuf>,
    fault: Option<(Fault, usize, bool)>,
    during: Option<PathBuf>,
}

impl FaultyDisk {
    /// Watches the files in a folder, and changes nothing.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), log: None, fault: None, during: None }
    }

    /// Writes down what is done.
    #[must_use]
    pub fn logged(mut self, log: &Path) -> Self {
        self.log = Some(log.to_owned());
        self
    }

    /// This happens at the `number`-th change, counted from 1.
    #[must_use]
    pub const fn failing(mut self, fault: Fault, number: usize) -> Self {
        self.fault = Some((fault, number, false));
        self
    }

    /// This happens at the `number`-th change and at every one after it.
    #[must_use]
    pub const fn failing_from(mut self, fault: Fault, number: usize) -> Self {
        self.fault = Some((fault, number, true));
        self
    }

    /// What happens happens only while there is such a file.
    #[must_use]
    pub fn during(mut self, file: &Path) -> Self {
        self.during = Some(file.to_owned());
        self
    }

    /// `env` with all that the library is told: a world to run a command under.
    pub fn world(&self) -> Command {
        let mut env = Command::new("env");
        self.put_on(&mut env);
        env
    }

    /// Puts it on a command.
    pub fn put_on(&self, command: &mut Command) {
        command.env("LD_PRELOAD", faults()).env("FAULT_ROOT", &self.root);
        if let Some(log) = &self.log {
            command.env("FAULT_LOG", log);
        }
        if let Some(file) = &self.during {
            command.env("FAULT_WHILE", file);
        }
        if let Some((fault, number, sticky)) = self.fault {
            command
                .env("FAULT_KIND", fault.word())
                .env("FAULT_AT", number.to_string())
                .env("FAULT_STICKY", u8::from(sticky).to_string());
        }
    }
}

/// Lets each thread of a command hesitate once, after the `number`-th mutex that it gives back, counted from 1.
pub fn hesitating(command: &mut Command, number: usize) {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    command
        .env("LD_PRELOAD", LIBRARY.get_or_init(|| built("hesitate")))
        .env("HESITATE_AT", number.to_string());
}

fn faults() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| built("faults"))
}

fn built(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its own path");
    // Beside this very program, under a name of this run: two test programs may build it at once.
    let library = own.with_file_name(format!("doorstep-{name}-{}.so", std::process::id()));
    let built = Command::new("gcc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .arg(&library)
        .arg(crate::root().join("tests/durability").join(name).with_extension("c"))
        .args(["-ldl", "-lpthread"])
        .status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "gcc builds tests/durability/{name}.c; `cargo xtask durability` installs it"
    );
    library
}
