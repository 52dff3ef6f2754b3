//! What a route answers: JSON, or a file to keep.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use wire::{Code, Fault};

/// An answer that went well.
pub(crate) struct Answer {
    body: Vec<u8>,
    kind: &'static str,
    /// What the browser calls the file.
    name: Option<String>,
    /// A new cookie, or the end of the one there is.
    cookie: Option<String>,
}

impl Answer {
    /// A value as JSON.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).expect("answers have text keys and finite numbers only");
        Self { body, kind: "application/json", name: None, cookie: None }
    }

    /// A file to keep.
    pub(crate) fn file(name: String, kind: &'static str, body: Vec<u8>) -> Self {
        Self { body, kind, name: Some(name), cookie: None }
    }

    /// The same, and the browser keeps this cookie from now on.
    pub(crate) fn with_cookie(self, cookie: String) -> Self {
        Self { cookie: Some(cookie), ..self }
    }

    pub(super) fn response(self) -> Response<Body> {
        let Self { body, kind, name, cookie } = self;
        let mut response = Response::new(Body::from(body));
        put(&mut response, header::CONTENT_TYPE, kind);
        if let Some(name) = name {
            put(&mut response, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""));
        }
        if let Some(cookie) = cookie {
            put(&mut response, header::SET_COOKIE, &cookie);
        }
        guarded(response)
    }
}

/// A refusal: its code, its sentence, and a number by which the log can be searched.
pub(super) fn refusal(fault: &Fault) -> Response<Body> {
    let body = serde_json::to_vec(fault).expect("a fault is plain text");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(fault.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    put(&mut response, header::CONTENT_TYPE, "application/json");
    if let (Code::TooMany, Some(seconds)) = (fault.code, fault.want) {
        put(&mut response, header::RETRY_AFTER, &seconds.to_string());
    }
    guarded(response)
}

/// Nothing of the desk is kept by a browser or a proxy, nor shown as anything but what it is.
fn guarded(mut response: Response<Body>) -> Response<Body> {
    put(&mut response, header::CACHE_CONTROL, "no-store");
    put(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(&mut response, header::REFERRER_POLICY, "no-referrer");
    put(
        &mut response,
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; sandbox",
    );
    response
}

fn put(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
