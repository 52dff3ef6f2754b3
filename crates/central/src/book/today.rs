//! The local day at the authority.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use crate::centre::Centre;
use crate::error::CentralError;

/// Before a programme says otherwise: the product's first users are in England.
pub(crate) const ZONE_BEFORE_A_PROGRAMME: Tz = chrono_tz::Europe::London;

impl Centre {
    /// Today, by the centre's wall clock and the authority's time zone.
    pub(crate) async fn today(&self) -> Result<NaiveDate, CentralError> {
        let zone = self.books.ask(|tx| crate::figures::zone(tx)).await?;
        Ok(local_day(self.env.wall_ms(), zone))
    }
}

/// The local day of an instant in milliseconds since 1970; the first day that there is where the clock is absurd.
pub(crate) fn local_day(ms: u64, zone: Tz) -> NaiveDate {
    let instant = i64::try_from(ms).ok().and_then(DateTime::from_timestamp_millis);
    instant.map_or(NaiveDate::MIN, |instant| instant.with_timezone(&zone).date_naive())
}
