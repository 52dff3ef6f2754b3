//! What PostgreSQL must promise, and what it is made to promise.

use central::ledger::{Ledger, LedgerError, PostgresLedger};

use crate::postgres::Postgres;
use crate::sender::{Sender, authority};

#[tokio::test]
async fn a_database_that_may_lose_what_it_committed_is_not_used() {
    let Some(server) = Postgres::running() else { return };
    let hasty = format!("{}&options=-c%20synchronous_commit%3Doff", server.new_database());
    let error = PostgresLedger::open(&hasty.parse().unwrap()).await.err().expect("it is not opened");
    assert!(
        matches!(error, LedgerError::Unsafe { setting: "synchronous_commit" }),
        "the setting is named: {error:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_together_make_the_tables_once() {
    let Some(server) = Postgres::running() else { return };
    let address = server.new_database();
    let nodes: Vec<_> = (0..6)
        .map(|_| {
            let dsn = address.parse().unwrap();
            tokio::spawn(async move { PostgresLedger::open(&dsn).await })
        })
        .collect();
    for node in nodes {
        let ledger = node.await.unwrap().expect("each finds its tables");
        assert!(ledger.authorities().await.unwrap().is_empty(), "and they are empty");
    }
    let once = "SELECT count(*) > 0 AND count(*) = count(DISTINCT version) FROM refinery_schema_history";
    assert_eq!(server.administered(&address, once).as_deref(), Ok("t"), "one of them made them");
}

#[tokio::test]
async fn not_even_the_owner_changes_what_was_recorded() {
    let Some(server) = Postgres::running() else { return };
    let address = server.new_database();
    let ledger = PostgresLedger::open(&address.parse().unwrap()).await.expect("the database opens");
    let council = authority(&ledger, 1).await;
    let mut phone = Sender::new(1);
    ledger.append(council, phone.next(2)).await.unwrap();
    let before = ledger.read(council, 0, 10).await.unwrap();
    for sql in [
        "UPDATE position SET n = n + 1",
        "DELETE FROM position",
        "TRUNCATE position",
        "DELETE FROM event",
        "TRUNCATE event CASCADE",
        "UPDATE event SET body = 'other'",
        "UPDATE event SET salt = NULL, body = NULL, event_id = gen_random_uuid()",
        "UPDATE event SET body = NULL",
        "DELETE FROM audit",
        "UPDATE audit SET line = ''",
    ] {
        let refused = server.administered(&address, sql).expect_err(sql);
        assert!(refused.contains("ERROR"), "{sql}: {refused}");
    }
    assert_eq!(ledger.read(council, 0, 10).await.unwrap(), before, "every event is as it was");
    server.administered(&address, "UPDATE event SET salt = NULL, body = NULL").expect("erasing is allowed");
    let erased = ledger.read(council, 0, 10).await.unwrap();
    assert!(erased.iter().all(|stored| stored.body.is_none()), "salt and body are gone");
    let places =
        |stored: &[central::ledger::Stored]| stored.iter().map(|one| one.position).collect::<Vec<_>>();
    assert_eq!(places(&erased), places(&before), "and each has its place still");
}
