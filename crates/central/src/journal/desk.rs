//! What the desk decided must outlive a restore too: an account that was ended does not come back, a password that was
//! taken away does not open again, and a release stays what commissioners read.
//!
//! The journal has no password and no code: an account that it gives back is set up anew with a code of the operator's.

use domain::AuthorityId;

use crate::error::CentralError;
use crate::ledger::{AccountRow, AccountSetUp, Ledger};

/// A one-time code that nobody has: its time was over before it began.
const NO_CODE: [u8; 32] = [0; 32];

/// Gives `to` what `from` knows of accounts that were made, reset or ended, and of releases. The same for the ledger after a
/// restore and for the journal afterwards.
pub(super) async fn copy(
    from: &dyn Ledger,
    to: &dyn Ledger,
    authority: AuthorityId,
) -> Result<(), CentralError> {
    let known = to.accounts(authority).await?;
    for account in from.accounts(authority).await? {
        let AccountRow { id, totp_salt, ended_ms, .. } = account.clone();
        let code = AccountSetUp { code_hash: NO_CODE, expires_ms: 0, totp_salt };
        let there = known.iter().find(|there| there.id == id);
        match there {
            None => {
                to.account_add(authority, account, code).await?;
            }
            // Each reset draws a salt of its own, so another salt is another password than the one that stands.
            Some(there) if there.totp_salt != totp_salt => {
                to.account_reset(authority, id, code).await?;
            }
            Some(_) => {}
        }
        if let Some(at_ms) = ended_ms {
            to.account_end(authority, id, at_ms).await?;
        }
    }
    for (month, json) in from.releases(authority).await? {
        to.release(authority, month, json).await?;
    }
    Ok(())
}
