//! No personal data in any log line, whatever goes wrong.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

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

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("answered"), "there is a log at all");
    assert!(!text.contains("Canary"), "a name is in the log: {}", line_with(&text, "Canary"));
}

fn line_with<'a>(text: &'a str, word: &str) -> &'a str {
    text.lines().find(|line| line.contains(word)).unwrap_or_default()
}
