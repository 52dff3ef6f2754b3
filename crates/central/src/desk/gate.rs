//! The way of every request of the desk, whatever it asks: who, may they, did this page ask it; then what, and a line in
//! the log that holds the route's template and nothing that was sent.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::{Method, Response};
use wire::desk::CSRF_HEADER;
use wire::{Code, Fault};

use super::Desk;
use super::answer::{Answer, refusal};
use super::call::Call;
use super::front::is_of_this_site;
use super::route::{Access, Route};
use super::session::{Token, stepped_up_until};
use crate::env::random;
use crate::error::CentralError;

/// Answers a request to a route of the table.
pub(super) async fn pass(
    desk: Arc<Desk>,
    route: &'static Route,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    params: RawPathParams,
    request: Request,
) -> Response<Body> {
    let answer = match read(route, peer, &params, request).await {
        Ok(call) => desk.answer(route, &call).await,
        Err(fault) => Err(fault.into()),
    };
    desk.said(route.method.as_str(), route.path, answer)
}

/// Answers whatever is no route of the desk.
pub(super) async fn nothing(State(desk): State<Arc<Desk>>) -> Response<Body> {
    let fault = Fault::new(Code::NotFound, "There is nothing here.");
    desk.said("-", "-", Err(fault.into()))
}

async fn read(
    route: &Route,
    peer: SocketAddr,
    params: &RawPathParams,
    request: Request,
) -> Result<Call, Fault> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, route.body_max).await;
    let too_large = |_| Fault::new(Code::TooLarge, "This is more than the centre takes in one go.");
    Ok(Call {
        params: params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        peer: peer.ip(),
        body: body.map_err(too_large)?,
    })
}

impl Desk {
    async fn answer(&self, route: &Route, call: &Call) -> Result<Answer, CentralError> {
        let changes = route.method != Method::GET;
        if changes && !is_of_this_site(self.url.as_ref(), call) {
            return Err(other_site().into());
        }
        match &route.access {
            Access::Anybody(run) => run(self, call).await,
            Access::Roles { roles, step_up, run } => {
                let token = Token::of(call).ok_or_else(sign_in_needed)?;
                let scope = self.centre.scope_of(&token).await?.ok_or_else(sign_in_needed)?;
                if changes && !token.is_csrf(&self.centre, call.header(CSRF_HEADER)) {
                    return Err(other_site().into());
                }
                if !roles.contains(&scope.role()) {
                    return Err(Fault::new(Code::NotPermitted, "This is not open to your role.").into());
                }
                if *step_up && self.centre.env.wall_ms() >= stepped_up_until(scope.session()) {
                    let message = "Give your password and a code once more, then try again.";
                    return Err(Fault::new(Code::StepUpNeeded, message).into());
                }
                run(self, &scope, call).await
            }
        }
    }

    fn said(&self, method: &str, path: &str, answer: Result<Answer, CentralError>) -> Response<Body> {
        let correlation =
            random::<8>(&*self.centre.env).map(|id| domain::text::to_hex(&id)).unwrap_or_default();
        let response = match answer {
            Ok(answer) => answer.response(),
            Err(error) => {
                let mut fault = error.fault();
                if fault.code == Code::Internal || fault.code == Code::Damaged {
                    let source = crate::error::cause(&error);
                    tracing::error!(correlation, path, %error, ?source, "a request of the desk failed");
                }
                fault.correlation = Some(correlation.clone());
                refusal(&fault)
            }
        };
        let status = response.status().as_u16();
        tracing::info!(method, path, status, correlation, "answered at the desk");
        response
    }
}

fn other_site() -> Fault {
    Fault::new(Code::NotPermitted, "This page is out of date. Load it again.")
}

fn sign_in_needed() -> Fault {
    Fault::new(Code::SignInNeeded, "Sign in first.")
}
