//! Every route of the desk, and who may ask it. What is not here is not there; the matrix of the tests asks each of these
//! as everybody, and a new row without an expectation there fails.

use axum::http::Method;
use wire::desk::DeskRole::{self, Administrator, Commissioner, Coordinator, DataOfficer};

use super::route::{Access, Later, Open, Route, Within};
use super::{accounts, me, sign_in};

/// Bodies are a few fields.
const FIELDS_BYTES_MAX: usize = 16 * 1024;

const EVERYBODY: &[DeskRole] = &[Coordinator, Commissioner, DataOfficer, Administrator];
const ACCOUNTS: &[DeskRole] = &[Administrator];

/// A function as a row holds it.
macro_rules! run {
    ($function:path) => {{
        fn run<'a>(
            desk: &'a super::Desk,
            scope: &'a super::scope::Scope,
            call: &'a super::call::Call,
        ) -> Later<'a> {
            Box::pin($function(desk, scope, call))
        }
        run as Within
    }};
}

/// The same of one that anybody may ask.
macro_rules! open {
    ($function:path) => {{
        fn run<'a>(desk: &'a super::Desk, call: &'a super::call::Call) -> Later<'a> {
            Box::pin($function(desk, call))
        }
        run as Open
    }};
}

pub(super) static ROUTES: &[Route] = &[
    anybody("/desk/v1/setup/begin", open!(sign_in::begin_set_up)),
    anybody("/desk/v1/setup", open!(sign_in::set_up)),
    anybody("/desk/v1/sign-in", open!(sign_in::sign_in)),
    post("/desk/v1/sign-out", EVERYBODY, run!(sign_in::sign_out)),
    post("/desk/v1/step-up", EVERYBODY, run!(sign_in::step_up)),
    get("/desk/v1/me", EVERYBODY, run!(me::me)),
    get("/desk/v1/accounts", ACCOUNTS, run!(accounts::list)),
    stepped(post("/desk/v1/accounts", ACCOUNTS, run!(accounts::add))),
    stepped(post("/desk/v1/accounts/{account}/reset", ACCOUNTS, run!(accounts::reset))),
    post("/desk/v1/accounts/{account}/end", ACCOUNTS, run!(accounts::end)),
];

const fn get(path: &'static str, roles: &'static [DeskRole], run: Within) -> Route {
    Route { method: Method::GET, path, body_max: 0, access: Access::Roles { roles, step_up: false, run } }
}

const fn post(path: &'static str, roles: &'static [DeskRole], run: Within) -> Route {
    let access = Access::Roles { roles, step_up: false, run };
    Route { method: Method::POST, path, body_max: FIELDS_BYTES_MAX, access }
}

const fn anybody(path: &'static str, run: Open) -> Route {
    Route { method: Method::POST, path, body_max: FIELDS_BYTES_MAX, access: Access::Anybody(run) }
}

/// The same, within ten minutes of a password and a code only.
const fn stepped(mut route: Route) -> Route {
    if let Access::Roles { step_up, .. } = &mut route.access {
        *step_up = true;
    }
    route
}
