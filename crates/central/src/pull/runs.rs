//! Runs of pull under way: what a device is due is worked out at its first page and kept for the next ones.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use book::{Cursor, RowKind, Scope, ScopeRun, ViewMode};
use domain::DeviceId;
use rusqlite::Connection;

use crate::error::CentralError;

/// The most runs that are kept. One of 2,000 rows is about 100 KiB, so all of them stay under 7 MB; a run that is dropped
/// is worked out again at the next page.
const RUNS_MAX: usize = 64;

/// Runs by device.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runs(Arc<Mutex<HashMap<DeviceId, Arc<ScopeRun>>>>);

impl Runs {
    /// The run that this cursor goes on with, or a new one.
    pub(super) fn of(
        &self,
        connection: &Connection,
        device: DeviceId,
        scope: &Scope,
        mode: ViewMode,
        after: Cursor,
        again: Option<RowKind>,
    ) -> Result<Arc<ScopeRun>, CentralError> {
        let known = self.lock().get(&device).cloned();
        if let Some(run) = known.filter(|run| run.continues(scope, after, again)) {
            return Ok(run);
        }
        let run = Arc::new(ScopeRun::of(connection, scope, mode, after, again)?);
        let mut runs = self.lock();
        if runs.len() >= RUNS_MAX {
            runs.clear();
        }
        runs.insert(device, Arc::clone(&run));
        Ok(run)
    }

    /// Its last page was given.
    pub(super) fn ended(&self, device: DeviceId) {
        self.lock().remove(&device);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<DeviceId, Arc<ScopeRun>>> {
        // What a panic left behind is whole: nothing is changed in place.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
