//! The book is a cache: deleted, it comes back the same; sent twice, nothing counts twice.

use serde_json::json;
use support::{Centre, Champion, Drafts};

const WEEK: &str = "2026-W47";

#[test]
fn the_return_is_the_same_to_the_byte_from_a_book_rebuilt_and_from_records_sent_twice() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let names = centre.champions();
    let champions = [&names[0], &names[1]].map(|name| Champion::enrols(&centre, name));
    for (number, champion) in (1_u8..).zip(&champions) {
        champion.syncs().ok();
        let mut day = Drafts::of_session(number, &champion.slot_on(1), "2026-11-16");
        day.family_comes("a", "2023-05-14", "W10 4AA").come_unnamed("child", 3).visits(&["ca", "ka"]);
        day.add(json!({"type": "amend", "of": "#ka", "fields": {"postcode": "HA0 1AB"}}));
        day.add(json!({"ref": "wrong", "type": "family", "label": "Mistake"}));
        day.add(json!({"type": "void", "of": "#wrong", "reason": "mistake"}));
        champion.records(&day.lines);
        // The same lines again, as after a run that was cut off, and the same events again.
        champion.records(&day.lines);
        champion.syncs().ok();
        champion.syncs().ok();
    }
    let draft = || centre.run(["return", "draft", "--week", WEEK]).ok().out;
    let before = draft();
    for book in std::fs::read_dir(centre.folder().join("books")).expect("the books").filter_map(Result::ok) {
        std::fs::remove_file(book.path()).expect("a book can be deleted at any time");
    }
    assert_eq!(draft(), before, "the book is worked out from the ledger, and from nothing else");
    let whole = centre.run(["verify"]).ok().json();
    assert_eq!(whole["book_is_equal"], json!(true), "{whole}");
    assert_eq!(whole["broken"], json!([]), "{whole}");
    for champion in &champions {
        let whole = champion.run(["verify"], "").ok().json();
        assert_eq!((&whole["chain_holds"], &whole["book_holds"]), (&json!(true), &json!(true)), "{whole}");
    }
}

#[test]
fn a_frozen_return_verifies_until_a_digit_is_changed() {
    let mut centre = Centre::of_queens_park();
    centre.start();
    let champion = Champion::enrols(&centre, &centre.champions()[0]);
    champion.syncs().ok();
    let mut day = Drafts::of_session(1, &champion.slot_on(1), "2026-11-16");
    day.come_unnamed("adult", 41);
    champion.records(&day.lines);
    champion.syncs().ok();
    centre.freezes(WEEK);
    let out = tempfile::TempDir::new().expect("a folder");
    centre.exports(WEEK, out.path());
    let file = out.path().join("return-2026-W47-r1.json");
    let verify = || centre.run(["return".as_ref(), "verify".as_ref(), file.as_os_str()]);
    assert_eq!(verify().ok().json()["recount"], json!("equal"), "as it was frozen");
    let json = std::fs::read_to_string(&file).expect("the file");
    std::fs::write(&file, json.replace("\"numerator\":41", "\"numerator\":42")).expect("the file");
    let changed = verify();
    assert_eq!(changed.exit, Some(8), "a changed file does not verify: {}", changed.out);
    assert_eq!(
        changed.json()["file"],
        json!("changed"),
        "and it is said which part does not: {}",
        changed.out
    );
}
