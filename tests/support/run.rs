//! One run of a command, and what came of it.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;

/// The root of the workspace.
pub fn root() -> PathBuf {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("tests is a folder of the workspace").to_owned()
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Run {
    /// Its exit code; none where it was killed.
    pub exit: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        let Output { status, stdout, stderr } = output;
        Self {
            exit: status.code(),
            out: String::from_utf8(stdout).expect("commands print UTF-8"),
            err: String::from_utf8(stderr).expect("commands print UTF-8"),
        }
    }

    /// The same, where it went well; the test ends here where it did not.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.exit, Some(0), "the command should go well.\nout: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Every line of standard output as JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        let parse =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|_| panic!("a line of JSON: {line}"));
        self.out.lines().map(parse).collect()
    }

    /// The only line of standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|_| panic!("one value of JSON: {}\n{}", self.out, self.err))
    }

    /// The fault that was printed, as JSON.
    #[track_caller]
    pub fn fault(&self) -> Value {
        let line = self.err.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|_| panic!("a fault as JSON: {}", self.err))
    }
}
