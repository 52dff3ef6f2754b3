//! The week's return: review, freeze, download, verify.

use serde_json::json;
use wire::desk::{
    Audit, DeskRole, FileVerdict, Frozen, RecountVerdict, ReturnReview, ReturnVerified, Returns,
};
use wire::{Code, Fault};

use super::browser::Browser;
use crate::phone::{came, child, session};
use crate::world::{AMINA, World};

#[tokio::test]
async fn a_return_is_reviewed_frozen_downloaded_and_verified() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let mut amina = world.phone(address, AMINA, 1).await;
    let (held, ada) = (amina.event(&session(), "2026-11-16"), amina.event(&child("Ada"), "2026-11-16"));
    let there = amina.event(&came(held.id, ada.id), "2026-11-16");
    let session_id = held.id;
    amina.pushes(vec![held, ada, there]).await;
    let browser = Browser::of(&world, address, "Coordinator", DeskRole::Coordinator, None).await;

    let review: ReturnReview = browser.get("/desk/v1/returns/2026-W47").await.json();
    let rows: Vec<_> = review.questions.iter().flat_map(|one| &one.rows).collect();
    let visits = rows.iter().find(|row| row.key == "visits.child").expect("visits by children");
    assert_eq!((visits.week.printed.as_str(), review.is_over), ("1", true), "what would be frozen");
    let freeze = "/desk/v1/returns/2026-W47/freeze";
    let first: Frozen = browser.post(freeze, &json!({})).await.json();
    assert_eq!((first.revision.revision, first.prepared_by.as_str()), (1, "Coordinator"), "by name");
    let again: Frozen = browser.post(freeze, &json!({})).await.json();
    assert_eq!(again, first, "a second press makes no second revision");

    let ben = amina.event(&child("Ben"), "2026-11-16");
    let late = amina.event(&came(session_id, ben.id), "2026-11-16");
    amina.pushes(vec![ben, late]).await;
    let review: ReturnReview = browser.get("/desk/v1/returns/2026-W47").await.json();
    let change = review.changes.iter().find(|one| one.key == "visits.child" && one.column == "This week");
    let change = change.expect("the change is listed");
    assert_eq!((change.was.as_deref(), change.now.as_deref()), (Some("1"), Some("2")), "from what to what");
    let second: Frozen = browser.post(freeze, &json!({})).await.json();
    assert_eq!(second.revision.revision, 2, "so there is a second");
    let list: Returns = browser.get("/desk/v1/returns").await.json();
    let week = list.weeks.iter().find(|one| one.week == "2026-W47").expect("the week");
    assert_eq!(week.revisions.len(), 2, "both are listed");

    for (format, begins) in [("xlsx", &b"PK"[..]), ("csv", b"\xEF\xBB\xBF"), ("html", b"<!"), ("json", b"{")]
    {
        for part in ["file", "public-file"] {
            let target = format!("/desk/v1/returns/2026-W47/{part}?format={format}&revision=1");
            let answer = browser.get(&target).await;
            assert_eq!(answer.status, 200, "{target}: {}", answer.text());
            assert!(answer.body.starts_with(begins), "{target} is a file of that kind");
            let named = answer.header("content-disposition");
            assert!(named.starts_with("attachment; filename=\"return-2026-W47-r1"), "{target}: {named}");
        }
    }
    let odd: Fault = browser.get("/desk/v1/returns/2026-W47/file?format=exe").await.json();
    assert_eq!((odd.code, odd.field.as_deref()), (Code::Malformed, Some("format")), "no such format");

    let held: ReturnVerified = browser.post("/desk/v1/returns/2026-W47/verify", &json!({})).await.json();
    assert_eq!((held.revision, held.stands), (2, true), "the one held here stands");
    let file = browser.get("/desk/v1/returns/2026-W47/file?format=json&revision=1").await.body;
    let sent: ReturnVerified = browser.posts_bytes("/desk/v1/returns/verify", &file).await.json();
    assert_eq!((sent.file, sent.recount), (FileVerdict::Genuine, RecountVerdict::Equal), "so does the first");
    let changed = String::from_utf8(file).unwrap().replace("\"Coordinator\"", "\"Somebody\"");
    let sent: ReturnVerified =
        browser.posts_bytes("/desk/v1/returns/verify", changed.as_bytes()).await.json();
    assert_eq!((sent.file, sent.stands), (FileVerdict::Changed, false), "a changed file does not");
}

#[tokio::test]
async fn a_week_that_is_not_over_is_reviewed_and_not_frozen() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let browser = Browser::of(&world, address, "Coordinator", DeskRole::Coordinator, None).await;
    let review: ReturnReview = browser.get("/desk/v1/returns/2026-W48").await.json();
    assert!(!review.is_over, "it goes on");
    let refused: Fault = browser.post("/desk/v1/returns/2026-W48/freeze", &json!({})).await.json();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::NotPermitted, Some("week")), "not yet");
}

#[tokio::test]
async fn whatever_is_done_or_read_of_people_stands_in_the_audit_with_who_did_it() {
    let world = World::of_queens_park().await;
    let address = world.serves().await;
    let browser = Browser::of(&world, address, "Coordinator", DeskRole::Coordinator, None).await;
    browser.get("/desk/v1/champions").await;
    browser.get("/desk/v1/weeks/2026-W47").await;
    browser.post("/desk/v1/returns/2026-W47/freeze", &json!({})).await;
    browser.get("/desk/v1/returns/2026-W47/file?format=csv").await;
    let officer = Browser::of(&world, address, "Officer", DeskRole::DataOfficer, None).await;
    let audit: Audit = officer.get("/desk/v1/audit").await.json();
    let done: Vec<_> =
        audit.lines.iter().map(|line| (line.what.as_str(), line.who_name.as_deref())).collect();
    for what in ["champions.read", "week.read", "return.frozen", "return.exported"] {
        assert!(done.contains(&(what, Some("Coordinator"))), "{what} is noted: {done:?}");
    }
    assert!(done.contains(&("audit.read", Some("Officer"))), "reading the audit too");
    assert_eq!(audit.broken_at, None, "the chain holds");
    let refused = browser.get("/desk/v1/audit").await;
    assert_eq!(refused.status, 403, "a coordinator does not read it");
    let page: Audit = officer.get("/desk/v1/audit?before=3").await.json();
    assert_eq!(page.lines.iter().map(|line| line.seq).collect::<Vec<_>>(), [2, 1], "older pages");
}
