//! Two nodes of one centre on one PostgreSQL: whoever is asked, the answer is the same.

use serde_json::json;
use support::{Centre, Champion, Drafts, Postgres};

const WEEK: &str = "2026-W47";

/// A champion of a node, who has opened the session of this weekday, written a child down and synced.
fn a_day(number: u8, node: &Centre, name: &str, weekday: u64) -> Champion {
    let champion = Champion::enrols(node, name);
    champion.syncs().ok();
    let mut day = Drafts::of_session(number, &champion.slot_on(weekday), "2026-11-16");
    day.add(json!({"ref": "k", "type": "person", "role": "child", "given_name": "Ada", "surname": "Example",
        "birth": "2023-05-14", "postcode": "W10 4AA"}));
    day.comes("k");
    champion.records(&day.lines);
    champion.syncs().ok();
    champion
}

fn draft(node: &Centre) -> String {
    node.run(["return", "draft", "--week", WEEK]).ok().out
}

#[test]
fn two_nodes_on_one_postgresql_answer_the_same_bytes() {
    let Some(server) = Postgres::running() else { return };
    let mut one = Centre::of_queens_park_on(&server.new_database());
    let mut other = one.another_node();
    one.start();
    other.start();
    let names = one.champions();
    assert_eq!(other.champions(), names, "the other node knows what was taken in at the first");
    let amina = a_day(1, &one, &names[0], 1);
    let drafts = [draft(&one), draft(&other)];
    assert_eq!(drafts[0], drafts[1], "what came to the one is counted by the other");
    let bea = a_day(2, &other, &names[1], 2);
    let drafts = [draft(&one), draft(&other)];
    assert_eq!(drafts[0], drafts[1], "and the other way round: equal n, equal bytes");
    assert!(drafts[0].contains("\"n\""), "it says how far the ledger had come: {}", drafts[0]);
    for champion in [&amina, &bea] {
        assert_eq!(champion.status()["waiting"], json!(0), "everything {} wrote is held", champion.name);
    }

    // Nodes may be asked at once: the ledger says who was first.
    let frozen = std::thread::scope(|scope| {
        let both = [&one, &other].map(|node| scope.spawn(|| node.freezes(WEEK)["revision"].clone()));
        let mut revisions = both.map(|freeze| freeze.join().expect("it is frozen"));
        revisions.sort_by_key(serde_json::Value::as_u64);
        revisions
    });
    assert_eq!(frozen, [json!(1), json!(2)], "two freezes at once are revisions 1 and 2");

    // A node is lost with its books; nothing was only there.
    one.kill();
    std::fs::remove_dir_all(one.folder().join("books")).expect("its books");
    assert_eq!(draft(&one), draft(&other), "books made anew say the same");
    for node in [&one, &other] {
        node.run(["verify"]).ok();
    }
}

#[test]
fn a_password_is_not_taken_from_the_command_line() {
    let folder = support::Place::temporary();
    let data = folder.path().join("centre");
    let run = std::process::Command::new(support::doorstep())
        .args(["central", "champions", "--json", "--database", "postgres://doorstep:secret@127.0.0.1/ledger"])
        .arg("--data")
        .arg(&data)
        .output()
        .expect("doorstep runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "it is refused: {said}");
    assert!(
        said.contains("--database-file") && !said.contains("secret"),
        "what to do instead is said: {said}"
    );
    assert!(!data.exists(), "and nothing was made");
}
