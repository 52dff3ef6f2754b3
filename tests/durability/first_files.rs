//! The first files of a program, opened by two threads at one moment.

use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread;

use rusqlite::Connection;
use support::hesitating;

/// Asks this program, started anew, to open them: only a program's first files meet a SQLite that is not ready.
const OPENS: &str = "DOORSTEP_TEST_OPENS_THE_FIRST_FILES";

/// So many mutexes are hesitated at: without the wait it was the 32nd and the 34th at which a key was refused.
const MUTEXES: usize = 48;

/// How often each of them is hesitated at.
const TIMES: usize = 3;

/// Starts programs that open two files at one moment and hesitate, each at another place; the test of this name does the
/// opening. How many there were, and how many were refused a key.
pub(crate) fn opened_by_two_threads(test: &str) -> (usize, usize) {
    if std::env::var_os(OPENS).is_some() {
        open();
        return (0, 0);
    }
    let own = std::env::current_exe().expect("a program knows its own path");
    let mut refused = 0;
    for number in 0..MUTEXES * TIMES {
        let mut program = Command::new(&own);
        program.args(["--exact", test]).env(OPENS, "1").stdout(Stdio::null()).stderr(Stdio::null());
        hesitating(&mut program, 1 + number % MUTEXES);
        refused += usize::from(!program.status().expect("it starts again").success());
    }
    (MUTEXES * TIMES, refused)
}

fn open() {
    let at_one_moment = Barrier::new(2);
    thread::scope(|scope| {
        for _thread in 0..2 {
            scope.spawn(|| {
                at_one_moment.wait();
                book::await_cipher().expect("SQLCipher is there");
                let file = Connection::open_in_memory().expect("SQLite opens in memory");
                file.pragma_update(None, "key", "x'00'").expect("the key is taken");
            });
        }
    });
}
