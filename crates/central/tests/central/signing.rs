//! Who asks: only a known device, with a fresh nonce, over exactly what it sends.

use wire::proto::MEDIA_TYPE;
use wire::{Code, Fault};

use crate::http::send;
use crate::phone::{Phone, session};
use crate::world::{AMINA, HOUR_MS, World};

async fn push_body(phone: &mut Phone) -> Vec<u8> {
    let event = phone.event(&session(), "2026-11-16");
    let push = phone.packs(vec![event]);
    serde_json::to_vec(&push).expect("JSON")
}

/// Sends a push with these headers and answers the status and code.
async fn posted(phone: &Phone, headers: &[(&'static str, String)], body: &[u8]) -> (u16, Code) {
    let mut headers = headers.to_vec();
    headers.push(("content-type", MEDIA_TYPE.to_owned()));
    let answer = send(phone.address, "POST", "/v1/push", &headers, body).await;
    (answer.status, answer.json::<Fault>().code)
}

#[tokio::test]
async fn a_request_is_taken_only_as_it_was_signed() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let body = push_body(&mut amina).await;
    let refused = (401, Code::Signature);

    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, b"{}").await, refused, "another body");
    assert_eq!(posted(&amina, &[], &body).await, refused, "no signature at all");
    let elsewhere = amina.headers("POST", "/v1/pull", "", &body);
    assert_eq!(posted(&amina, &elsewhere, &body).await, refused, "signed for another path");
    let mut unknown = amina.headers("POST", "/v1/push", "", &body);
    unknown[2].1 = unknown[2].1.replace(&amina.device().to_string(), &uuid::Uuid::nil().to_string());
    assert_eq!(posted(&amina, &unknown, &body).await, refused, "a device that nobody knows");
    amina.key = ed25519_dalek::SigningKey::from_bytes(&[66; 32]);
    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, &body).await, refused, "another key");
}

#[tokio::test]
async fn a_nonce_is_good_once_and_for_five_minutes() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let body = push_body(&mut amina).await;
    let refused = (401, Code::Signature);

    let used = amina.nonce.clone();
    assert_eq!(amina.posts("/v1/push", &body, "identity").await.status, 200, "the first time");
    amina.nonce = used;
    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, &body).await, refused, "replayed");

    amina.challenges().await;
    world.env.passes(5 * 60 * 1000);
    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, &body).await, refused, "five minutes old");

    amina.nonce = "bm90IG9mIHRoaXMgc2VydmVy".to_owned();
    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, &body).await, refused, "of no server");
}

#[tokio::test]
async fn a_nonce_survives_a_request_that_was_not_signed_with_its_key() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let body = push_body(&mut amina).await;
    let headers = amina.headers("POST", "/v1/push", "", &body);
    assert_eq!(posted(&amina, &headers, b"{}").await.0, 401, "somebody who saw the nonce");
    assert_eq!(amina.posts("/v1/push", &body, "identity").await.status, 200, "cannot use it up");
}

#[tokio::test]
async fn a_revoked_device_is_told_so_at_its_next_request() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    world.centre.revoke(amina.device()).await.unwrap();
    let answer = amina.gets("/v1/pull", "proto=2", &[]).await;
    assert_eq!((answer.status, answer.json::<Fault>().code), (403, Code::Revoked), "it is given nothing");
    let body = push_body(&mut amina).await;
    assert_eq!(
        amina.posts("/v1/push", &body, "identity").await.status,
        200,
        "what it has may be handed over"
    );
}

#[tokio::test]
async fn a_phone_that_pushes_without_end_is_told_to_wait() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let body = push_body(&mut amina).await;
    for _ in 0..60 {
        assert_eq!(amina.posts("/v1/push", &body, "identity").await.status, 200, "sixty in a minute");
    }
    let answer = amina.posts("/v1/push", &body, "identity").await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "60"), "the next waits");
    world.env.passes(HOUR_MS);
    amina.challenges().await;
    assert_eq!(amina.posts("/v1/push", &body, "identity").await.status, 200, "and is then taken");
}

#[tokio::test]
async fn what_is_not_there_and_what_is() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let status = async |method, path| send(address, method, path, &[], &[]).await.status;
    assert_eq!(status("GET", "/healthz").await, 200, "the ledger answers");
    assert_eq!(status("GET", "/v1/families").await, 404, "no such route");
    assert_eq!(status("GET", "/v1/push").await, 404, "not in this way");
    let page = send(address, "GET", "/", &[], &[]).await;
    assert!(
        page.header("content-security-policy").contains("default-src 'none'"),
        "a page that can do nothing"
    );
}
