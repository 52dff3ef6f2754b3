//! Whatever is sent: no answer is a failure of the centre's own, and none repeats what was sent.

use central::Centre;
use serde_json::json;
use wire::desk::DeskRole;

use super::browser::Browser;
use crate::http::send;
use crate::world::World;

/// How often each route is asked something odd.
const ROUNDS: u64 = 24;

/// Numbers that are the same in every run (a linear congruential generator of Knuth's).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let count = all.len() as u64;
        all[usize::try_from(self.next() % count).expect("few")]
    }
}

const PARTS: &[&str] = &[
    "2026-W47",
    "2026-W99",
    "9999-W52",
    "0000-W01",
    "-1",
    "..%2F..%2Fetc",
    "%00",
    "%FF%FE",
    "0199b1a0-0000-7000-8000-00000000abcd",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "'%20OR%201=1",
    "%F0%9F%91%B6",
    "x",
    "null",
    "18446744073709551616",
];
const QUERIES: &[&str] = &[
    "",
    "at=2026-11-22",
    "at=+262142-12-31",
    "at=0001-01-01",
    "at=%00",
    "before=0",
    "before=18446744073709551615",
    "before=-1",
    "format=xlsx",
    "format=csv&revision=4294967295",
    "format=json&revision=0",
    "format",
    "=&&&=",
    "revision=1&revision=2&format=html",
];
const BODIES: &[&str] = &[
    "",
    "{}",
    "[]",
    "null",
    "0",
    "\"\"",
    "{\"code\":null}",
    "{\"name\":{}}",
    "{\"name\":\"\",\"role\":\"coordinator\"}",
    "{\"name\":\"\\u0000\",\"role\":\"commissioner\",\"team\":\"x\"}",
    "{\"check_phrase\":\"\"}",
    "{\"password\":\"\",\"code\":\"\"}",
    "{\"name\":\"a\",\"password\":\"b\",\"code\":\"999999999999999999999\"}",
    "\u{feff}{}",
    "{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
];

#[tokio::test]
async fn nothing_that_is_sent_makes_the_centre_fail() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let of = |name: &'static str, role| Browser::of(&world, address, name, role, None);
    let browsers = [
        of("Coordinator", DeskRole::Coordinator).await,
        of("Commissioner", DeskRole::Commissioner).await,
        of("Officer", DeskRole::DataOfficer).await,
        of("Administrator", DeskRole::Administrator).await,
    ];
    let mut dice = Dice(47);
    let mut asked = 0;
    for route in Centre::desk_routes() {
        // Signing out is asked elsewhere; here it would leave the other routes to nobody.
        if route.path.ends_with("/sign-out") {
            continue;
        }
        for _ in 0..ROUNDS {
            let browser = &browsers[usize::try_from(dice.next() % 4).expect("few")];
            let mut path = route.path.to_owned();
            while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
                path.replace_range(from..=to, dice.of(PARTS));
            }
            let target = format!("{path}?{}", dice.of(QUERIES));
            let mut headers = browser.headers();
            if dice.next().is_multiple_of(5) {
                headers.retain(|(name, _)| *name != "content-type");
            }
            let body = if route.method == "GET" { "" } else { dice.of(BODIES) };
            let answer = send(address, route.method, &target, &headers, body.as_bytes()).await;
            assert!(answer.status < 500, "{} {target} with {body}: {}", route.method, answer.text());
            asked += 1;
        }
    }
    assert!(asked > 500, "every route was asked often: {asked} odd requests");
    let much = vec![b'a'; 64 * 1024];
    let answer = browsers[0].posts_bytes("/desk/v1/step-up", &much).await;
    assert_eq!(answer.status, 413, "more than a few fields");
    for nothing in ["/desk/v1/", "/desk/v2/me", "/desk/v1/me/", "/desk/v1/returns/2026-W47/unfreeze"] {
        let answer = browsers[0].get(nothing).await;
        assert_eq!(answer.status, 404, "{nothing}");
        assert_eq!(answer.header("content-type"), "application/json", "said in the desk's own form");
    }
    assert_eq!(
        browsers[0].post("/desk/v1/me", &json!({})).await.status,
        404,
        "nor in another way than the table's"
    );
}
