//! A connection lost at the commit: what was stored is not known, is not guessed, and shows when it is asked again.

use std::path::Path;

use central::ledger::{Appended, Ledger, LedgerError, PostgresLedger};
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

/// Stands between the ledger and its database, and cuts the wire at the first commit that places an event.
async fn cuts_at_the_commit(listener: UnixListener, server: std::path::PathBuf, cut: Cut) {
    let (mut client, _) = listener.accept().await.expect("the ledger connects");
    let mut server = UnixStream::connect(server).await.expect("the database answers");
    let (mut sent, mut answered) = ([0; 65_536], [0; 65_536]);
    let mut places_events = false;
    loop {
        tokio::select! {
            count = client.read(&mut sent) => {
                let said = &sent[..count.expect("the ledger speaks")];
                places_events |= contains(said, b"INSERT INTO position");
                let commits = places_events && contains(said, b"COMMIT");
                if commits && cut == Cut::Before {
                    return;
                }
                server.write_all(said).await.expect("the database listens");
                if commits {
                    // It has answered, so it has committed; the word of it is not passed on.
                    let count = server.read(&mut answered).await.expect("the database answers");
                    assert!(contains(&answered[..count], b"COMMIT"), "it has committed");
                    return;
                }
            }
            count = server.read(&mut answered) => {
                client.write_all(&answered[..count.expect("the database speaks")]).await.expect("the ledger listens");
            }
        }
    }
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
    let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
    let wire = tokio::spawn(cuts_at_the_commit(listener, server.socket(), cut));
    let through = server.address(name_in(&address), folder.path());
    let cut_off = PostgresLedger::open(&through.parse().unwrap()).await.expect("the database opens");

    let mut phone = Sender::new(1);
    let batch = phone.next(3);
    let error = cut_off.append(council, batch.clone()).await.expect_err("the wire is cut");
    assert!(matches!(error, LedgerError::OutcomeUnknown(_)), "neither stored nor not: {error:?}");
    wire.await.expect("it was cut where it should be");
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
