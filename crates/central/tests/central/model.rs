//! The model by which records become people: learnt, looked at, adopted, and named in every figure.

use central::RecountCheck;
use domain::IsoWeek;
use linkage::families::{Settings, families};
use wire::Code;

use crate::phone::{Phone, came, session};
use crate::world::{AMINA, World};

/// A record as a champion types it: what is blank is left out.
fn written_down(record: &linkage::Record) -> domain::Fact {
    let mut json = serde_json::json!({"role": "child", "postcode": "W10 4HS", "given_name": "Baby"});
    let birth = match record.birth.split('/').collect::<Vec<_>>()[..] {
        [day, month, year] => format!("{year}-{month}-{day}"),
        _ => record.birth.to_string(),
    };
    for (field, text) in
        [("given_name", record.given_name.as_str()), ("surname", &record.surname), ("birth", &birth)]
    {
        if !text.is_empty() {
            json[field] = text.into();
        }
    }
    domain::Fact::parse("person.recorded@1", &json).expect("a child")
}

/// Families written down with slips of the pen, and the truth about how many children they have.
async fn families_come(phone: &mut Phone) -> usize {
    let made = families(&Settings { families: 120, unnamed: 0.0, blank: 0.0, ..Settings::default() });
    let held = phone.event(&session(), "2026-11-16");
    let mut events = Vec::new();
    for record in &made.records {
        let fact = written_down(record);
        let person = phone.event(&fact, "2026-11-16");
        events.push(phone.event(&came(held.id, person.id), "2026-11-16"));
        events.push(person);
    }
    // A session that nobody knows of: what is told apart by it would hide what the model does.
    for batch in events.chunks(400) {
        let reply = phone.pushes(batch.to_vec()).await;
        assert_eq!(reply.quarantined, [], "sound events");
    }
    made.children.len()
}

#[tokio::test]
async fn a_model_is_learnt_looked_at_and_adopted_and_counts_closer_to_the_truth() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let few = world.centre.train_model().await.unwrap_err().fault();
    assert_eq!(few.code, Code::NotPermitted, "nobody is on record: nothing to learn from");
    let children = families_come(&mut amina).await as u64;

    let before = world.centre.model_used().await.unwrap();
    let trained = world.centre.train_model().await.unwrap();
    assert_eq!((&trained.in_use, &trained.in_use_sha256), (&before.0, &before.1), "beside the one in use");
    let everybody = &trained.groups[0];
    assert_eq!(everybody.group, "everybody", "the first of the groups");
    assert!(
        everybody.heads.before.abs_diff(children) > everybody.heads.after.abs_diff(children),
        "of {children} children the exact rule makes {}, the model {}",
        everybody.heads.before,
        everybody.heads.after
    );
    assert_eq!(world.centre.model_used().await.unwrap(), before, "a dry run: nothing is adopted");

    let adopted = world.centre.adopt_model(trained.json.as_bytes(), None).await.unwrap();
    assert_eq!(adopted.recorded, 1, "by one event");
    assert_eq!(world.centre.model_used().await.unwrap().1, trained.sha256, "and it is in use");
    let again = world.centre.adopt_model(trained.json.as_bytes(), None).await.unwrap();
    assert_eq!((again.recorded, again.amended, again.n), (0, 0, adopted.n), "the same again changes nothing");
    let reach = world.centre.reach("2026-11-22".parse().unwrap()).await.unwrap();
    assert_eq!(reach.model_sha256, trained.sha256, "figures name it");

    let world = world
        .reopened(|folder| std::fs::remove_dir_all(folder.data().join("books")).unwrap_or_default())
        .await;
    assert_eq!(
        world.centre.model_used().await.unwrap().1,
        trained.sha256,
        "it is in the ledger, not in the book"
    );
    let fault = world.centre.adopt_model(b"{}", None).await.unwrap_err().fault();
    assert_eq!(fault.code, Code::Malformed, "anything else is refused");
}

#[tokio::test]
async fn a_frozen_return_is_recounted_by_the_model_of_its_day() {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    families_come(&mut amina).await;
    let week: IsoWeek = "2026-W47".parse().unwrap();
    let first = world.centre.freeze(week, "A coordinator").await.unwrap();
    let trained = world.centre.train_model().await.unwrap();
    world.centre.adopt_model(trained.json.as_bytes(), None).await.unwrap();
    let second = world.centre.freeze(week, "A coordinator").await.unwrap();
    assert_ne!(
        first.signed.frozen.weekly.row("reach.seen").map(|row| &row.week.printed),
        second.signed.frozen.weekly.row("reach.seen").map(|row| &row.week.printed),
        "another model counts otherwise, or this test says nothing"
    );
    for frozen in [&first, &second] {
        let check = world.centre.verify_return(frozen.file.as_bytes()).await.unwrap();
        assert_eq!(
            check.recount,
            RecountCheck::Equal,
            "each by the model that was in use at its change number"
        );
    }
}
