//! Somebody at the desk of a centre that runs: an account with its password and its authenticator, and a session with
//! which a test asks what a browser would. Journeys in a real browser take name, password and code from here.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};
use wire::desk::{CSRF_HEADER, SESSION_COOKIE};

use crate::Centre;

/// How long one code of an authenticator is good.
const STEP_SECS: u64 = 30;

/// An account, set up and signed in.
pub struct Desk {
    host: String,
    /// The name to sign in with.
    pub name: String,
    /// The password.
    pub password: String,
    /// What goes into an authenticator app, in base 32.
    pub secret: String,
    /// Codes that each stand for one of the authenticator's.
    pub recovery_codes: Vec<String>,
    cookie: String,
    csrf: String,
}

/// An answer of the centre.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The head as it came.
    head: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON, where it went well; the test ends here where it did not.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "the desk should answer: {}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).expect("the desk answers in JSON")
    }

    fn cookie(&self) -> Option<String> {
        let begins = format!("set-cookie: {SESSION_COOKIE}=");
        let line = self.head.lines().find(|line| line.to_lowercase().starts_with(&begins.to_lowercase()))?;
        Some(line[begins.len()..].split(';').next()?.to_owned())
    }
}

impl Centre {
    /// Makes an account in this role (`coordinator`, `commissioner`, `data_officer`, `administrator`), sets it up and
    /// signs it in. The centre must run. The code of this half minute is left for a sign-in in a browser.
    #[track_caller]
    pub fn desk(&self, name: &str, role: &str) -> Desk {
        let code = self.adds_account(name, role);
        let mut desk = Desk {
            host: self.url().trim_start_matches("http://").to_owned(),
            name: name.to_owned(),
            password: "plain kettle orange ladder".to_owned(),
            secret: String::new(),
            recovery_codes: Vec::new(),
            cookie: String::new(),
            csrf: String::new(),
        };
        let begun = desk.posts("/desk/v1/setup/begin", &json!({ "code": code })).ok();
        desk.secret = begun["secret"].as_str().expect("a secret").replace(' ', "");
        let before = desk.code_at(now_secs() - STEP_SECS);
        let chosen = json!({"code": code, "password": desk.password, "totp": before});
        let answer = desk.posts("/desk/v1/setup", &chosen);
        let done = answer.ok();
        desk.cookie = answer.cookie().expect("a session's cookie");
        desk.csrf = done["me"]["csrf"].as_str().expect("a token").to_owned();
        let codes = done["recovery_codes"].as_array().expect("codes");
        desk.recovery_codes = codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect();
        desk
    }
}

impl Desk {
    /// The authenticator's code of this half minute. Each is good once.
    pub fn code(&self) -> String {
        self.code_at(now_secs())
    }

    /// For how many seconds it is good.
    pub fn code_secs_left(&self) -> u64 {
        STEP_SECS - now_secs() % STEP_SECS
    }

    fn code_at(&self, secs: u64) -> String {
        let secret = Secret::try_from_base32(&self.secret).expect("base 32");
        let totp: Totp = Builder::new().with_secret(secret).build().expect("an authenticator");
        totp.generate(secs).to_string()
    }

    /// Asks something.
    pub fn gets(&self, target: &str) -> Answer {
        self.sends("GET", target, b"")
    }

    /// Does something.
    pub fn posts(&self, target: &str, body: &Value) -> Answer {
        self.sends("POST", target, body.to_string().as_bytes())
    }

    fn sends(&self, method: &str, target: &str, body: &[u8]) -> Answer {
        let Self { host, cookie, csrf, .. } = self;
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\norigin: http://{host}\r\n\
             content-type: application/json\r\ncookie: {SESSION_COOKIE}={cookie}\r\n{CSRF_HEADER}: {csrf}\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        let mut socket = TcpStream::connect(host).expect("the centre answers");
        socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(body)).expect("it is sent");
        let mut reply = Vec::new();
        socket.read_to_end(&mut reply).expect("a reply");
        let end = reply.windows(4).position(|four| four == b"\r\n\r\n").expect("a reply has a head");
        let head = String::from_utf8_lossy(&reply[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, head, body: reply[end + 4..].to_vec() }
    }
}

#[expect(clippy::disallowed_methods, reason = "an authenticator goes by the clock of the machine")]
fn now_secs() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
