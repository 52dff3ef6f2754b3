//! What all routes share: nonces, rates, and the form of every reply.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use domain::DeviceId;
use serde::Serialize;
use tokio::sync::Semaphore;
use wire::proto::MEDIA_TYPE;
use wire::reply::{N_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use wire::signing::reply_signature;
use wire::{Code, Fault};

use super::asked::Asked;
use super::nonce::Nonces;
use super::rate::Rate;
use crate::centre::Centre;
use crate::desk::Screens;
use crate::env::random;
use crate::error::{CentralError, cause};

/// Requests worked on at once. Each holds at most 1 MiB compressed and 4 MiB plain, so all together stay under the
/// centre's 150 MB but for a burst of the very largest.
const REQUESTS_AT_ONCE_MAX: usize = 64;
const MINUTE_MS: u64 = 60 * 1000;
/// Attempts with one beginning of a code from one address (security.md, item 11).
const ENROL_PER_HOUR_MAX: u32 = 5;
/// Attempts from one address whatever the code: a hall of champions enrols behind one.
const ENROL_PER_HOUR_AND_PEER_MAX: u32 = 60;
/// Pushes of one device (security.md, item 32): 30,000 events a minute.
const PUSH_PER_MINUTE_MAX: u32 = 60;
/// Pages pulled by one device: a whole caseload is a few.
const PULL_PER_MINUTE_MAX: u32 = 120;

/// The state behind all routes.
pub(super) struct Door {
    pub(super) centre: Centre,
    /// The pages of the desk, where this centre has them.
    pub(super) screens: Option<Screens>,
    pub(super) nonces: Nonces,
    pub(super) enrols: Rate<(IpAddr, String)>,
    pub(super) enrols_of_peer: Rate<IpAddr>,
    pub(super) pushes: Rate<DeviceId>,
    pub(super) pulls: Rate<DeviceId>,
    pub(super) room: Arc<Semaphore>,
    /// When each device was last noted as heard of; as many entries as devices.
    pub(super) heard: Mutex<HashMap<DeviceId, u64>>,
}

/// What a route answers when it goes well.
pub(super) struct Said {
    json: Vec<u8>,
    n: Option<u64>,
}

impl Said {
    /// A value, at a change number where it has one.
    pub(super) fn new(value: &impl Serialize, n: Option<u64>) -> Self {
        Self { json: serde_json::to_vec(value).expect("replies have text keys only"), n }
    }
}

impl Door {
    pub(super) fn new(centre: Centre, screens: Option<Screens>) -> Result<Self, CentralError> {
        let nonces = Nonces::new(&*centre.env)?;
        Ok(Self {
            centre,
            screens,
            nonces,
            enrols: Rate::new(ENROL_PER_HOUR_MAX, 60 * MINUTE_MS),
            enrols_of_peer: Rate::new(ENROL_PER_HOUR_AND_PEER_MAX, 60 * MINUTE_MS),
            pushes: Rate::new(PUSH_PER_MINUTE_MAX, MINUTE_MS),
            pulls: Rate::new(PULL_PER_MINUTE_MAX, MINUTE_MS),
            room: Arc::new(Semaphore::new(REQUESTS_AT_ONCE_MAX)),
            heard: Mutex::default(),
        })
    }

    pub(super) fn now(&self) -> u64 {
        self.centre.env.mono_ms()
    }

    /// The reply to a request: signed, with the next nonce, in our own media type. `path` is the route's template and
    /// never what was asked, which may hold anything.
    pub(super) fn reply(
        &self,
        path: &str,
        asked: &Asked,
        said: Result<Said, CentralError>,
    ) -> Response<Body> {
        let correlation =
            random::<8>(&*self.centre.env).map(|id| domain::text::to_hex(&id)).unwrap_or_default();
        let (status, said, wait) = match said {
            Ok(said) => (StatusCode::OK, said, None),
            Err(CentralError::Forked(mut answer)) => {
                answer.fault.correlation = Some(correlation.clone());
                (StatusCode::CONFLICT, Said::new(&*answer, None), None)
            }
            Err(error) => {
                let mut fault = error.fault();
                if fault.code == Code::Internal || fault.code == Code::Damaged {
                    tracing::error!(correlation, path, %error, source = ?cause(&error), "a request failed");
                }
                fault.correlation = Some(correlation.clone());
                let status =
                    StatusCode::from_u16(fault.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let wait = (fault.code == Code::TooMany).then_some(fault.want).flatten();
                (status, Said::new(&fault, None), wait)
            }
        };
        tracing::info!(method = asked.method, path, status = status.as_u16(), correlation, "answered");
        let Said { json, n } = said;
        let signature = reply_signature(&self.centre.keys.sign, asked.nonce(), &json);
        let mut response = Response::new(Body::from(json));
        *response.status_mut() = status;
        let mut put = |name: HeaderName, value: String| {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        };
        put(header::CONTENT_TYPE, MEDIA_TYPE.to_owned());
        put(header::CACHE_CONTROL, "no-store".to_owned());
        put(HeaderName::from_static(SIGNATURE_HEADER), signature);
        if let Ok(nonce) = self.nonces.issue(&*self.centre.env) {
            put(HeaderName::from_static(NONCE_HEADER), nonce);
        }
        if let Some(n) = n {
            put(HeaderName::from_static(N_HEADER), n.to_string());
        }
        if let Some(seconds) = wait {
            put(header::RETRY_AFTER, seconds.to_string());
        }
        response
    }
}

/// Too many requests: in so many seconds again.
pub(super) fn too_many(seconds: u64) -> Fault {
    Fault::new(Code::TooMany, "Too many requests. Wait a little, then try again.").wanting(seconds)
}
