//! The built screens, as the centre hands them out.

use central::DeskFront;

use crate::http::send;
use crate::world::World;

#[tokio::test]
async fn the_screens_come_from_the_centre_with_a_policy_that_allows_nothing_else() {
    let world = World::empty().await;
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    std::fs::write(folder.path().join("index.html"), "<!doctype html>").unwrap();
    std::fs::write(folder.path().join("assets/index-abc.js"), "export {};").unwrap();
    let front = DeskFront {
        screens: Some(folder.path().to_owned()),
        url: Some("https://desk.example.org".to_owned()),
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let serving = world.centre.serve_with(listen, front, std::future::pending()).await;
    let (address, serving) = serving.expect("a free port");
    tokio::spawn(serving);

    let page = send(address, "GET", "/", &[], b"").await;
    assert_eq!((page.status, page.body.as_slice()), (200, &b"<!doctype html>"[..]), "the desk");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "nothing unsafe: {policy}");
    assert!(page.header("strict-transport-security").starts_with("max-age=31536000"), "HTTPS from now on");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "what it is said to be");
    assert_eq!(page.header("referrer-policy"), "no-referrer", "nobody is told where from");
    assert_eq!(page.header("cache-control"), "no-cache", "the page is asked for anew");
    let tag = [("if-none-match", page.header("etag").to_owned())];
    assert_eq!(send(address, "GET", "/", &tag, b"").await.status, 304, "and not sent twice");
    let script = send(address, "GET", "/assets/index-abc.js", &[], b"").await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8", "a script");
    assert!(script.header("cache-control").contains("immutable"), "kept for ever under this name");
    for none in ["/../Cargo.toml", "/assets/../../x", "/assets/", "/index.html.bak", "/%2e%2e/x"] {
        assert_eq!(
            send(address, "GET", none, &[], b"").await.status,
            404,
            "{none} is no file of the screens"
        );
    }
    assert_eq!(send(address, "POST", "/", &[], b"").await.status, 404, "it is only read");
}

#[tokio::test]
async fn an_address_or_a_folder_that_is_none_is_said_at_the_start() {
    let world = World::empty().await;
    let listen = "127.0.0.1:0".parse().unwrap();
    let plain = DeskFront { screens: None, url: Some("http://desk.example.org".to_owned()) };
    assert!(world.centre.serve_with(listen, plain, std::future::pending()).await.is_err(), "plain HTTP");
    let nothing = DeskFront { screens: Some("no/such/folder".into()), url: None };
    assert!(world.centre.serve_with(listen, nothing, std::future::pending()).await.is_err(), "no folder");
}
