//! Setting up, signing in, stepping up, and being out again.

use serde_json::json;
use wire::desk::{AccountState, DeskRole, SESSION_COOKIE};
use wire::{Code, Fault};

use super::browser::{Browser, PASSWORD};
use crate::http::send;
use crate::world::{HOUR_MS, World};

const MINUTE_MS: u64 = 60 * 1000;

async fn coordinator() -> (World, Browser) {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let browser = Browser::of(&world, address, "Coordinator (example)", DeskRole::Coordinator, None).await;
    (world, browser)
}

#[tokio::test]
async fn an_account_is_set_up_once_with_its_code() {
    let (world, browser) = coordinator().await;
    let me = browser.me().await;
    assert_eq!((me.name.as_str(), me.role), ("Coordinator (example)", DeskRole::Coordinator), "signed in");
    assert_eq!((me.week.as_str(), me.week_due.as_str()), ("2026-W48", "2026-W47"), "the weeks are said");
    assert_eq!(me.recovery_codes_left, 10, "with ten recovery codes");
    let rows = world.centre.accounts().await.unwrap();
    let code = world.centre.reset_account(rows[0].id).await.unwrap().code;
    assert_eq!(browser.get("/desk/v1/me").await.status, 401, "a reset ends every session");
    let again = browser.post("/desk/v1/setup/begin", &json!({"code": "AAAA-BBBB-CCCC-D"})).await;
    assert_eq!(again.json::<Fault>().code, Code::InvitationRefused, "a code that is none");
    world.env.passes(25 * HOUR_MS);
    let late = browser.post("/desk/v1/setup/begin", &json!({"code": code.reveal()})).await;
    assert_eq!(late.json::<Fault>().code, Code::InvitationRefused, "a day later it is good no more");
}

#[tokio::test]
async fn a_weak_password_and_a_wrong_first_code_use_nothing_up() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let new = central::NewAccount { name: "Officer".to_owned(), role: DeskRole::DataOfficer, team: None };
    let code = world.centre.add_account(new).await.unwrap().code;
    let mut browser = Browser::of_nobody(&world, address);
    browser.name = "Officer".to_owned();
    let weak = json!({"code": code.reveal(), "password": "officer", "totp": "000000"});
    let answer: Fault = browser.post("/desk/v1/setup", &weak).await.json();
    assert_eq!((answer.code, answer.field.as_deref()), (Code::SecretTooWeak, Some("password")), "too weak");
    let wrong = json!({"code": code.reveal(), "password": PASSWORD, "totp": "000000"});
    let answer: Fault = browser.post("/desk/v1/setup", &wrong).await.json();
    assert_eq!((answer.code, answer.field.as_deref()), (Code::SignInRefused, Some("totp")), "not its code");
    browser.sets_up(code.reveal()).await;
    assert_eq!(browser.me().await.role, DeskRole::DataOfficer, "then it is set up");
}

#[tokio::test]
async fn a_session_is_a_cookie_that_no_script_reads_and_changes_at_each_sign_in() {
    let (_world, mut browser) = coordinator().await;
    let first = browser.cookie.clone();
    let code = browser.next_code();
    let answer = browser.tries(PASSWORD, &code).await;
    let set = answer.header("set-cookie");
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(set.contains(part), "{part} is in {set}");
    }
    assert!(set.starts_with("__Host-"), "of this very host only");
    assert_eq!(answer.header("cache-control"), "no-store", "nothing of it is kept");
    browser.keeps(&answer);
    assert_ne!(browser.cookie, first, "another one at each sign-in");
}

#[tokio::test]
async fn name_password_and_code_must_all_be_right_and_a_code_is_good_once() {
    let (_world, mut browser) = coordinator().await;
    let code = browser.next_code();
    let wrong = browser.tries("plain kettle orange LADDER", &code).await;
    assert_eq!(wrong.status, 401, "the password is wrong");
    assert_eq!(browser.tries(PASSWORD, "000000").await.status, 401, "the code is wrong");
    assert_eq!(browser.tries(PASSWORD, &code).await.status, 200, "all are right");
    assert_eq!(browser.tries(PASSWORD, &code).await.status, 401, "the same code again");
    browser.next_code();
    browser.next_code();
    let recovery = browser.recovery_codes[0].to_lowercase();
    let answer = browser.tries(PASSWORD, &recovery).await;
    assert_eq!(answer.status, 200, "a recovery code stands for it, however it is typed");
    assert_eq!(answer.json::<wire::desk::Me>().recovery_codes_left, 9, "and is gone then");
    assert_eq!(browser.tries(PASSWORD, &recovery).await.status, 401, "so it is good once");
    browser.name = "Nobody".to_owned();
    let unknown: Fault = browser.tries(PASSWORD, "000000").await.json();
    let known: Fault = wrong.json();
    assert_eq!((unknown.code, unknown.message), (known.code, known.message), "names are not told apart");
}

#[tokio::test]
async fn the_sixth_attempt_in_a_minute_waits() {
    let (world, browser) = coordinator().await;
    world.env.passes(MINUTE_MS);
    for _ in 0..5 {
        assert_eq!(browser.tries("wrong", "000000").await.status, 401, "five are looked at");
    }
    let right = browser.code_now();
    let waits = browser.tries(PASSWORD, &right).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "60"), "the sixth is not, even if right");
    world.env.passes(MINUTE_MS);
    assert_eq!(browser.tries(PASSWORD, &browser.code_now()).await.status, 200, "a minute later it is");
}

#[tokio::test]
async fn a_session_ends_when_idle_at_the_end_of_the_day_and_when_somebody_ends_it() {
    let (world, mut browser) = coordinator().await;
    world.env.passes(29 * MINUTE_MS);
    assert_eq!(browser.get("/desk/v1/me").await.status, 200, "29 minutes later it stands");
    world.env.passes(30 * MINUTE_MS);
    assert_eq!(browser.get("/desk/v1/me").await.status, 401, "half an hour without a request ends it");
    browser.signs_in().await;
    for _ in 0..36 {
        world.env.passes(20 * MINUTE_MS);
        browser.get("/desk/v1/me").await;
    }
    assert_eq!(browser.get("/desk/v1/me").await.status, 401, "and twelve hours do in any case");
    browser.signs_in().await;
    let held = browser.clone();
    assert_eq!(browser.post("/desk/v1/sign-out", &json!({})).await.status, 200, "signed out");
    assert_eq!(held.get("/desk/v1/me").await.status, 401, "whoever kept the cookie is out too");
    browser.signs_in().await;
    let account = world.centre.accounts().await.unwrap()[0].id;
    world.centre.end_account(account).await.unwrap();
    assert_eq!(browser.get("/desk/v1/me").await.status, 401, "an ended account is out at its next request");
    let code = browser.next_code();
    assert_eq!(browser.tries(PASSWORD, &code).await.status, 401, "and comes in no more");
}

#[tokio::test]
async fn what_matters_needs_a_password_and_a_code_of_the_last_ten_minutes() {
    let (world, mut browser) = coordinator().await;
    let frozen = browser.post("/desk/v1/returns/2026-W47/freeze", &json!({})).await;
    assert_eq!(frozen.status, 200, "{:?}", frozen.text());
    let file = "/desk/v1/returns/2026-W47/file?format=csv";
    assert_eq!(browser.get(file).await.status, 200, "a sign-in counts");
    world.env.passes(10 * MINUTE_MS);
    let later: Fault = browser.get(file).await.json();
    assert_eq!(later.code, Code::StepUpNeeded, "for ten minutes");
    let first = browser.cookie.clone();
    let proof = json!({"password": PASSWORD, "code": browser.next_code()});
    let answer = browser.post("/desk/v1/step-up", &proof).await;
    assert_eq!(answer.status, 200, "{:?}", answer.text());
    let held = browser.clone();
    browser.keeps(&answer);
    browser.csrf = answer.json::<wire::desk::Me>().csrf;
    assert_ne!(browser.cookie, first, "the cookie changes with it");
    assert_eq!(held.get("/desk/v1/me").await.status, 401, "and the one before is nobody's");
    assert_eq!(browser.get(file).await.status, 200, "now it is handed over");
}

#[tokio::test]
async fn a_page_of_another_site_changes_nothing() {
    let (_world, browser) = coordinator().await;
    let target = "/desk/v1/returns/2026-W47/freeze";
    let without = |dropped: &str| {
        let mut headers = browser.headers();
        headers.retain(|(name, _)| *name != dropped);
        headers
    };
    let no_token = send(browser.address, "POST", target, &without("doorstep-csrf"), b"{}").await;
    assert_eq!(no_token.json::<Fault>().code, Code::NotPermitted, "without the page's token");
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let mut headers = without(name);
        headers.push((name, value.to_owned()));
        let answer = send(browser.address, "POST", target, &headers, b"{}").await;
        assert_eq!(answer.json::<Fault>().code, Code::NotPermitted, "with {name}: {value}");
    }
    let other = format!("{SESSION_COOKIE}={}", browser.cookie.to_lowercase());
    let headers = [("cookie", other)];
    assert_eq!(
        send(browser.address, "GET", "/desk/v1/me", &headers, b"").await.status,
        401,
        "another cookie"
    );
}

#[tokio::test]
async fn an_administrator_makes_and_ends_accounts_at_the_desk() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let admin = Browser::of(&world, address, "Administrator", DeskRole::Administrator, None).await;
    let new = json!({"name": "Commissioner", "role": "commissioner"});
    let made: wire::desk::AccountCode = admin.post("/desk/v1/accounts", &new).await.json();
    let twice: Fault = admin
        .post("/desk/v1/accounts", &json!({"name": " COMMISSIONER", "role": "coordinator"}))
        .await
        .json();
    assert_eq!(
        (twice.code, twice.field.as_deref()),
        (Code::DraftProblem, Some("name")),
        "a name is one's own"
    );
    let mut commissioner = Browser::of_nobody(&world, address);
    commissioner.name = "Commissioner".to_owned();
    commissioner.sets_up(made.code.reveal()).await;
    let list: Vec<wire::desk::Account> = admin.get("/desk/v1/accounts").await.json();
    let states: Vec<_> = list.iter().map(|one| (one.name.as_str(), one.state)).collect();
    assert_eq!(
        states,
        [("Administrator", AccountState::Active), ("Commissioner", AccountState::Active)],
        "both"
    );
    let end = format!("/desk/v1/accounts/{}/end", made.account);
    assert_eq!(admin.post(&end, &json!({})).await.status, 200, "ended");
    assert_eq!(commissioner.get("/desk/v1/me").await.status, 401, "and out");
}
