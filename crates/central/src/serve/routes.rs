//! One function a route.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, Response, header};
use axum::response::IntoResponse;
use wire::deposit::{DEPOSIT_BYTES_MAX, Deposit};
use wire::enrol::EnrolRequest;
use wire::proto::PUSH_EVENTS_MAX;
use wire::pull::PullQuery;
use wire::push::Push;
use wire::reply::{MIN_N_HEADER, NonceReply};
use wire::{Code, Fault};

use super::asked::{Asked, too_large};
use super::caller::{By, check_in_use, owner};
use super::decode::{decode, malformed};
use super::door::{Door, Said, too_many};
use crate::enrol::{check_proto, check_upload};
use crate::error::CentralError;
use crate::ingest;
use crate::invite::prefix;

/// What stands at `/` where there are no screens: what this is.
const PAGE: &str = include_str!("page.html");

type Shared = State<Arc<Door>>;
type Peer = ConnectInfo<SocketAddr>;

/// `POST /v1/enrol`.
pub(super) async fn enrol(State(door): Shared, ConnectInfo(peer): Peer, request: Request) -> Response<Body> {
    let asked = Asked::read(peer, request).await;
    let said = door.enrol(&asked).await;
    door.reply("/v1/enrol", &asked, said)
}

/// `GET /v1/nonce`.
pub(super) async fn nonce(State(door): Shared, ConnectInfo(peer): Peer, request: Request) -> Response<Body> {
    let asked = Asked::read(peer, request).await;
    let said = door.nonce();
    door.reply("/v1/nonce", &asked, said)
}

/// `POST /v1/push`.
pub(super) async fn push(State(door): Shared, ConnectInfo(peer): Peer, request: Request) -> Response<Body> {
    let Ok(_room) = door.room.clone().try_acquire_owned() else {
        return busy(&door, "/v1/push", peer, request).await;
    };
    let asked = Asked::read(peer, request).await;
    let said = door.push(&asked).await;
    door.reply("/v1/push", &asked, said)
}

/// `POST /v1/deposit`.
pub(super) async fn deposit(
    State(door): Shared,
    ConnectInfo(peer): Peer,
    request: Request,
) -> Response<Body> {
    let Ok(_room) = door.room.clone().try_acquire_owned() else {
        return busy(&door, "/v1/deposit", peer, request).await;
    };
    let asked = Asked::read(peer, request).await;
    let said = door.deposit(&asked).await;
    door.reply("/v1/deposit", &asked, said)
}

/// `GET /v1/pull`.
pub(super) async fn pull(State(door): Shared, ConnectInfo(peer): Peer, request: Request) -> Response<Body> {
    let Ok(_room) = door.room.clone().try_acquire_owned() else {
        return busy(&door, "/v1/pull", peer, request).await;
    };
    let asked = Asked::read(peer, request).await;
    let said = door.pull(&asked).await;
    door.reply("/v1/pull", &asked, said)
}

/// A file of the screens; else whatever is not here, and whatever is asked in another way than here.
pub(super) async fn nothing(
    State(door): Shared,
    ConnectInfo(peer): Peer,
    request: Request,
) -> Response<Body> {
    if let Some(file) = screen(&door, &request) {
        return file;
    }
    let asked = Asked::read(peer, request).await;
    let said = Err(Fault::new(Code::NotFound, "There is nothing here.").into());
    door.reply("-", &asked, said)
}

/// `GET /healthz`: the ledger answers.
pub(super) async fn health(State(door): Shared) -> Response<Body> {
    let centre = &door.centre;
    match centre.ledger.head(centre.authority.id).await {
        Ok(_) => "ok\n".into_response(),
        Err(_) => {
            (axum::http::StatusCode::SERVICE_UNAVAILABLE, "the ledger does not answer\n").into_response()
        }
    }
}

/// `GET /`: the desk, or where there are no screens what this is.
pub(super) async fn page(State(door): Shared, request: Request) -> Response<Body> {
    if let Some(file) = screen(&door, &request) {
        return file;
    }
    let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, PAGE).into_response()
}

/// The file of the screens that is asked for, if there is one.
fn screen(door: &Door, request: &Request) -> Option<Response<Body>> {
    let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
    let screens = door.screens.as_ref().filter(|_| is_read)?;
    screens.answer(request.uri().path(), request.headers())
}

/// Full: the body is not read, so that a flood costs as little as can be.
async fn busy(door: &Door, path: &str, peer: SocketAddr, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let asked = Asked::read(peer, Request::from_parts(parts, Body::empty())).await;
    let fault = Fault::new(Code::Unavailable, "The centre has its hands full. Try again.");
    door.reply(path, &asked, Err(fault.into()))
}

impl Door {
    fn nonce(&self) -> Result<Said, CentralError> {
        let env = &*self.centre.env;
        let reply = NonceReply {
            epoch: self.centre.authority.epoch,
            nonce: self.nonces.issue(env)?,
            server_time_ms: env.wall_ms(),
        };
        Ok(Said::new(&reply, None))
    }

    async fn enrol(&self, asked: &Asked) -> Result<Said, CentralError> {
        let request: EnrolRequest = decode(asked)?;
        self.enrols_of_peer.ask(asked.peer, self.now()).map_err(too_many)?;
        self.enrols.ask((asked.peer, prefix(request.code.reveal())), self.now()).map_err(too_many)?;
        let nonce = self.nonces.issue(&*self.centre.env)?;
        Ok(Said::new(&self.centre.enrol(request, nonce).await?, None))
    }

    async fn push(&self, asked: &Asked) -> Result<Said, CentralError> {
        let device = self.caller(asked, By::SigningKey).await?;
        self.pushes.ask(device.id, self.now()).map_err(too_many)?;
        let push: Push = decode(asked)?;
        let proto = push.proto;
        check_upload(proto)?;
        if push.events.len() > PUSH_EVENTS_MAX {
            return Err(too_large().into());
        }
        let run = ingest::of(push)?;
        let taken = self.centre.ingest(owner(&device), &run, &[]).await?;
        let n = taken.n;
        Ok(Said::new(&self.centre.receipt(taken, &device, proto, asked.nonce()), Some(n)))
    }

    async fn deposit(&self, asked: &Asked) -> Result<Said, CentralError> {
        let device = self.caller(asked, By::DepositKey).await?;
        self.pushes.ask(device.id, self.now()).map_err(too_many)?;
        let Deposit { proto, stream, frames, apart } = decode(asked)?;
        check_upload(proto)?;
        if frames.0.len() > DEPOSIT_BYTES_MAX {
            return Err(too_large().into());
        }
        let taken = if apart {
            self.centre.keep(owner(&device), stream, &frames.0).await?.taken
        } else {
            self.centre.deposit(owner(&device), stream, &frames.0).await?
        };
        let n = taken.n;
        Ok(Said::new(&self.centre.receipt(taken, &device, proto, asked.nonce()), Some(n)))
    }

    async fn pull(&self, asked: &Asked) -> Result<Said, CentralError> {
        let device = self.caller(asked, By::SigningKey).await?;
        check_in_use(&device)?;
        self.pulls.ask(device.id, self.now()).map_err(too_many)?;
        let min_n = match asked.header(MIN_N_HEADER) {
            "" => 0,
            text => text.parse().map_err(|_| malformed())?,
        };
        let query: PullQuery = asked.query.parse().map_err(|_| malformed())?;
        check_proto(query.proto)?;
        let reply = self.centre.pull(&device, &query, min_n).await?;
        let n = reply.n;
        Ok(Said::new(&reply, Some(n)))
    }
}
