//! The engines, and the macro that runs a test on each.

use std::sync::Arc;

use central::ledger::{Ledger, PostgresLedger, SqliteLedger};
use tempfile::TempDir;

use crate::postgres::Postgres;

/// A ledger's database, empty, on one of the engines.
pub(crate) enum Engine {
    Sqlite(TempDir),
    Postgres(String),
}

impl Engine {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(TempDir::new().expect("a temporary folder"))
    }

    /// None where PostgreSQL is not installed.
    pub(crate) fn postgres() -> Option<Self> {
        Postgres::running().map(|server| Self::Postgres(server.new_database()))
    }

    /// As it is called in what a test prints.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Opens it: each time as another process would.
    pub(crate) async fn opened(&self) -> Arc<dyn Ledger> {
        match self {
            Self::Sqlite(folder) => {
                let file = folder.path().join("ledger.db");
                Arc::new(SqliteLedger::with_key(&file, [7; 32]).expect("the file opens"))
            }
            Self::Postgres(address) => {
                let dsn = address.parse().expect("an address");
                Arc::new(PostgresLedger::open(&dsn).await.expect("the database opens"))
            }
        }
    }
}

/// Makes a test of each function for each engine.
macro_rules! on_both_engines {
    ($($test:ident)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(&crate::engine::Engine::sqlite()).await;
            })+
        }
        mod postgresql {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                if let Some(engine) = crate::engine::Engine::postgres() {
                    super::$test(&engine).await;
                }
            })+
        }
    };
}
pub(crate) use on_both_engines;
