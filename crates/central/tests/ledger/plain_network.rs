//! A database over a network is spoken to through TLS or not at all.

use central::ledger::{Dsn, LedgerError, PostgresLedger};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_server_without_tls_is_told_nothing() {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut client, _) = socket.accept().await.unwrap();
        let mut asked = [0; 8];
        client.read_exact(&mut asked).await.unwrap();
        // "No TLS here", as whoever stands in between would say too.
        client.write_all(b"N").await.unwrap();
        let mut more = Vec::new();
        client.read_to_end(&mut more).await.unwrap();
        (asked, more)
    });
    let dsn: Dsn = format!("postgres://doorstep:secret@{address}/ledger").parse().unwrap();
    let error = PostgresLedger::open(&dsn).await.err().expect("it is not opened");
    assert!(matches!(error, LedgerError::Unreachable(_)), "as if nobody were there: {error:?}");
    let (asked, more) = server.await.unwrap();
    assert_eq!(asked, [0, 0, 0, 8, 4, 210, 22, 47], "TLS was asked for");
    assert!(more.is_empty(), "and neither account nor password was said");
}

#[test]
fn an_address_never_shows_its_password() {
    let dsn: Dsn = "postgres://doorstep:secret@db.example.org/ledger".parse().unwrap();
    assert!(dsn.has_password(), "there is one");
    assert!(!format!("{dsn:?}").contains("secret"), "and a log cannot show it: {dsn:?}");
    for wrong in ["", "ledger.db", "host=db.example.org", "postgres://", "mysql://db.example.org/ledger"] {
        let error = wrong.parse::<Dsn>().expect_err("no address of a database");
        assert!(error.to_string().contains("postgres://account@host/database"), "the form is told: {error}");
    }
}
