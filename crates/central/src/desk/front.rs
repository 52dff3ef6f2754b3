//! How the desk is reached, and with which screens.

use std::path::PathBuf;

use wire::{Code, Fault};

use super::call::Call;

/// What whoever starts the centre says of the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFront {
    /// The folder of the built screens; without it the desk is its API alone.
    pub screens: Option<PathBuf>,
    /// The address that browsers use, such as `https://doorstep.example.org`; without it, whichever they ask by.
    pub url: Option<String>,
}

/// The address that browsers use, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PublicUrl(String);

impl PublicUrl {
    /// Reads an address: a scheme, a host and perhaps a port, and nothing else.
    ///
    /// # Errors
    /// `Malformed`, also for plain HTTP to anything but this very machine: its cookies would not be kept.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let wrong = |message: &str| Fault::new(Code::Malformed, message).about("url");
        let text = text.trim_end_matches('/');
        let (scheme, host) = text
            .split_once("://")
            .ok_or_else(|| wrong("An address begins with https://, as https://doorstep.example.org."))?;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter);
        if host.is_empty() || !host.chars().all(is_plain) {
            return Err(wrong("An address has a host and perhaps a port, and nothing after it."));
        }
        let name = host.trim_start_matches('[').split([']', ':']).next().unwrap_or_default();
        let is_here = name == "localhost" || name.starts_with("127.") || host.starts_with("[::1]");
        match scheme {
            "https" => Ok(Self(text.to_owned())),
            "http" if is_here => Ok(Self(text.to_owned())),
            _ => Err(wrong("Browsers reach a desk by https://, but for one on this very machine.")),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_tls(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// Whether a browser says that a page of this very site asks. Other programs say nothing, and have no cookie to misuse.
pub(super) fn is_of_this_site(url: Option<&PublicUrl>, call: &Call) -> bool {
    let (site, origin) = (call.header("sec-fetch-site"), call.header("origin"));
    let is_own = match url {
        Some(url) => origin == url.as_str(),
        None => origin.split_once("://").map(|(_, host)| host) == Some(call.header("host")),
    };
    (site.is_empty() || site == "same-origin") && (origin.is_empty() || is_own)
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn an_address_is_https_or_this_machine() {
        let read = |text| PublicUrl::parse(text).map(|url| url.as_str().to_owned());
        assert_eq!(read("https://desk.example.org/").as_deref(), Ok("https://desk.example.org"), "no slash");
        assert_eq!(read("http://127.0.0.1:8460").as_deref(), Ok("http://127.0.0.1:8460"), "this machine");
        for wrong in ["http://desk.example.org", "desk.example.org", "https://", "https://a/b", "ftp://a"] {
            assert!(read(wrong).is_err(), "{wrong} is refused");
        }
    }
}
