//! The real way to the centre, against sockets that misbehave.

use device::http::{Http, run};
use device::{Offline, Request, Transport as _};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

fn request(address: &str) -> Request {
    Request {
        address: address.to_owned(),
        method: "POST",
        path: "/v1/push",
        query: "a=1".to_owned(),
        headers: vec![("doorstep-nonce", "n1".to_owned())],
        body: b"body".to_vec(),
    }
}

/// Answers one request with these bytes, and gives back what was asked.
fn answering(answer: Vec<u8>) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("a request");
        let mut asked = Vec::new();
        while !asked.ends_with(b"body") {
            let mut part = [0; 1024];
            let length = socket.read(&mut part).expect("a request");
            asked.extend_from_slice(&part[..length]);
        }
        // The device may hang up before it has read everything: that is its right.
        let _written = socket.write_all(&answer);
        String::from_utf8_lossy(&asked).into_owned()
    });
    (address, asked)
}

fn send(address: &str) -> Result<device::Answer, Offline> {
    let http = Http::new().expect("a client");
    run(http.send(&request(address))).expect("a runtime")
}

#[test]
fn a_request_goes_out_as_it_was_signed() {
    let (address, asked) =
        answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nDoorstep-Nonce: n2\r\n\r\n{}".to_vec());
    let answer = send(&address).unwrap();
    let asked = asked.join().unwrap().to_lowercase();
    assert!(asked.starts_with("post /v1/push?a=1 http/1.1"), "method, path and query: {asked}");
    assert!(asked.contains("doorstep-nonce: n1"), "and its headers");
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"{}".as_slice()), "the answer as it came");
    assert_eq!(answer.header("doorstep-nonce"), Some("n2"), "header names in lower case");
}

#[test]
fn a_redirect_is_not_followed() {
    let (address, asked) = answering(
        b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/sign-in\r\ncontent-length: 0\r\n\r\n".to_vec(),
    );
    assert_eq!(send(&address).unwrap().status, 302, "a captive portal lives by redirects");
    asked.join().unwrap();
}

#[test]
fn nobody_there_and_half_an_answer_are_both_offline() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(send(&format!("http://{gone}")), Err(Offline), "nobody listens");
    let (address, asked) = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".to_vec());
    assert_eq!(send(&address), Err(Offline), "cut off in the middle");
    asked.join().unwrap();
}

#[test]
fn an_endless_answer_is_cut_off() {
    let mut endless = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    endless.resize(device::ANSWER_BYTES_MAX * 2, b'x');
    let (address, asked) = answering(endless);
    let answer = send(&address).unwrap();
    assert!(answer.body.len() < device::ANSWER_BYTES_MAX * 3 / 2, "no more is read than an answer can have");
    asked.join().unwrap();
}
