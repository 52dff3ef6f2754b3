//! One run of pull: what a device is due is worked out once, and handed out page by page in order of change numbers.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::page::{list_word, view};
use super::{
    Cursor, PageLimits, PulledLinkage, Row, RowKind, Scope, ScopePage, ViewMode, Visible, card, departed,
    linkage, reference, session,
};
use crate::column::{self, Id};
use crate::error::BookError;
use crate::{schema, withdrawal};

/// What a device is due, as of one change number.
#[derive(Debug, Clone)]
pub struct ScopeRun {
    scope: Scope,
    /// It holds for cursors from here…
    from: u64,
    /// …up to here: the book's head when it was worked out.
    head: u64,
    /// A full list: whatever it does not name is no longer in scope.
    anew: bool,
    /// Only rows of this kind, as a full list; and where the device goes on afterwards.
    again: Option<(RowKind, u64)>,
    /// In order of change numbers; false for those to be forgotten.
    due: Vec<(Visible, bool)>,
    linkage: PulledLinkage,
    held: Vec<(RowKind, Uuid, u64)>,
}

impl ScopeRun {
    /// Works out what this scope shows after the cursor. A cursor of another version of the scope begins a full list. With
    /// `again` it is a full list of that kind, and the cursor then goes on where it was.
    ///
    /// # Errors
    /// `Damaged` where a row does not read back; `Sqlite`.
    pub fn of(
        connection: &Connection,
        scope: &Scope,
        mode: ViewMode,
        after: Cursor,
        again: Option<RowKind>,
    ) -> Result<Self, BookError> {
        let head = schema::head(connection)?;
        // A cursor beyond the head is of a centre that was restored since: begin again.
        let anew = after.scope_version != scope.version || after.n > head;
        let again = again.filter(|_| !anew).map(|kind| (kind, after.resume.unwrap_or(after.n)));
        // Asked again on the way: the list goes on, and does not begin once more.
        let begins = anew || (again.is_some() && after.resume.is_none());
        let from = if begins { 0 } else { after.n };
        let all = in_scope(connection, scope, mode)?;
        let linkage = linkage::in_scope(connection, scope, &all)?;
        let mut held: Vec<_> = all.iter().map(|row| (row.kind, row.id, row.n.cast_unsigned())).collect();
        if linkage.hash() > 0 {
            held.push((RowKind::Linkage, Uuid::nil(), linkage.hash()));
        }
        let shown: BTreeSet<(RowKind, Uuid)> = all.iter().map(|row| (row.kind, row.id)).collect();
        let position = column::position(from)?;
        let is_asked = |row: &Visible| again.is_none_or(|(kind, _)| row.kind == kind);
        let mut due: Vec<(Visible, bool)> =
            all.into_iter().filter(|row| row.n > position && is_asked(row)).map(|row| (row, true)).collect();
        if !anew && again.is_none() {
            let gone = departed::since(connection, scope, position, &shown)?;
            due.extend(gone.into_iter().map(|row| (row, false)));
        }
        due.sort_unstable();
        Ok(Self { scope: scope.clone(), from, head, anew: begins, again, due, linkage, held })
    }

    /// Whether it also answers this cursor: of the same scope, and on the way through this very run.
    #[must_use]
    pub fn continues(&self, scope: &Scope, after: Cursor, again: Option<RowKind>) -> bool {
        self.scope == *scope
            && after.scope_version == scope.version
            && (self.from..self.head).contains(&after.n)
            && self.again.map(|(kind, _)| kind) == again
            && after.resume.is_some() == again.is_some()
            && (after.listing || !self.anew)
    }

    /// The page after the cursor, which is the one that began this run or one that it gave.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn page(
        &self,
        connection: &Connection,
        mode: ViewMode,
        after: Cursor,
        limits: PageLimits,
    ) -> Result<ScopePage, BookError> {
        let goes_on = self.continues(&self.scope, after, self.again.map(|(kind, _)| kind));
        let begins = self.anew && !(goes_on && after.listing);
        let listing = self.anew || after.listing;
        let from = if begins { 0 } else { column::position(after.n)? };
        let due = &self.due[self.due.partition_point(|(row, _)| row.n <= from)..];
        let kind = self.again.map(|(kind, _)| kind);

        let mut rows = Vec::new();
        if begins {
            rows.push(list_word("begins", kind, 0));
        }
        let (mut told, mut bytes, mut taken) = (from, 0, 0);
        for group in due.chunk_by(|(one, _), (other, _)| one.n == other.n) {
            let views = group.iter().map(|(row, shown)| view(connection, &self.scope, mode, row, *shown));
            let views: Vec<Row> = views.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            let weight: usize = views.iter().flat_map(|row| &row.body).map(|body| body.reveal().len()).sum();
            // Three rows are kept: for the words of a list, and for linkage.
            let over =
                rows.len() + views.len() > limits.rows.saturating_sub(2) || bytes + weight > limits.bytes;
            if over && taken > 0 {
                break;
            }
            told = group.first().map_or(told, |(row, _)| row.n);
            bytes += weight;
            taken += group.len();
            rows.extend(views);
        }
        let more = taken < due.len();
        let n = if more { told.cast_unsigned() } else { self.again.map_or(self.head, |(_, resume)| resume) };
        // It goes whole, at the end, when all whom it names are there.
        let mut told_of_linkage = if begins && kind.is_none() { 0 } else { after.linkage };
        let asked = kind == Some(RowKind::Linkage) && self.linkage.hash() > 0;
        if !more && (asked || (kind.is_none() && told_of_linkage != self.linkage.hash())) {
            told_of_linkage = self.linkage.hash();
            rows.push(self.linkage.row()?);
        }
        if listing && !more {
            rows.push(list_word("ends", kind, n));
        }
        let resume = self.again.map(|(_, resume)| resume).filter(|_| more);
        let (scope_version, listing) = (self.scope.version, listing && more);
        let cursor = Cursor { n, scope_version, listing, resume, linkage: told_of_linkage };
        let held = if more || self.again.is_some() { Vec::new() } else { self.held.clone() };
        Ok(ScopePage { rows, cursor, more, held })
    }
}

/// What this scope shows after the cursor, as one page. Whoever asks for several works out a [`ScopeRun`] once.
///
/// # Errors
/// As [`ScopeRun::of`].
pub fn scope_view(
    connection: &Connection,
    scope: &Scope,
    mode: ViewMode,
    after: Cursor,
    limits: PageLimits,
) -> Result<ScopePage, BookError> {
    ScopeRun::of(connection, scope, mode, after, None)?.page(connection, mode, after, limits)
}

fn in_scope(connection: &Connection, scope: &Scope, mode: ViewMode) -> Result<Vec<Visible>, BookError> {
    let mut all = reference::in_scope(connection, scope)?;
    match mode {
        ViewMode::Byod | ViewMode::Managed => {
            all.extend(session::in_scope(connection, scope)?);
            all.extend(card::in_scope(connection, scope)?);
            let own = params![scope.champion.bytes(), column::date(scope.since)];
            all.extend(super::visible(connection, RowKind::Withdrawal, withdrawal::OF_A_CHAMPION, own)?);
        }
        // Once it is confirmed the scope has another version, and the list begins anew.
        ViewMode::Unchecked => {}
    }
    all.extend(super::visible(connection, RowKind::Tombstone, "SELECT event_id, n FROM book_erased", [])?);
    Ok(all)
}
