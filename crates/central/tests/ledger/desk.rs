//! Accounts, sessions, and what is said of devices: the same on both engines.

use central::ledger::{
    AccountChosen, AccountRow, AccountSetUp, DeskSession, DeviceCheck, EnrolOutcome, Enrolment,
    InvitationRow, Ledger,
};
use domain::{AccountId, AuthorityId, ChampionId, DeviceId, Line, StreamId};
use wire::desk::DeskRole;

use crate::engine::{Engine, on_both_engines};
use crate::sender::{authority, id};

on_both_engines! {
    a_name_is_one_accounts_however_it_is_written
    a_one_time_code_sets_an_account_up_once_even_if_two_try
    a_code_of_an_authenticator_and_a_recovery_code_are_each_good_once
    a_session_holds_on_every_node_and_ends_on_all
    a_reset_or_an_end_leaves_no_session_open
    a_device_of_a_checked_code_waits_until_it_is_confirmed
    a_release_is_made_once
}

fn account(number: u64, name: &str) -> AccountRow {
    AccountRow {
        id: AccountId::from_uuid(id("account", number)),
        name: Line::new(name).expect("a name"),
        role: DeskRole::Coordinator,
        team: None,
        created_ms: 5,
        totp_salt: [1; 16],
        totp_step: 0,
        password_hash: None,
        setup_expires_ms: Some(1_000),
        last_sign_in_ms: None,
        ended_ms: None,
        recovery_codes_left: 0,
    }
}

fn code(number: u8) -> AccountSetUp {
    AccountSetUp { code_hash: [number; 32], expires_ms: 1_000, totp_salt: [1; 16] }
}

fn chosen(number: u8) -> AccountChosen {
    AccountChosen {
        code_hash: [number; 32],
        now_ms: 10,
        password_hash: "a hash".to_owned(),
        totp_step: 7,
        recovery: vec![[21; 32], [22; 32]],
    }
}

fn session(account: AccountId, token: u8) -> DeskSession {
    DeskSession { token_hash: [token; 32], account, started_ms: 20, seen_ms: 20, stepped_ms: 20 }
}

/// An account that is set up.
async fn set_up(ledger: &dyn Ledger, council: AuthorityId) -> AccountId {
    let row = account(1, "Ada Example");
    assert!(ledger.account_add(council, row.clone(), code(1)).await.unwrap(), "added");
    assert_eq!(ledger.account_set_up(council, chosen(1)).await.unwrap(), Some(row.id), "set up");
    row.id
}

async fn a_name_is_one_accounts_however_it_is_written(engine: &Engine) {
    let ledger = engine.opened().await;
    let (council, other) = (authority(&*ledger, 1).await, authority(&*ledger, 2).await);
    let row = account(1, "Ada Example");
    assert!(ledger.account_add(council, row.clone(), code(1)).await.unwrap(), "a new name");
    let twin = account(2, " ADA  example ");
    assert!(!ledger.account_add(council, twin.clone(), code(2)).await.unwrap(), "the same name is taken");
    assert!(ledger.account_add(other, twin, code(2)).await.unwrap(), "but not at another authority");
    let found = ledger.account_named(council, "ada EXAMPLE".to_owned()).await.unwrap();
    assert_eq!(found.as_ref(), Some(&row), "found however it is typed, and as it was written");
    assert_eq!(ledger.account(council, row.id).await.unwrap(), found, "by id too");
    assert_eq!(ledger.accounts(council).await.unwrap(), [row], "and in the list");
    assert_eq!(ledger.account_named(council, "bea".to_owned()).await.unwrap(), None, "nobody");
}

async fn a_one_time_code_sets_an_account_up_once_even_if_two_try(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    nodes[0].account_add(council, account(1, "Ada"), code(1)).await.unwrap();
    let late = AccountChosen { now_ms: 1_000, ..chosen(1) };
    assert_eq!(nodes[0].account_set_up(council, late).await.unwrap(), None, "too late");
    assert!(nodes[0].account_invited(council, [1; 32], 999).await.unwrap().is_some(), "good until then");
    assert_eq!(nodes[0].account_invited(council, [1; 32], 1_000).await.unwrap(), None, "and not longer");
    let tries: Vec<_> = (0..8_usize)
        .map(|number| {
            let ledger = nodes[number % 2].clone();
            tokio::spawn(async move { ledger.account_set_up(council, chosen(1)).await.unwrap() })
        })
        .collect();
    let mut done = 0;
    for attempt in tries {
        done += usize::from(attempt.await.unwrap().is_some());
    }
    assert_eq!(done, 1, "one code, one password");
    let row = &nodes[1].accounts(council).await.unwrap()[0];
    assert_eq!((row.password_hash.as_deref(), row.totp_step), (Some("a hash"), 7), "as it was chosen");
    assert_eq!((row.setup_expires_ms, row.recovery_codes_left), (None, 2), "with its recovery codes");
}

async fn a_code_of_an_authenticator_and_a_recovery_code_are_each_good_once(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let ada = set_up(&*ledger, council).await;
    assert!(!ledger.account_totp(council, ada, 7).await.unwrap(), "the one it was set up with is used");
    assert!(ledger.account_totp(council, ada, 9).await.unwrap(), "a later one is good");
    assert!(!ledger.account_totp(council, ada, 8).await.unwrap(), "one before that is not any more");
    assert!(ledger.account_recovery(council, ada, [21; 32]).await.unwrap(), "a recovery code");
    assert!(!ledger.account_recovery(council, ada, [21; 32]).await.unwrap(), "is good once");
    let row = ledger.account(council, ada).await.unwrap().unwrap();
    assert_eq!(row.recovery_codes_left, 1, "and then gone");
}

async fn a_session_holds_on_every_node_and_ends_on_all(engine: &Engine) {
    let nodes = [engine.opened().await, engine.opened().await];
    let council = authority(&*nodes[0], 1).await;
    let ada = set_up(&*nodes[0], council).await;
    nodes[0].session_start(council, session(ada, 1), 0).await.unwrap();
    let (found, row) = nodes[1].session(council, [1; 32]).await.unwrap().expect("it holds on the other");
    assert_eq!((found, row.last_sign_in_ms), (session(ada, 1), Some(20)), "as it began");
    nodes[1].session_seen(council, [1; 32], 90).await.unwrap();
    let next = DeskSession { seen_ms: 95, stepped_ms: 95, ..session(ada, 2) };
    assert!(nodes[0].session_stepped(council, [1; 32], next).await.unwrap(), "another cookie");
    assert!(!nodes[0].session_stepped(council, [1; 32], next).await.unwrap(), "the first is nobody's");
    assert_eq!(nodes[1].session(council, [2; 32]).await.unwrap().unwrap().0, next, "the second holds");
    nodes[1].session_start(council, DeskSession { started_ms: 99, ..session(ada, 3) }, 50).await.unwrap();
    assert_eq!(nodes[0].session(council, [2; 32]).await.unwrap(), None, "a stale one is cleared away");
    nodes[1].session_end(council, [3; 32]).await.unwrap();
    assert_eq!(nodes[0].session(council, [3; 32]).await.unwrap(), None, "ended on all");
}

async fn a_reset_or_an_end_leaves_no_session_open(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let ada = set_up(&*ledger, council).await;
    ledger.session_start(council, session(ada, 1), 0).await.unwrap();
    let again = AccountSetUp { totp_salt: [2; 16], ..code(3) };
    assert!(ledger.account_reset(council, ada, again).await.unwrap(), "reset");
    let row = ledger.account(council, ada).await.unwrap().unwrap();
    assert_eq!(
        (row.password_hash, row.recovery_codes_left, row.totp_salt),
        (None, 0, [2; 16]),
        "all is gone"
    );
    assert_eq!(ledger.session(council, [1; 32]).await.unwrap(), None, "and nobody is in");
    ledger.account_set_up(council, chosen(3)).await.unwrap().expect("set up anew");
    ledger.session_start(council, session(ada, 2), 0).await.unwrap();
    assert!(ledger.account_end(council, ada, 77).await.unwrap(), "ended");
    assert!(!ledger.account_end(council, ada, 78).await.unwrap(), "once");
    assert_eq!(ledger.session(council, [2; 32]).await.unwrap(), None, "nobody is in");
    assert!(!ledger.account_reset(council, ada, code(4)).await.unwrap(), "nor comes in again");
    assert_eq!(ledger.account(council, ada).await.unwrap().unwrap().ended_ms, Some(77), "it is still listed");
}

async fn a_device_of_a_checked_code_waits_until_it_is_confirmed(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let ada = set_up(&*ledger, council).await;
    let mut devices = Vec::new();
    for number in [1_u8, 2] {
        let invitation = InvitationRow {
            code_hash: [number; 32],
            champion: ChampionId::from_uuid(id("champion", number.into())),
            expires_ms: 1_000,
        };
        ledger.invite(council, invitation).await.unwrap();
        if number == 1 {
            ledger.check_needed(council, [number; 32]).await.unwrap();
        }
        let enrolment = Enrolment {
            code_hash: [number; 32],
            now_ms: 10,
            device: DeviceId::from_uuid(id("device", number.into())),
            stream: StreamId::from_bytes([number; 16]),
            signing_key: [number; 32],
            deposit_key: [number; 32],
        };
        let EnrolOutcome::In(row) = ledger.enrol(council, enrolment).await.unwrap() else {
            panic!("the code is good")
        };
        devices.push(row.id);
    }
    let [checked, plain] = devices[..] else { panic!("two devices") };
    assert!(ledger.check_pending(council, checked).await.unwrap(), "it waits");
    assert!(!ledger.check_pending(council, plain).await.unwrap(), "the other does not");
    let waits = DeviceCheck { device: checked, needed: true, confirmed: None };
    assert_eq!(ledger.checks(council).await.unwrap(), [waits], "it is listed");
    assert!(ledger.check_confirmed(council, checked, ada, 50).await.unwrap(), "confirmed");
    assert!(!ledger.check_confirmed(council, checked, ada, 60).await.unwrap(), "once");
    assert!(!ledger.check_pending(council, checked).await.unwrap(), "it waits no more");
    let done = DeviceCheck { confirmed: Some((50, ada)), ..waits };
    assert_eq!(ledger.checks(council).await.unwrap(), [done], "with when and by whom");
    ledger.device_seen(council, checked, 70).await.unwrap();
    ledger.device_seen(council, checked, 60).await.unwrap();
    assert_eq!(ledger.devices_seen(council).await.unwrap(), [(checked, 70)], "the latest counts");
}

async fn a_release_is_made_once(engine: &Engine) {
    let ledger = engine.opened().await;
    let council = authority(&*ledger, 1).await;
    let month = || "2026-10".to_owned();
    assert_eq!(ledger.released(council, month()).await.unwrap(), None, "none yet");
    assert_eq!(ledger.release(council, month(), "first".to_owned()).await.unwrap(), "first", "made");
    assert_eq!(ledger.release(council, month(), "second".to_owned()).await.unwrap(), "first", "once");
    assert_eq!(ledger.released(council, month()).await.unwrap().as_deref(), Some("first"), "and kept");
    let all = ledger.releases(council).await.unwrap();
    assert_eq!(all, [(month(), "first".to_owned())], "and in the list");
}
