//! The way to the centre, as a shell provides it.

/// Sends a request and waits for the answer. It does not redirect, retry or interpret anything: a redirect is
/// a captive portal's doing, and whether to try again is decided where it is known what was sent.
#[expect(async_fn_in_trait, reason = "a browser's future cannot be Send; a desktop runs this on one thread")]
pub trait Transport {
    /// Sends one request.
    ///
    /// # Errors
    /// [`Offline`] where no answer came within the shell's time-out.
    async fn send(&self, request: &Request) -> Result<Answer, Offline>;
}

/// A request, ready to be sent as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The centre's address without a slash at its end: `https://doorstep.example.org`.
    pub address: String,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path: `/v1/push`.
    pub path: &'static str,
    /// The query without its question mark; empty where there is none.
    pub query: String,
    /// Headers by name.
    pub headers: Vec<(&'static str, String)>,
    /// The body, empty for `GET`.
    pub body: Vec<u8>,
}

impl Request {
    /// Address, path and query in one.
    #[must_use]
    pub fn url(&self) -> String {
        let Self { address, path, query, .. } = self;
        if query.is_empty() { format!("{address}{path}") } else { format!("{address}{path}?{query}") }
    }
}

/// An answer, whoever it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as it came, within the shell's limit of [`ANSWER_BYTES_MAX`].
    pub body: Vec<u8>,
}

/// The largest answer that a shell reads: a page of pull is at most 256 KiB and a receipt is far smaller.
pub const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

impl Answer {
    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// No answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer came")]
pub struct Offline;
