//! The door for devices: HTTP on the outside, [`Centre`] on the inside. TLS is the proxy's in front of it; requests and
//! replies are signed all the same.

mod asked;
mod caller;
mod decode;
pub(crate) mod depth;
mod door;
mod nonce;
pub(crate) mod rate;
mod routes;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use tower_http::timeout::TimeoutLayer;

use crate::centre::Centre;
use crate::desk::{Desk, DeskFront, PublicUrl, Screens};
use crate::error::CentralError;
use door::Door;

/// How long a request may take in all, in seconds: the largest body over a slow phone network, and to spare.
const REQUEST_SECS_MAX: u64 = 60;

impl Centre {
    /// [`Centre::serve_with`] with no screens: devices, and the desk's API.
    ///
    /// # Errors
    /// As there.
    pub async fn serve(
        &self,
        listen: SocketAddr,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(SocketAddr, impl Future<Output = Result<(), CentralError>> + Send + 'static), CentralError>
    {
        self.serve_with(listen, DeskFront::default(), stop).await
    }

    /// Takes an address (port 0 for any free one) and answers devices there until `stop` is done; requests under way
    /// are then answered first. The address is taken when this returns, so nobody needs to wait for it to be up; the
    /// future does the answering, and must be run.
    ///
    /// # Errors
    /// `Io` where the address cannot be taken or the screens cannot be read; `Refused` with `Malformed` for an address
    /// of the desk that is none; from the future `Io` where the system takes the address away.
    pub async fn serve_with(
        &self,
        listen: SocketAddr,
        front: DeskFront,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(SocketAddr, impl Future<Output = Result<(), CentralError>> + Send + 'static), CentralError>
    {
        let url = front.url.as_deref().map(PublicUrl::parse).transpose()?;
        let is_tls = url.as_ref().is_some_and(PublicUrl::is_tls);
        let screens = front.screens.as_deref().map(|folder| Screens::read(folder, is_tls)).transpose()?;
        let failed = |source| CentralError::Io { what: "the address to listen on", source };
        let socket = tokio::net::TcpListener::bind(listen).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        let desk = crate::desk::router(Arc::new(Desk::new(self.clone(), url)));
        let router = router(Door::new(self.clone(), screens)?).merge(desk);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving =
            async move { axum::serve(socket, service).with_graceful_shutdown(stop).await.map_err(failed) };
        Ok((address, serving))
    }
}

fn router(door: Door) -> Router {
    let slow = TimeoutLayer::with_status_code(
        StatusCode::SERVICE_UNAVAILABLE,
        Duration::from_secs(REQUEST_SECS_MAX),
    );
    Router::new()
        .route("/v1/enrol", post(routes::enrol))
        .route("/v1/nonce", get(routes::nonce))
        .route("/v1/push", post(routes::push))
        .route("/v1/deposit", post(routes::deposit))
        .route("/v1/pull", get(routes::pull))
        .route("/healthz", get(routes::health))
        .route("/", get(routes::page))
        .fallback(routes::nothing)
        .method_not_allowed_fallback(routes::nothing)
        .layer(slow)
        .with_state(Arc::new(door))
}
