//! The book is a cache: deleted or damaged it says the same again.

use std::fs;

use crate::phone::{came, child, session};
use crate::verify::execute;
use crate::world::{AMINA, World};

async fn with_a_session() -> World {
    let world = World::of_queens_park().await;
    let mut amina = world.phone(world.serves().await, AMINA, 1).await;
    let held = amina.event(&session(), "2026-11-16");
    let ada = amina.event(&child("Ada"), "2026-11-16");
    let there = amina.event(&came(held.id, ada.id), "2026-11-16");
    amina.pushes(vec![there, ada, held]).await;
    world
}

async fn draft(world: &World) -> String {
    world
        .centre
        .draft("2026-W47".parse().expect("a week"), "A tester")
        .await
        .expect("a draft")
        .canonical_json()
}

#[tokio::test]
async fn a_deleted_book_gives_the_same_return_byte_for_byte() {
    let world = with_a_session().await;
    let before = draft(&world).await;
    let book = world.book();
    let world = world.reopened(|_| fs::remove_file(&book).expect("the book is a file")).await;
    assert_eq!(draft(&world).await, before, "nothing was lost");
    assert!(world.centre.verify().await.unwrap().is_whole(), "and it equals a rebuild");
}

#[tokio::test]
async fn a_damaged_book_is_set_aside_and_made_anew() {
    let world = with_a_session().await;
    let before = draft(&world).await;
    let book = world.book();
    let world = world.reopened(|_| fs::write(&book, vec![7; 8192]).expect("the book is a file")).await;
    assert_eq!(draft(&world).await, before, "nothing was lost");
}

#[tokio::test]
async fn a_book_with_a_damaged_row_is_begun_anew() {
    let world = with_a_session().await;
    let before = draft(&world).await;
    let book = world.book();
    let world = world
        .reopened(|folder| {
            let sql = "UPDATE book_entry SET standing = 'nonsense'; UPDATE book_meta SET value = 40 WHERE name = 'head'";
            execute(&book, &folder.keys().join("book.key"), sql);
        })
        .await;
    assert_eq!(draft(&world).await, before, "nothing was lost");
}

#[tokio::test]
async fn no_file_of_the_centre_can_be_read_without_its_keys() {
    let world = with_a_session().await;
    draft(&world).await;
    for path in [world.folder().ledger(), world.book()] {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.starts_with(b"SQLite format 3"), "{} is encrypted", path.display());
        let name = b"Ada";
        assert!(!bytes.windows(8).any(|part| part.starts_with(name) && part[3] == b'"'), "no name shows");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::empty().await;
    let key = world.folder().keys().join("authority.key");
    let mode = fs::metadata(&key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "keys are their owner's");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let error = central::Centre::open(&world.folder(), world.env.clone()).await.err();
    assert!(matches!(error, Some(central::CentralError::Keys(_))), "it may be known already: {error:?}");
}

#[tokio::test]
async fn a_centre_is_made_once() {
    let world = World::empty().await;
    let again = central::Centre::init(&world.folder(), "Another", world.env.clone()).await.err();
    assert!(matches!(again, Some(central::CentralError::AlreadyThere)), "it is never overwritten: {again:?}");
    let nowhere = central::Folder::new(world.folder().data().join("elsewhere"));
    let none = central::Centre::open(&nowhere, world.env.clone()).await.err();
    assert!(matches!(none, Some(central::CentralError::NotThere)), "and never made by opening: {none:?}");
}
