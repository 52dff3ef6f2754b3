//! Every route of the desk, and who may ask it. What is not here is not there; the matrix of the tests asks each of these
//! as everybody, and a new row without an expectation there fails.

use ::returns::frozen::FILE_BYTES_MAX;
use axum::http::Method;
use wire::desk::DeskRole::{self, Administrator, Commissioner, Coordinator, DataOfficer};

use super::route::{Access, Later, Open, Route, Within};
use super::{accounts, audit, births, champions, me, reach, returns, review, safety, sign_in, verify, week};

/// Bodies are a few fields.
const FIELDS_BYTES_MAX: usize = 16 * 1024;

/// Five thousand ids of 39 bytes, as a list: more than a phone records in a year.
const IDS_BYTES_MAX: usize = 5_000 * 39 + 100;

const EVERYBODY: &[DeskRole] = &[Coordinator, Commissioner, DataOfficer, Administrator];
const ACCOUNTS: &[DeskRole] = &[Administrator];
/// Exact figures, and the week as it comes in.
const STAFF: &[DeskRole] = &[Coordinator, DataOfficer];
/// Figures: exact for staff, as released for commissioners.
const READERS: &[DeskRole] = &[Coordinator, Commissioner, DataOfficer];
/// Champions and their devices.
const TEAM: &[DeskRole] = &[Coordinator];
/// How safe what is held is: numbers, and devices of one's own team.
const SAFETY: &[DeskRole] = &[Coordinator, DataOfficer, Administrator];
const AUDIT: &[DeskRole] = &[DataOfficer, Administrator];
const REVIEW: &[DeskRole] = &[Coordinator];

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
    get("/desk/v1/weeks/{week}", STAFF, run!(week::week)),
    stepped(of_size(IDS_BYTES_MAX, post("/desk/v1/kept-aside/accept", TEAM, run!(week::accept)))),
    get("/desk/v1/reach", READERS, run!(reach::reach)),
    get("/desk/v1/reach/areas", READERS, run!(reach::areas)),
    get("/desk/v1/reach/trend", READERS, run!(reach::trend)),
    get("/desk/v1/area/shapes", READERS, run!(reach::shapes)),
    get("/desk/v1/returns", READERS, run!(returns::list)),
    get("/desk/v1/returns/{week}", READERS, run!(returns::review)),
    post("/desk/v1/returns/{week}/freeze", TEAM, run!(returns::freeze)),
    stepped(get("/desk/v1/returns/{week}/file", STAFF, run!(returns::file))),
    get("/desk/v1/returns/{week}/public-file", READERS, run!(returns::public_file)),
    of_size(FILE_BYTES_MAX, post("/desk/v1/returns/verify", STAFF, run!(verify::uploaded))),
    post("/desk/v1/returns/{week}/verify", STAFF, run!(verify::held)),
    get("/desk/v1/champions", TEAM, run!(champions::list)),
    stepped(post("/desk/v1/champions/{champion}/invite", TEAM, run!(champions::invite))),
    stepped(post("/desk/v1/devices/{device}/confirm", TEAM, run!(champions::confirm))),
    post("/desk/v1/devices/{device}/revoke", TEAM, run!(champions::revoke)),
    get("/desk/v1/safety", SAFETY, run!(safety::safety)),
    get("/desk/v1/audit", AUDIT, run!(audit::page)),
    get("/desk/v1/accounts", ACCOUNTS, run!(accounts::list)),
    stepped(post("/desk/v1/accounts", ACCOUNTS, run!(accounts::add))),
    stepped(post("/desk/v1/accounts/{account}/reset", ACCOUNTS, run!(accounts::reset))),
    post("/desk/v1/accounts/{account}/end", ACCOUNTS, run!(accounts::end)),
    get("/desk/v1/review", REVIEW, run!(review::queue)),
    post("/desk/v1/review/decide", REVIEW, run!(review::decide)),
    post("/desk/v1/review/ask", REVIEW, run!(review::ask)),
    post("/desk/v1/review/undo", REVIEW, run!(review::undo)),
    post("/desk/v1/review/settle", REVIEW, run!(review::settle)),
    get("/desk/v1/births", REVIEW, run!(births::lists)),
    post("/desk/v1/births/{list}/missed", REVIEW, run!(births::missed)),
    get("/desk/v1/births/{list}/worklist", REVIEW, run!(births::worklist)),
    post("/desk/v1/births/{list}/follow-up", REVIEW, run!(births::follow_up)),
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

/// The same with a body as large as this.
const fn of_size(body_max: usize, mut route: Route) -> Route {
    route.body_max = body_max;
    route
}

/// The same, within ten minutes of a password and a code only.
const fn stepped(mut route: Route) -> Route {
    if let Access::Roles { step_up, .. } = &mut route.access {
        *step_up = true;
    }
    route
}
