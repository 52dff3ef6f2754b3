//! The same events through PouchDB: LevelDB on both sides, express-pouchdb as the server, batches of 500.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;
use support::{Place, root};
use wire::push::Push as Batch;

use crate::counting::Wire;
use crate::process;

/// One turn.
pub(crate) struct Push {
    events: f64,
    seconds: f64,
    pub(crate) cpu: f64,
    pub(crate) wire: f64,
}

impl Push {
    pub(crate) fn rate(&self) -> f64 {
        self.events / self.seconds
    }
}

pub(crate) fn push(batches: &[Batch]) -> Push {
    let place = Place::temporary();
    for folder in ["server", "device"] {
        std::fs::create_dir(place.path().join(folder)).expect("a folder");
    }
    let documents = place.path().join("documents");
    std::fs::write(&documents, lines(batches)).expect("a file");
    let (mut server, mut said) = node("server.js", &[place.path().join("server").as_os_str()]);
    let wire = Wire::to(&line(&mut said));
    let remote = format!("{}/records", wire.url());
    let device_folder = place.path().join("device");
    let (mut device, mut told) =
        node("device.js", &[device_folder.as_os_str(), documents.as_os_str(), remote.as_ref()]);
    assert_eq!(line(&mut told), "ready", "the documents are in the device's own database");
    let (bytes, cpu) = (wire.bytes(), process::cpu_micros(server.id()));
    device.stdin.take().expect("a pipe").write_all(b"\n").expect("it listens");
    let done: Value = serde_json::from_str(&line(&mut told)).expect("what it measured");
    let cpu = process::cpu_micros(server.id()) - cpu;
    assert!(device.wait().expect("it ends").success(), "every document was written");
    server.kill().expect("it runs");
    server.wait().expect("it ends");
    let events = done["written"].as_f64().expect("a count");
    Push {
        events,
        seconds: done["micros"].as_f64().expect("a time") / 1e6,
        cpu: cpu / events,
        wire: (wire.bytes() - bytes) as f64 / events,
    }
}

/// Each event as a document under its own id, its body as it is.
fn lines(batches: &[Batch]) -> String {
    let events = batches.iter().flat_map(|batch| &batch.events);
    let document = |event: &wire::push::PushedEvent| {
        let mut body: Value = serde_json::from_str(crate::data::words(event)).expect("a body");
        body["_id"] = event.id.to_string().into();
        format!("{body}\n")
    };
    events.map(document).collect()
}

fn node(script: &str, arguments: &[&std::ffi::OsStr]) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new("node")
        .arg(root().join("tests/bench/peer").join(script))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let said = BufReader::new(child.stdout.take().expect("a pipe"));
    (child, said)
}

fn line(said: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    said.read_line(&mut line).expect("a line");
    line.trim().to_owned()
}
