//! A connection lost at the commit: what was stored is not known, is not guessed, and shows when it is asked again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use central::ledger::{Appended, Ledger, LedgerError, PostgresLedger};
use central::{Centre, Folder, SystemEnv};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};

use crate::postgres::Postgres;
use crate::sender::{Sender, authority, stored};

/// On which side of the commit the wire is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Before,
    After,
}

/// Stands between the ledger and its database, and cuts one wire: at the first commit that places an event.
async fn cuts_one_wire(listener: UnixListener, server: PathBuf, cut: Cut, is_cut: Arc<AtomicBool>) {
    loop {
        let (client, _) = listener.accept().await.expect("the ledger connects");
        tokio::spawn(passes_on(client, server.clone(), cut, is_cut.clone()));
    }
}

async fn passes_on(mut client: UnixStream, server: PathBuf, cut: Cut, is_cut: Arc<AtomicBool>) {
    let mut server = UnixStream::connect(server).await.expect("the database answers");
    let (mut sent, mut answered) = ([0; 65_536], [0; 65_536]);
    let mut places_events = false;
    loop {
        tokio::select! {
            Ok(count @ 1..) = client.read(&mut sent) => {
                let said = &sent[..count];
                places_events |= contains(said, b"INSERT INTO position");
                let cuts = places_events && contains(said, b"COMMIT") && !is_cut.swap(true, Ordering::SeqCst);
                if cuts && cut == Cut::Before {
                    return;
                }
                server.write_all(said).await.expect("the database listens");
                if cuts {
                    // It has answered, so it has committed; the word of it is not passed on.
                    let count = server.read(&mut answered).await.expect("the database answers");
                    assert!(contains(&answered[..count], b"COMMIT"), "it has committed");
                    return;
                }
                // Only a transaction that places an event is cut, and not whatever this connection does after it.
                places_events &= !contains(said, b"COMMIT");
            }
            Ok(count @ 1..) = server.read(&mut answered) => {
                if client.write_all(&answered[..count]).await.is_err() {
                    return;
                }
            }
            else => return,
        }
    }
}

/// A way to a database that is cut once, and whether it was.
fn cut_way(server: &Postgres, address: &str, folder: &TempDir, cut: Cut) -> (String, Arc<AtomicBool>) {
    let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
    let is_cut = Arc::new(AtomicBool::new(false));
    tokio::spawn(cuts_one_wire(listener, server.socket(), cut, is_cut.clone()));
    (server.address(name_in(address), folder.path()), is_cut)
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

async fn appends_through_a_cut_wire(cut: Cut) {
    let Some(server) = Postgres::running() else { return };
    let address = server.new_database();
    let direct = PostgresLedger::open(&address.parse().unwrap()).await.expect("the database opens");
    let council = authority(&direct, 1).await;
    let folder = TempDir::new().expect("a temporary folder");
    let (through, is_cut) = cut_way(server, &address, &folder, cut);
    let cut_off = PostgresLedger::open(&through.parse().unwrap()).await.expect("the database opens");

    let mut phone = Sender::new(1);
    let batch = phone.next(3);
    let error = cut_off.append(council, batch.clone()).await.expect_err("the wire is cut");
    assert!(matches!(error, LedgerError::OutcomeUnknown(_)), "neither stored nor not: {error:?}");
    assert!(is_cut.load(Ordering::SeqCst), "it was cut where it should be");
    // The retry: the same batch on a good wire. It waits for the stream's row where the other is not over yet.
    let again = direct.append(council, batch).await.unwrap();
    match cut {
        Cut::Before => assert_eq!(stored(again), (1, 3), "it was not stored, and is now"),
        Cut::After => assert_eq!(again, Appended::Moved, "it was stored, and is not stored twice"),
    }
    let row = direct.stream(council, phone.stream).await.unwrap().unwrap();
    assert_eq!((row.head, direct.head(council).await.unwrap()), (phone.head, 3), "once, either way");
}

fn name_in(address: &str) -> &str {
    let path = address.split('?').next().unwrap_or(address);
    Path::new(path).file_name().and_then(|name| name.to_str()).expect("a database has a name")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_never_arrived_is_not_known_and_asking_again_stores_it() {
    appends_through_a_cut_wire(Cut::Before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_answer_was_lost_is_not_known_and_asking_again_finds_it() {
    appends_through_a_cut_wire(Cut::After).await;
}

/// The centre's own events go the way that a device's do.
async fn is_set_up_through_a_cut_wire(cut: Cut) {
    let Some(server) = Postgres::running() else { return };
    let address = server.new_database();
    let folder = TempDir::new().expect("a temporary folder");
    let (through, is_cut) = cut_way(server, &address, &folder, cut);
    let at = Folder::new(folder.path().join("centre")).with_database(through.parse().unwrap());
    let centre =
        Centre::init(&at, "Example Council (example)", Arc::new(SystemEnv::new())).await.expect("a centre");
    let area = include_bytes!("../../../../packs/queens-park/area.json");
    let imported = centre.import(area).await.expect("what is not known is asked, and done once");
    assert!(is_cut.load(Ordering::SeqCst), "the wire was cut meanwhile");
    let whole = centre.verify().await.expect("it can be read");
    assert!(whole.is_whole(), "nothing is broken: {whole:?}");
    assert_eq!((whole.events, whole.n), (imported.recorded, imported.n), "each event is there, and once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_whose_commit_never_arrived_commits_again() {
    is_set_up_through_a_cut_wire(Cut::Before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_whose_commits_answer_was_lost_records_nothing_twice() {
    is_set_up_through_a_cut_wire(Cut::After).await;
}
