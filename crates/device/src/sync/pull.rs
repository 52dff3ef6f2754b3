//! Fetching what this device's champion needs, page by page.

use wire::proto::PROTO;
use wire::pull::{PullQuery, PullReply};
use wire::{Code, Fault};

use super::hear::not_ours;
use super::request::signed;
use crate::device::Open;
use crate::error::DeviceError;
use crate::shell::Shell;
use crate::transport::Request;

/// What a page came to.
pub(super) struct Page {
    /// How many rows were stored or forgotten.
    pub rows: u64,
    /// There is another.
    pub more: bool,
}

/// The next page, from where the last one that was stored ended.
pub(super) fn request(open: &Open, nonce: &str) -> Result<Request, DeviceError> {
    let cursor = open.vault.contact()?.cursor;
    let query = PullQuery { proto: PROTO, again: None, cursor }.to_string();
    Ok(signed(&open.enrolment, nonce, "GET", "/v1/pull", query, Vec::new()))
}

/// Stores a page with its cursor.
pub(super) fn accept(shell: &Shell, open: &mut Open, body: &[u8]) -> Result<Page, DeviceError> {
    let page: PullReply = serde_json::from_slice(body).map_err(|_| not_ours())?;
    let before = open.vault.contact()?.cursor;
    if page.more && before.as_deref() == Some(page.cursor.as_str()) {
        // It would be fetched for ever.
        return Err(
            Fault::new(Code::Unavailable, "The centre gave the same page twice. Try again later.").into()
        );
    }
    open.vault.store_page(&page, shell.clock.now().wall_ms)?;
    Ok(Page { rows: u64::try_from(page.rows.len()).unwrap_or(u64::MAX), more: page.more })
}
