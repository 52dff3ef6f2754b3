//! Somebody at the desk, with a browser that keeps a cookie and a phone that makes codes.

use std::net::SocketAddr;
use std::sync::Arc;

use central::{Env as _, NewAccount};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};
use wire::desk::{CSRF_HEADER, DeskRole, Me, SESSION_COOKIE, SetUpBegun, SetUpDone};

use crate::http::{Answer, send};
use crate::world::{FakeEnv, World};

pub(crate) const PASSWORD: &str = "plain kettle orange ladder";

/// A browser.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) address: SocketAddr,
    env: Arc<FakeEnv>,
    pub(crate) name: String,
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    /// What the authenticator app holds.
    secret: String,
    pub(crate) recovery_codes: Vec<String>,
}

impl Browser {
    /// One that nobody is signed in with.
    pub(crate) fn of_nobody(world: &World, address: SocketAddr) -> Self {
        Self {
            address,
            env: world.env.clone(),
            name: String::new(),
            cookie: String::new(),
            csrf: String::new(),
            secret: String::new(),
            recovery_codes: Vec::new(),
        }
    }

    /// An account made by the operator and set up here, signed in.
    pub(crate) async fn of(
        world: &World,
        address: SocketAddr,
        name: &str,
        role: DeskRole,
        team: Option<&str>,
    ) -> Self {
        let new = NewAccount { name: name.to_owned(), role, team: team.map(str::to_owned) };
        let code = world.centre.add_account(new).await.expect("an account").code;
        let mut browser = Self::of_nobody(world, address);
        browser.name = name.to_owned();
        browser.sets_up(code.reveal()).await;
        browser
    }

    pub(crate) async fn sets_up(&mut self, code: &str) {
        let begun = self.post("/desk/v1/setup/begin", &json!({"code": code})).await;
        assert_eq!(begun.status, 200, "the code is good: {:?}", begun.text());
        let begun: SetUpBegun = begun.json();
        assert_eq!(begun.name, self.name, "it is for this account");
        self.secret = begun.secret.reveal().replace(' ', "");
        let chosen = json!({"code": code, "password": PASSWORD, "totp": self.next_code()});
        let done = self.post("/desk/v1/setup", &chosen).await;
        assert_eq!(done.status, 200, "it is set up: {:?}", done.text());
        self.keeps(&done);
        let SetUpDone { me, recovery_codes } = done.json();
        self.csrf = me.csrf;
        self.recovery_codes = recovery_codes.into_iter().map(|code| code.into_inner()).collect();
    }

    /// The authenticator's next code: half a minute passes first, since each is good once.
    pub(crate) fn next_code(&self) -> String {
        self.env.passes(30_000);
        self.code_now()
    }

    /// The code of this half minute.
    pub(crate) fn code_now(&self) -> String {
        let secret = Secret::try_from_base32(&self.secret).expect("base 32");
        let totp = Builder::new().with_secret(secret).build().expect("an authenticator");
        totp.generate(self.env.wall_ms() / 1000).to_string()
    }

    pub(crate) async fn tries(&self, password: &str, code: &str) -> Answer {
        let typed = json!({"name": self.name, "password": password, "code": code});
        self.post("/desk/v1/sign-in", &typed).await
    }

    pub(crate) async fn signs_in(&mut self) {
        let code = self.next_code();
        let answer = self.tries(PASSWORD, &code).await;
        assert_eq!(answer.status, 200, "signed in: {:?}", answer.text());
        self.keeps(&answer);
        self.csrf = answer.json::<Me>().csrf;
    }

    pub(crate) async fn me(&self) -> Me {
        let answer = self.get("/desk/v1/me").await;
        assert_eq!(answer.status, 200, "{:?}", answer.text());
        answer.json()
    }

    /// Keeps what the answer sets.
    pub(crate) fn keeps(&mut self, answer: &Answer) {
        let set = answer.header("set-cookie");
        let (name, rest) = set.split_once('=').expect("a cookie is set");
        assert_eq!(name, SESSION_COOKIE, "the session's");
        self.cookie = rest.split(';').next().unwrap_or_default().to_owned();
    }

    pub(crate) async fn get(&self, target: &str) -> Answer {
        send(self.address, "GET", target, &self.headers(), &[]).await
    }

    pub(crate) async fn post(&self, target: &str, body: &Value) -> Answer {
        self.posts_bytes(target, body.to_string().as_bytes()).await
    }

    pub(crate) async fn posts_bytes(&self, target: &str, body: &[u8]) -> Answer {
        send(self.address, "POST", target, &self.headers(), body).await
    }

    /// What a browser sends with every request of a page of this site.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("content-type", "application/json".to_owned()),
            ("origin", format!("http://{}", self.address)),
            ("sec-fetch-site", "same-origin".to_owned()),
        ];
        if !self.cookie.is_empty() {
            headers.push(("cookie", format!("other=1; {SESSION_COOKIE}={}", self.cookie)));
        }
        if !self.csrf.is_empty() {
            headers.push((CSRF_HEADER, self.csrf.clone()));
        }
        headers
    }
}
