//! Connections: how many, how long anything may hang, and what a database must promise before it is trusted.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::NoTls;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Dsn, LedgerError, engine};

mod migrations {
    refinery::embed_migrations!("../../migrations/ledger/postgres");
}

/// Connections of one node. All writers of an authority pass through one counter, so more than a few would only wait
/// in the database instead of here; PostgreSQL's default is 100 for all nodes together.
const CONNECTIONS_MAX: usize = 16;
/// How long a request waits for a connection, in seconds: well below the 60 that it may take in all.
const WAIT_SECS_MAX: u64 = 15;
/// How long making a connection may take, in seconds.
const CONNECT_SECS_MAX: u64 = 10;
/// What was sent and not acknowledged for so long is lost, in seconds; without it a pulled cable is noticed after
/// a quarter of an hour.
const UNHEARD_SECS_MAX: u64 = 20;
/// Settings of each session. A node that vanished half way through a transaction holds the counter, and so everybody:
/// the database ends it after a while. Waiting for a lock ends before the request does.
const SESSION: &str = "-c idle_in_transaction_session_timeout=30s -c lock_timeout=30s -c statement_timeout=50s \
                       -c default_transaction_isolation=read\\ committed -c client_min_messages=warning";
/// Nodes that start together migrate one after the other: each takes this advisory lock first. The number is the word
/// "doorstep" in ASCII.
const MIGRATION_LOCK: i64 = i64::from_be_bytes(*b"doorstep");

/// Connections to the database, made when they are asked for.
pub(super) fn pool(dsn: &Dsn) -> Result<Pool, LedgerError> {
    let mut config = dsn.config().clone();
    let options = config.get_options().map(|given| format!("{SESSION} {given}"));
    config
        .options(options.unwrap_or_else(|| SESSION.to_owned()))
        .application_name("doorstep")
        .connect_timeout(Duration::from_secs(CONNECT_SECS_MAX))
        .tcp_user_timeout(Duration::from_secs(UNHEARD_SECS_MAX));
    // A connection is only checked for being open: nothing of a session outlives its transaction here.
    let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = if dsn.needs_tls() {
        Manager::from_config(config, MakeRustlsConnect::new(tls()?), manager)
    } else {
        Manager::from_config(config, NoTls, manager)
    };
    let wait = Some(Duration::from_secs(WAIT_SECS_MAX));
    Pool::builder(manager)
        .max_size(CONNECTIONS_MAX)
        .runtime(Runtime::Tokio1)
        .wait_timeout(wait)
        .create_timeout(wait)
        .build()
        .map_err(engine)
}

/// TLS that believes whom the system believes; a council's own authority is added there.
fn tls() -> Result<ClientConfig, LedgerError> {
    let mut roots = RootCertStore::empty();
    // Those that cannot be read vouch for nobody; where none can, no certificate is believed.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(engine)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Refuses a database that says "committed" before it is: a receipt is a promise that outlives a power cut.
pub(super) async fn is_safe(client: &Object) -> Result<(), LedgerError> {
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value: String = client.query_one("SELECT current_setting($1)", &[&setting]).await?.try_get(0)?;
        if value == "off" {
            return Err(LedgerError::Unsafe { setting });
        }
    }
    Ok(())
}

/// Brings the tables up to date. A program older than the tables opens nothing.
pub(super) async fn migrate(client: &mut Object) -> Result<(), LedgerError> {
    client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK]).await?;
    let migrated = migrations::migrations::runner().run_async(&mut ***client).await;
    // Let go in any case: this connection goes back to the others.
    client.execute("SELECT pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await?;
    migrated.map(|_| ()).map_err(engine)
}
