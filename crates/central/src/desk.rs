//! The desk: what a coordinator, commissioner, data officer or administrator asks in a browser, `/desk/v1/…`.
//!
//! The way of a request: `table` (one row a route: who may, and whether it needs a step-up) → `gate` (cookie, role,
//! step-up, CSRF, rate) → one function in the file of its task, which is handed a [`Scope`] and can reach nothing
//! beyond it → `answer`. A route without a row does not exist, and the matrix of the tests is generated from the table.

mod accounts;
mod answer;
mod audit;
mod births;
mod call;
mod champions;
mod counted;
mod figure;
mod front;
mod gate;
mod me;
mod password;
mod people;
mod reach;
mod release;
mod returns;
mod review;
mod route;
mod safety;
mod scope;
mod screens;
mod session;
mod sign_in;
mod table;
mod totp;
mod verify;
mod week;

pub use front::DeskFront;
pub(crate) use front::PublicUrl;
pub use route::DeskRoute;
pub(crate) use screens::Screens;

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::{MethodFilter, any, on};
use tokio::sync::Semaphore;

use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
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
    url: Option<PublicUrl>,
    attempts: Rate<String>,
    attempts_of_peer: Rate<IpAddr>,
    hashes: Semaphore,
    last_counted: Mutex<Option<counted::LastCounted>>,
}

impl Desk {
    pub(crate) fn new(centre: Centre, url: Option<PublicUrl>) -> Self {
        Self {
            centre,
            url,
            attempts: Rate::new(ATTEMPTS_PER_MINUTE_MAX, MINUTE_MS),
            attempts_of_peer: Rate::new(ATTEMPTS_PER_MINUTE_AND_PEER_MAX, MINUTE_MS),
            hashes: Semaphore::new(HASHES_AT_ONCE_MAX),
            last_counted: Mutex::default(),
        }
    }

    /// The address at which people reach this centre: the one that was said, or what their browser says, which the gate
    /// has held against the host that was asked.
    fn address(&self, call: &call::Call) -> String {
        match (&self.url, call.header("origin")) {
            (Some(url), _) => url.as_str().to_owned(),
            (None, "") => format!("http://{}", call.header("host")),
            (None, origin) => origin.to_owned(),
        }
    }

    /// Runs what takes a while away from the threads that answer.
    async fn away<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, CentralError> {
        let stopped = |_| Fault::new(Code::Unavailable, "The centre is stopping. Try again.");
        Ok(tokio::task::spawn_blocking(job).await.map_err(stopped)?)
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
