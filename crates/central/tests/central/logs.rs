//! No personal data in any log line, whatever goes wrong.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use central::Centre;
use serde_json::json;
use wire::desk::DeskRole;

use crate::desk::browser::Browser;
use crate::http::send;
use crate::phone::{came, child, session};
use crate::world::{AMINA, World};

/// Names that stand nowhere else.
const CANARIES: usize = 200;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no test panics while it logs").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn two_hundred_names_pass_through_every_door_and_leave_no_trace_in_the_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
    // For the whole program, so that what the other tests of this binary log is looked at too.
    tracing::subscriber::set_global_default(subscriber.with_writer(log.clone()).finish())
        .expect("no other test sets one");

    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let held = amina.event(&session(), "2026-11-16");
    let mut events = vec![held.clone()];
    for number in 0..CANARIES {
        let person = amina.event(&child(&format!("Canary{number}")), "2026-11-16");
        let there = amina.event(&came(held.id, person.id), "2026-11-16");
        events.extend([person, there]);
    }
    amina.pushes(events).await;
    let broken = amina.saying(r#"{"payload":{"given_name":"Canary-broken"}}"#);
    amina.pushes(vec![broken]).await;
    amina.posts("/v1/push", br#"{"given_name":"Canary-malformed"}"#, "identity").await;
    amina.gets("/v1/pull", "proto=2&cursor=Canary-cursor", &[]).await;
    amina.gets("/v1/pull", "given_name=Canary-query", &[]).await;
    amina.pulls(None).await;
    send(address, "GET", "/v1/Canary-path", &[], &[]).await;
    send(address, "POST", "/v1/enrol", &[("content-type", "Canary-type".to_owned())], b"Canary-code").await;
    world.centre.freeze("2026-W47".parse().unwrap(), "Canary-coordinator").await.unwrap();

    at_the_desk(&world, address).await;

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("answered"), "there is a log at all");
    assert!(!text.contains("Canary"), "a name is in the log: {}", line_with(&text, "Canary"));
}

/// Names in every part of a request, at every route of the desk, by everybody.
async fn at_the_desk(world: &World, address: std::net::SocketAddr) {
    let roles = [
        ("Canary-coordinator", DeskRole::Coordinator),
        ("Canary-commissioner", DeskRole::Commissioner),
        ("Canary-officer", DeskRole::DataOfficer),
        ("Canary-administrator", DeskRole::Administrator),
    ];
    let body = json!({
        "name": "Canary-name", "role": "commissioner", "password": "Canary-password", "code": "Canary-code",
        "totp": "Canary-totp", "check_phrase": "Canary-phrase",
    });
    for (name, role) in roles {
        let browser = Browser::of(world, address, name, role, None).await;
        for route in Centre::desk_routes().iter().filter(|route| !route.path.ends_with("/sign-out")) {
            for part in ["2026-W47", "Canary-part"] {
                let mut target = route.path.to_owned();
                while let (Some(from), Some(to)) = (target.find('{'), target.find('}')) {
                    target.replace_range(from..=to, part);
                }
                target.push_str("?format=html&name=Canary-query");
                let mut headers = browser.headers();
                headers.push(("user-agent", "Canary-browser".to_owned()));
                let body = if route.method == "GET" { String::new() } else { body.to_string() };
                send(address, route.method, &target, &headers, body.as_bytes()).await;
            }
        }
        browser.post("/desk/v1/sign-out", &body).await;
        browser.get("/desk/v1/Canary-route").await;
    }
}

fn line_with<'a>(text: &'a str, word: &str) -> &'a str {
    text.lines().find(|line| line.contains(word)).unwrap_or_default()
}
