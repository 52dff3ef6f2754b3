//! Faults, rows 26 to 31 and 33: what a network does to the messages of a sync.

use std::time::Duration;

use support::{Centre, Chance, Exchange, Mishap, Opened, Place, Proxy, copied, scratch};
use tempfile::TempDir;
use wire::{Code, Fault};

use crate::world::drafts;

/// A device with events that wait, a centre that has none of them, and the network between. Each contact begins with
/// a copy of both.
pub(crate) struct Line {
    centre: Centre,
    vault: TempDir,
    proxy: Proxy,
    /// What the centre held before.
    before: u64,
    events: u64,
}

/// The two ends after they were copied.
pub(crate) struct Ends {
    pub(crate) centre: Centre,
    pub(crate) device: Opened,
    _vault: TempDir,
}

/// How often a device may come again until all is there, once nothing goes wrong any more (invariant I8).
const CONTACTS_MAX: usize = 3;

impl Line {
    pub(crate) fn with_events(count: usize) -> Self {
        let mut centre = Centre::of_queens_park_in(Place::Temporary(scratch()));
        centre.start();
        let proxy = Proxy::to(&centre.url());
        let name = centre.champions().remove(0);
        let vault = scratch();
        let code = centre.invites(&name);
        let mut device = Opened::enrols_at(&vault.path().join("vault"), &proxy.url(), &code);
        drafts(0, count).iter().for_each(|draft| drop(device.records(draft).expect("a sound draft")));
        centre.kill();
        let before = centre.holds();
        Self { centre, vault, proxy, before, events: count as u64 }
    }

    pub(crate) fn ends(&self) -> Ends {
        let vault = scratch();
        copied(&self.vault.path().join("vault"), vault.path());
        let mut centre = self.centre.copied_to(Place::Temporary(scratch()));
        centre.start();
        self.proxy.leads_to(&centre.url());
        Ends { centre, device: Opened::open(vault.path()).expect("a vault"), _vault: vault }
    }

    /// How many exchanges a sync has where nothing goes wrong.
    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        let mut ends = self.ends();
        self.proxy.does(|_| Mishap::None);
        ends.device.syncs().expect("nothing goes wrong");
        self.holds_all(&mut ends);
        self.proxy.seen()
    }

    /// What the centre held before anything was sent.
    pub(crate) const fn before(&self) -> u64 {
        self.before
    }

    pub(crate) fn proxy(&self) -> &Proxy {
        &self.proxy
    }

    /// This happens to the exchange of this number. Answers what the device said of it, after which all was well again
    /// and it came as often as it may: everything is at the centre, once.
    pub(crate) fn when(&self, number: usize, mishap: Mishap) -> Option<Fault> {
        let mut ends = self.ends();
        let happens = mishap.clone();
        self.proxy.does(
            move |exchange| {
                if exchange.number == number { happens.clone() } else { Mishap::None }
            },
        );
        let first = ends.device.syncs();
        self.proxy.does(|_| Mishap::None);
        self.comes_again(&mut ends, &format!("{mishap:?} at {number}"));
        first.err()
    }

    pub(crate) fn comes_again(&self, ends: &mut Ends, what: &str) {
        let done = (0..CONTACTS_MAX).any(|_| ends.device.syncs().is_ok_and(|synced| synced.all_sent));
        assert!(done, "{what}: all is sent in {CONTACTS_MAX} contacts once nothing goes wrong");
        self.holds_all(ends);
    }

    fn holds_all(&self, ends: &mut Ends) {
        assert_eq!(ends.device.sent(), self.events, "the device knows that all is sent");
        ends.centre.kill();
        assert_eq!(ends.centre.holds(), self.before + self.events, "each event once, and every chain whole");
    }
}

/// Row 26: each message of a run is lost once. Answers how many were.
pub(crate) fn lose_each_message(events: usize) -> usize {
    let line = Line::with_events(events);
    let exchanges = line.exchanges();
    println!("a run of {events} events: {:?}", exchanges.iter().map(|one| &one.line).collect::<Vec<_>>());
    for number in 0..exchanges.len() {
        for mishap in [Mishap::RequestLost, Mishap::AnswerLost] {
            let fault = line.when(number, mishap.clone()).expect("a lost message is noticed");
            assert_eq!(fault.code, Code::NoNetwork, "{mishap:?} at {number}");
        }
    }
    exchanges.len() * 2
}

/// Row 27: each exchange of a run comes twice, late, out of order, or is answered with an old answer.
pub(crate) fn repeat_and_reorder(events: usize) -> usize {
    let line = Line::with_events(events);
    let count = line.exchanges().len();
    let mishaps =
        [Mishap::Twice, Mishap::AgainLater, Mishap::AnswerOfBefore, Mishap::Late(Duration::from_millis(40))];
    for number in 0..count {
        for mishap in &mishaps {
            line.when(number, mishap.clone());
        }
    }
    count * mishaps.len()
}

/// Row 28: the push, or its answer, is cut after every `step`-th byte. How long the push is, and how often it and its answer were
/// cut.
pub(crate) fn cut_at_bytes(events: usize, step: usize) -> (usize, usize) {
    let line = Line::with_events(events);
    let exchanges = line.exchanges();
    let push = exchanges.iter().find(|one| one.line.ends_with("/v1/push")).expect("a push").clone();
    println!("a push of {} bytes, cut at every {step}", push.bytes);
    let mut cuts = 0;
    // One pair of ends bears many cuts: what is half applied would show at the end.
    let mut ends = line.ends();
    for bytes in (0..push.bytes).step_by(step) {
        let number = push.number;
        line.proxy().does(
            move |exchange| {
                if exchange.number == number { Mishap::RequestCut(bytes) } else { Mishap::None }
            },
        );
        let fault = ends.device.syncs().expect_err("half a push is none");
        assert_eq!(fault.code, Code::NoNetwork, "cut at {bytes}: {fault:?}");
        assert_eq!(ends.device.sent(), 0, "nothing is said to be sent");
        cuts += 1;
    }
    line.proxy().does(|_| Mishap::None);
    line.comes_again(&mut ends, "after every cut");
    for bytes in (0..600).step_by(step.max(20)) {
        line.when(push.number, Mishap::AnswerCut(bytes));
        cuts += 1;
    }
    (push.bytes, cuts)
}

/// Row 30: a captive portal answers instead of the centre.
pub(crate) fn captive_portals() {
    let page = "<html><form action=/sign-in>Welcome to our free network</form></html>";
    let answer = |status: &str, kind: &str| {
        format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{page}", page.len())
    };
    let portals = [
        answer("200 OK", "text/html"),
        answer("302 Found\r\nlocation: http://127.0.0.1:9/sign-in", "text/html"),
        answer("511 Network Authentication Required", "text/html"),
        answer("200 OK", wire::proto::MEDIA_TYPE),
        "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
        "not even HTTP\r\n\r\n".to_owned(),
    ];
    let line = Line::with_events(3);
    let mut ends = line.ends();
    for portal in &portals {
        let instead = Mishap::Instead(portal.clone().into_bytes());
        line.proxy().does(move |_| instead.clone());
        let fault = ends.device.syncs().expect_err("a portal is not the centre");
        assert!(matches!(fault.code, Code::NoNetwork | Code::Unavailable), "{portal}: {fault:?}");
        assert!(line.proxy().seen().iter().all(|one| !one.signed), "nothing signed was given to a portal");
    }
    line.proxy().does(|_| Mishap::None);
    line.comes_again(&mut ends, "behind the portal");
}

/// Row 31: an answer comes after the device's time-out of 30 s. It is as good as none, and the batch goes again.
pub(crate) fn too_slow() {
    let line = Line::with_events(5);
    let push = line.exchanges().iter().position(|one| one.line.ends_with("/v1/push")).expect("a push");
    let fault =
        line.when(push, Mishap::Late(Duration::from_secs(40))).expect("the device does not wait so long");
    assert_eq!(fault.code, Code::NoNetwork, "{fault:?}");
}

/// Row 33: the centre asks to be left alone for a while.
pub(crate) fn busy_centres() {
    let line = Line::with_events(3);
    let mut ends = line.ends();
    for (status, code, seconds) in
        [("503 Service Unavailable", Code::Unavailable, 77), ("429 Too Many Requests", Code::TooMany, 120)]
    {
        let answer = format!("HTTP/1.1 {status}\r\nretry-after: {seconds}\r\ncontent-length: 0\r\n\r\n");
        let instead = Mishap::Instead(answer.into_bytes());
        line.proxy().does(
            move |exchange| {
                if exchange.line.ends_with("/v1/push") { instead.clone() } else { Mishap::None }
            },
        );
        let fault = ends.device.syncs().expect_err("busy");
        assert_eq!((fault.code, fault.want), (code, Some(seconds)), "the centre's own time wins");
        let pushes = line.proxy().seen().iter().filter(|one| one.line.ends_with("/v1/push")).count();
        assert_eq!(pushes, 1, "and it is not asked again in the same breath");
    }
    line.proxy().does(|_| Mishap::None);
    line.comes_again(&mut ends, "once the centre has time");
}

/// Row 29: 20 kbit a second, 2 s to and fro, every fifth message lost; all of it so many times faster. Answers in how
/// many contacts all was sent, how many bytes that took and how long.
pub(crate) fn second_generation(events: usize, faster: u32, seed: u64) -> (usize, usize, Duration) {
    let line = Line::with_events(events);
    let mut ends = line.ends();
    let mut chance = Chance::of(seed);
    let slow = Mishap::Slow {
        bytes_a_second: 20_000 / 8 * u64::from(faster),
        longer: Duration::from_secs(2) / faster,
    };
    line.proxy().does(move |_| if chance.below(5) == 0 { Mishap::AnswerLost } else { slow.clone() });
    let began = crate::world::now();
    let contacts = (1..=20).find(|_| ends.device.syncs().is_ok_and(|synced| synced.all_sent));
    let took = began.elapsed() * faster;
    let bytes = line.proxy().seen().iter().map(|one| one.bytes).sum();
    line.holds_all(&mut ends);
    let contacts = contacts.expect("all is sent");
    println!("{events} events in {contacts} contacts, {bytes} bytes up, {:.0} s", took.as_secs_f64());
    (contacts, bytes, took)
}
