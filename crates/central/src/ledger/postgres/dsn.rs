//! Where a PostgreSQL ledger is, and how far its connection may be trusted.

use std::str::FromStr;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// A database's address: `postgres://account@host/database`, with `?host=/folder` for a Unix socket.
///
/// Over a network the connection is TLS with a certificate that the system's authorities vouch for, or it is not made
/// at all; only `sslmode=disable`, written out, lets it be plain. A ledger holds what families told a champion, and the
/// usual default (TLS where the other side offers it) is no TLS for whoever can answer in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dsn(Config);

/// Why a database's address cannot be used. It quotes nothing of it, since there may be a password in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DsnError {
    /// It is not of the form asked for.
    #[error("the database's address is not of the form postgres://account@host/database")]
    Form,
}

impl FromStr for Dsn {
    type Err = DsnError;

    fn from_str(text: &str) -> Result<Self, DsnError> {
        let has_scheme = text.starts_with("postgres://") || text.starts_with("postgresql://");
        let mut config: Config = text.parse().map_err(|_| DsnError::Form)?;
        if !has_scheme || config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(DsnError::Form);
        }
        let over_a_network = !config.get_hostaddrs().is_empty()
            || config.get_hosts().iter().any(|host| match host {
                Host::Tcp(_) => true,
                #[cfg(unix)]
                Host::Unix(_) => false,
            });
        if over_a_network && config.get_ssl_mode() == SslMode::Prefer {
            config.ssl_mode(SslMode::Require);
        } else if !over_a_network {
            config.ssl_mode(SslMode::Disable);
        }
        Ok(Self(config))
    }
}

impl Dsn {
    /// Whether there is a password in it. Such a one must never have been an argument of a program, where any other
    /// user of the machine can read it.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.0.get_password().is_some()
    }

    pub(super) const fn config(&self) -> &Config {
        &self.0
    }

    /// Whether its connections need TLS.
    pub(super) fn needs_tls(&self) -> bool {
        self.0.get_ssl_mode() != SslMode::Disable
    }
}
