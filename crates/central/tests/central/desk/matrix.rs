//! Every route of the desk, asked by everybody, about what is theirs, what is another's and what is nobody's.
//!
//! The expectations stand here by themselves and are held against the table of the centre in both directions: a route
//! without a row here fails, and so does a row without a route.

use central::Centre;
use serde_json::{Value, json};
use wire::desk::{Champions, DeskRole};
use wire::{Code, Fault};

use super::browser::{Browser, PASSWORD};
use crate::http::{Answer, send};
use crate::phone::Phone;
use crate::world::{AMINA, World};

const HODAN: &str = "Champion Hodan (example)";
const NORTH: &str = "North team (example)";
const SOUTH: &str = "South team (example)";
const NOBODY: &str = "0199b1a0-0000-7000-8000-00000000abcd";
const ANYBODY: &str = "0199b1a0-0000-7000-8000-00000000abce";

/// Method and template; the roles that may, by their first letters; whether a step-up is needed; how it answers those.
/// `C` coordinator, `M` commissioner, `D` data officer, `A` administrator, `*` anybody.
const ROWS: &[(&str, &str, &str, bool, u16)] = &[
    ("POST", "/desk/v1/setup/begin", "*", false, 403),
    ("POST", "/desk/v1/setup", "*", false, 403),
    ("POST", "/desk/v1/sign-in", "*", false, 401),
    ("POST", "/desk/v1/step-up", "CMDA", false, 401),
    ("GET", "/desk/v1/me", "CMDA", false, 200),
    ("GET", "/desk/v1/weeks/{week}", "CD", false, 200),
    ("POST", "/desk/v1/kept-aside/accept", "C", true, 404),
    ("GET", "/desk/v1/reach", "CMD", false, 200),
    ("GET", "/desk/v1/reach/areas", "CMD", false, 200),
    ("GET", "/desk/v1/reach/trend", "CMD", false, 200),
    ("GET", "/desk/v1/area/shapes", "CMD", false, 200),
    ("GET", "/desk/v1/returns", "CMD", false, 200),
    ("GET", "/desk/v1/returns/{week}", "CMD", false, 200),
    ("POST", "/desk/v1/returns/{week}/freeze", "C", false, 200),
    ("GET", "/desk/v1/returns/{week}/file", "CD", true, 200),
    ("GET", "/desk/v1/returns/{week}/public-file", "CMD", false, 200),
    ("POST", "/desk/v1/returns/verify", "CD", false, 400),
    ("POST", "/desk/v1/returns/{week}/verify", "CD", false, 200),
    ("GET", "/desk/v1/champions", "C", false, 200),
    ("POST", "/desk/v1/champions/{champion}/invite", "C", true, 200),
    ("POST", "/desk/v1/devices/{device}/confirm", "C", true, 200),
    ("POST", "/desk/v1/devices/{device}/revoke", "C", false, 200),
    ("GET", "/desk/v1/review", "C", false, 200),
    ("POST", "/desk/v1/review/decide", "C", false, 404),
    ("POST", "/desk/v1/review/ask", "C", false, 404),
    ("POST", "/desk/v1/review/undo", "C", false, 404),
    ("POST", "/desk/v1/review/settle", "C", false, 404),
    // A list is of an area and not of a team: a coordinator who is bound to one is shown none.
    ("GET", "/desk/v1/births", "C", false, 404),
    ("POST", "/desk/v1/births/{list}/missed", "C", false, 404),
    ("GET", "/desk/v1/births/{list}/worklist", "C", false, 404),
    ("POST", "/desk/v1/births/{list}/follow-up", "C", false, 404),
    ("GET", "/desk/v1/safety", "CDA", false, 200),
    ("GET", "/desk/v1/audit", "DA", false, 200),
    ("GET", "/desk/v1/accounts", "A", false, 200),
    ("POST", "/desk/v1/accounts", "A", true, 200),
    ("POST", "/desk/v1/accounts/{account}/reset", "A", true, 200),
    ("POST", "/desk/v1/accounts/{account}/end", "A", false, 200),
    // Last, since it ends the session.
    ("POST", "/desk/v1/sign-out", "CMDA", false, 200),
];

fn letter(role: DeskRole) -> char {
    match role {
        DeskRole::Coordinator => 'C',
        DeskRole::Commissioner => 'M',
        DeskRole::DataOfficer => 'D',
        DeskRole::Administrator => 'A',
    }
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let mut known: Vec<String> = Centre::desk_routes()
        .iter()
        .map(|route| {
            let mut letters: Vec<char> =
                route.roles.unwrap_or_default().iter().copied().map(letter).collect();
            letters.sort_unstable();
            let letters = if route.roles.is_none() { "*".to_owned() } else { letters.iter().collect() };
            format!("{} {} {letters} {}", route.method, route.path, route.step_up)
        })
        .collect();
    let mut expected: Vec<String> = ROWS
        .iter()
        .map(|(method, path, roles, step_up, _)| {
            let mut letters: Vec<char> = roles.chars().collect();
            letters.sort_unstable();
            format!("{method} {path} {} {step_up}", letters.iter().collect::<String>())
        })
        .collect();
    known.sort_unstable();
    expected.sort_unstable();
    assert_eq!(known, expected, "give each route its row, with who may ask it");
}

/// What is somebody's own, or another's.
struct Things {
    champion: String,
    device: String,
    phrase: String,
    account: String,
}

async fn things(world: &World, browser: &Browser, champion: &str, device: &Phone) -> Things {
    let list: Champions = browser.get("/desk/v1/champions").await.json();
    let row = list.champions.into_iter().find(|one| one.name == champion).expect("one of their own");
    let found = row.devices.iter().find(|one| one.id == device.device()).expect("a device of theirs");
    let new = central::NewAccount {
        name: format!("Spare of {champion}"),
        role: DeskRole::Commissioner,
        team: None,
    };
    Things {
        champion: row.id.to_string(),
        device: found.id.to_string(),
        phrase: found.check_phrase.clone(),
        account: world.centre.add_account(new).await.expect("an account").account.to_string(),
    }
}

fn target(path: &str, things: &Things) -> String {
    let plain = path
        .replace("{week}", "2026-W47")
        .replace("{champion}", &things.champion)
        .replace("{device}", &things.device)
        .replace("{list}", NOBODY)
        .replace("{account}", &things.account);
    if path.ends_with("file") { format!("{plain}?format=csv") } else { plain }
}

fn body(path: &str, things: &Things, number: usize) -> Value {
    match path {
        "/desk/v1/setup/begin" => json!({"code": "AAAA"}),
        "/desk/v1/setup" => json!({"code": "AAAA", "password": PASSWORD, "totp": "000000"}),
        "/desk/v1/sign-in" => {
            json!({"name": format!("nobody {number}"), "password": PASSWORD, "code": "000000"})
        }
        "/desk/v1/step-up" => json!({"password": PASSWORD, "code": "000000"}),
        "/desk/v1/accounts" => json!({"name": format!("New {number}"), "role": "commissioner"}),
        "/desk/v1/devices/{device}/confirm" => json!({"check_phrase": things.phrase}),
        "/desk/v1/review/decide" => json!({"left": NOBODY, "right": ANYBODY, "verdict": "same"}),
        "/desk/v1/review/ask" => json!({"left": NOBODY, "right": ANYBODY}),
        "/desk/v1/kept-aside/accept" => json!({"events": [NOBODY]}),
        "/desk/v1/review/undo" => json!({"of": NOBODY}),
        "/desk/v1/review/settle" => json!({"person": NOBODY, "field": "birth", "by": NOBODY}),
        "/desk/v1/births/{list}/follow-up" => json!({"row": "00", "step": {"assigned": "Sam"}}),
        _ => json!({}),
    }
}

async fn asks(browser: &Browser, row: usize, things: &Things) -> Answer {
    let (method, path, ..) = ROWS[row];
    let target = target(path, things);
    if method == "GET" {
        browser.get(&target).await
    } else {
        browser.post(&target, &body(path, things, row)).await
    }
}

/// A refusal without what differs from one to the next.
fn plain(answer: &Answer) -> Fault {
    Fault { correlation: None, ..answer.json() }
}

#[tokio::test]
async fn everybody_gets_what_is_theirs_and_nothing_of_anybody_else() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let (amina, hodan) = (world.phone(address, AMINA, 1).await, world.phone(address, HODAN, 2).await);
    world.centre.freeze("2026-W47".parse().unwrap(), "A coordinator").await.unwrap();
    let of = |name: &'static str, role, team| Browser::of(&world, address, name, role, team);
    let north = of("North", DeskRole::Coordinator, Some(NORTH)).await;
    let south = of("South", DeskRole::Coordinator, Some(SOUTH)).await;
    let commissioner = of("Commissioner", DeskRole::Commissioner, None).await;
    let officer = of("Officer", DeskRole::DataOfficer, None).await;
    let administrator = of("Administrator", DeskRole::Administrator, None).await;
    let norths = things(&world, &north, AMINA, &amina).await;
    let souths = things(&world, &south, HODAN, &hodan).await;
    let nobodys = Things {
        champion: NOBODY.to_owned(),
        device: NOBODY.to_owned(),
        phrase: norths.phrase.clone(),
        account: NOBODY.to_owned(),
    };
    let elsewhere = World::of_queens_park().await;
    let other_address = elsewhere.serves().await;
    let foreign = Browser::of(&elsewhere, other_address, "Foreign", DeskRole::Coordinator, None).await;
    let mut foreign = foreign;
    foreign.address = address;
    let mut ended = of("Ended", DeskRole::Coordinator, None).await;
    let gone = ended.clone();
    ended.signs_in().await;
    ended.post("/desk/v1/sign-out", &json!({})).await;
    gone.post("/desk/v1/sign-out", &json!({})).await;
    let nobody = Browser::of_nobody(&world, address);

    for (row, (method, path, roles, _, fine)) in ROWS.iter().enumerate() {
        // Attempts are counted by the minute; sessions and step-ups hold for longer than all of this takes.
        world.env.passes(14_000);
        let asked = format!("{method} {path}");
        if *roles == "*" {
            assert_eq!(asks(&nobody, row, &norths).await.status, *fine, "{asked} by anybody");
            continue;
        }
        for (who, browser) in
            [("nobody", &nobody), ("an ended session", &gone), ("another authority", &foreign)]
        {
            let answer = asks(browser, row, &norths).await;
            assert_eq!(plain(&answer).code, Code::SignInNeeded, "{asked} by {who}");
        }
        let target = target(path, &norths);
        let sent = if *method == "GET" { &b""[..] } else { b"{}" };
        let signed = amina.headers(method, &target, "", sent);
        let answer = send(address, method, &target, &signed, sent).await;
        assert_eq!(plain(&answer).code, Code::SignInNeeded, "{asked} by a champion's device");
        let people = [
            ("the commissioner", &commissioner, 'M'),
            ("the data officer", &officer, 'D'),
            ("the administrator", &administrator, 'A'),
            ("the other team's coordinator", &south, 'C'),
            ("the coordinator", &north, 'C'),
        ];
        for (who, browser, role) in people {
            let own = if browser.name == "South" { &souths } else { &norths };
            if !roles.contains(role) {
                let answer = asks(browser, row, own).await;
                assert_eq!(plain(&answer).code, Code::NotPermitted, "{asked} by {who}");
                continue;
            }
            if path.contains("{champion}") || path.contains("{device}") {
                let others = if browser.name == "South" { &norths } else { &souths };
                let (other, random) = (asks(browser, row, others).await, asks(browser, row, &nobodys).await);
                assert_eq!((other.status, random.status), (404, 404), "{asked} by {who} about another's");
                assert_eq!(plain(&other), plain(&random), "{asked}: another's is told from nobody's");
            }
            if path.contains("{account}") {
                let random = asks(browser, row, &nobodys).await;
                assert_eq!(random.status, 404, "{asked} by {who} about nobody's");
            }
            let answer = asks(browser, row, own).await;
            assert_eq!(answer.status, *fine, "{asked} by {who}: {}", answer.text());
        }
    }
}
