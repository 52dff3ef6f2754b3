//! The built screens, as the desk's pages: read once at the start, and answered from memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use domain::text::to_hex;
use sha2::{Digest as _, Sha256};

use crate::error::CentralError;

/// The most that is read: the screens are a few hundred KiB with their fonts.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Nothing but this very centre, and no script or style that stands in a page.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'none'";
/// Files under a name that holds their hash never change.
const KEPT: &str = "public, max-age=31536000, immutable";
/// A year, and all names below this one.
const ONLY_TLS: &str = "max-age=31536000; includeSubDomains";
/// The page of everything.
const INDEX: &str = "index.html";
/// What the build names by hash.
const ASSETS: &str = "assets/";

/// Files by their paths below the folder, with forward slashes.
pub(crate) struct Screens {
    files: BTreeMap<String, File>,
    is_tls: bool,
}

struct File {
    bytes: Bytes,
    kind: &'static str,
    /// Its hash, by which a browser asks whether it changed.
    tag: String,
}

impl Screens {
    /// Reads a folder. `is_tls`: browsers reach it by HTTPS, and shall never come otherwise.
    ///
    /// # Errors
    /// `Io` where it cannot be read, holds no `index.html`, or is far too large to be the screens.
    pub(crate) fn read(folder: &Path, is_tls: bool) -> Result<Self, CentralError> {
        let failed = |source| CentralError::Io { what: "the folder of the screens", source };
        let mut screens = Self { files: BTreeMap::new(), is_tls };
        let mut left = BYTES_MAX;
        let mut folders: Vec<(PathBuf, String)> = vec![(folder.to_owned(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in std::fs::read_dir(folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                let data = entry.metadata().map_err(failed)?;
                if data.is_dir() {
                    folders.push((entry.path(), format!("{name}/")));
                } else if data.is_file() {
                    let too_large = || failed(std::io::ErrorKind::FileTooLarge.into());
                    left = left.checked_sub(data.len()).ok_or_else(too_large)?;
                    screens.add(name, std::fs::read(entry.path()).map_err(failed)?);
                }
            }
        }
        if !screens.files.contains_key(INDEX) {
            return Err(failed(std::io::ErrorKind::NotFound.into()));
        }
        Ok(screens)
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        let tag = format!("\"{}\"", to_hex(&Sha256::digest(&bytes)[..16]));
        let file = File { kind: kind(&name), tag, bytes: bytes.into() };
        self.files.insert(name, file);
    }

    /// Answers a path; none where there is no such file.
    pub(crate) fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        let name = match path.trim_start_matches('/') {
            "" => INDEX,
            name => name,
        };
        let file = self.files.get(name)?;
        let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let is_known = known.is_some_and(|known| known.split(',').any(|tag| tag.trim() == file.tag));
        let mut response = Response::new(if is_known { Body::empty() } else { file.bytes.clone().into() });
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let kept = if name.starts_with(ASSETS) { KEPT } else { "no-cache" };
        let fixed = [
            (header::CONTENT_TYPE, file.kind),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::CACHE_CONTROL, kept),
        ];
        for (name, value) in fixed {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        if self.is_tls {
            let only_tls = HeaderValue::from_static(ONLY_TLS);
            response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, only_tls);
        }
        if let Ok(tag) = HeaderValue::from_str(&file.tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        Some(response)
    }
}

/// What a file is, by its name. An unknown one is bytes, which a browser neither shows nor runs.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt" | "ftl") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}
