//! What somebody at the desk may reach.

use domain::{AccountId, Line, TeamId};
use wire::desk::DeskRole;

use crate::ledger::{AccountRow, DeskSession};

/// Who is signed in, and how far they may see. It is made from a session and from nothing else; every query of the
/// desk takes one, so that no list can be asked for without saying for whom.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    account: AccountRow,
    session: DeskSession,
}

impl Scope {
    /// The scope of a session that stands. Called by the gate only, once it has checked that.
    pub(super) const fn of(account: AccountRow, session: DeskSession) -> Self {
        Self { account, session }
    }

    /// Which account.
    pub(crate) const fn account(&self) -> AccountId {
        self.account.id
    }
    /// The account as it is stored.
    pub(crate) const fn row(&self) -> &AccountRow {
        &self.account
    }
    /// The session as it is stored.
    pub(crate) const fn session(&self) -> &DeskSession {
        &self.session
    }
    /// Its name, with which a return is signed.
    pub(crate) const fn name(&self) -> &Line {
        &self.account.name
    }
    /// As what.
    pub(crate) const fn role(&self) -> DeskRole {
        self.account.role
    }
    /// Whether this team's people are theirs to see: everybody's where the account is bound to no team.
    pub(crate) fn covers(&self, team: TeamId) -> bool {
        self.account.team.is_none_or(|own| own == team)
    }
}
