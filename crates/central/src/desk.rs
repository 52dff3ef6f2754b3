//! The desk: what a coordinator, commissioner, data officer or administrator asks in a browser, `/desk/v1/…`.
//!
//! The way of a request: `table` (one row a route: who may, and whether it needs a step-up) → `gate` (cookie, role,
//! step-up, CSRF, rate) → one function in the file of its task, which is handed a [`Scope`] and can reach nothing
//! beyond it → `answer`. A route without a row does not exist, and the matrix of the tests is generated from the table.

mod accounts;
mod answer;
mod call;
mod gate;
mod me;
mod password;
mod route;
mod scope;
mod session;
mod sign_in;
mod table;
mod totp;

pub use route::DeskRoute;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodFilter, any, on};
use tokio::sync::Semaphore;

use crate::centre::Centre;
use crate::serve::rate::Rate;

const MINUTE_MS: u64 = 60 * 1000;
/// Attempts to sign in as one account (security.md, item 32).
const ATTEMPTS_PER_MINUTE_MAX: u32 = 5;
/// Attempts from one address whatever the name: an office is behind one.
const ATTEMPTS_PER_MINUTE_AND_PEER_MAX: u32 = 30;
/// Passwords looked at once: each takes 19 MiB.
const HASHES_AT_ONCE_MAX: usize = 4;

/// The state behind all routes of the desk.
pub(crate) struct Desk {
    pub(crate) centre: Centre,
    attempts: Rate<String>,
    attempts_of_peer: Rate<IpAddr>,
    hashes: Semaphore,
}

impl Desk {
    pub(crate) fn new(centre: Centre) -> Self {
        Self {
            centre,
            attempts: Rate::new(ATTEMPTS_PER_MINUTE_MAX, MINUTE_MS),
            attempts_of_peer: Rate::new(ATTEMPTS_PER_MINUTE_AND_PEER_MAX, MINUTE_MS),
            hashes: Semaphore::new(HASHES_AT_ONCE_MAX),
        }
    }
}

/// The table as routes of the server.
pub(crate) fn router(desk: Arc<Desk>) -> Router {
    let mut router: Router<Arc<Desk>> = Router::new();
    for row in table::ROUTES {
        let desk = Arc::clone(&desk);
        let answer = move |peer, params, request| gate::pass(desk, row, peer, params, request);
        let method = MethodFilter::try_from(row.method.clone()).expect("the table has GET and POST only");
        router = router.route(row.path, on(method, answer));
    }
    router
        .route("/desk/{*rest}", any(gate::nothing))
        .method_not_allowed_fallback(gate::nothing)
        .with_state(desk)
}

impl Centre {
    /// Every route of the desk with who may ask it, for documentation and for the tests that hold it to that.
    #[must_use]
    pub fn desk_routes() -> Vec<DeskRoute> {
        table::ROUTES.iter().map(DeskRoute::of).collect()
    }
}
