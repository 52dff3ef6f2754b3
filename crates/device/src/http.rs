//! The way to the centre over HTTPS, for shells with a network stack of their own.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use wire::{Code, Fault};

use crate::transport::{ANSWER_BYTES_MAX, Answer, Offline, Request, Transport};

/// How long one request may take in all: an answer after this is as good as none, and the same batch goes again.
const REQUEST_SECS_MAX: u64 = 30;
/// How long connecting may take.
const CONNECT_SECS_MAX: u64 = 10;

/// A client for any centre. It follows no redirect: the centre makes none, and a captive portal lives by them.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
}

impl Http {
    /// The client.
    ///
    /// # Errors
    /// `Internal` where this build has no way to secure a connection.
    pub fn new() -> Result<Self, Fault> {
        let none = || Fault::new(Code::Internal, "This build of Doorstep cannot secure a connection.");
        #[cfg(feature = "tls-provider")]
        {
            // Somebody else in this process may have chosen the provider already; theirs is as good.
            let _chosen = rustls::crypto::ring::default_provider().install_default();
        }
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            return Err(none());
        }
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(REQUEST_SECS_MAX))
            .connect_timeout(Duration::from_secs(CONNECT_SECS_MAX))
            .referer(false)
            .build()
            .map_err(|_| none())?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, reqwest::Error> {
        let Request { address: _, method, path: _, query: _, headers, body } = request;
        let method = if *method == "POST" { Method::POST } else { Method::GET };
        let mut builder = self.client.request(method, request.url());
        for (name, value) in headers {
            builder = builder.header(*name, value);
        }
        if !body.is_empty() {
            builder = builder.body(body.clone());
        }
        let mut response = builder.send().await?;
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect();
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await? {
            body.extend_from_slice(&part);
            if body.len() > ANSWER_BYTES_MAX {
                // Not from the centre: it is cut off, does not verify, and counts as no network.
                break;
            }
        }
        Ok(Answer { status, headers, body })
    }
}

/// Runs a task of the device to its end on this thread, for a shell that has no runtime of its own. A client
/// keeps connections that end with the run in which they began, so each run takes a client of its own.
///
/// # Errors
/// `Internal` where the system has nothing to wait on the network with.
pub fn run<T>(task: impl Future<Output = T>) -> Result<T, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|_| Fault::new(Code::Internal, "The network cannot be waited for on this system."))?;
    Ok(runtime.block_on(task))
}

impl Transport for Http {
    async fn send(&self, request: &Request) -> Result<Answer, Offline> {
        self.exchange(request).await.map_err(|_| Offline)
    }
}
