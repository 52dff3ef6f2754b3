//! What is tapped while a page is being stored comes first, is saved by itself, and costs the page nothing but time.

use device::Transport as _;
use device::sync::{Run, Step};
use serde_json::json;

use crate::support::{Centre, Champion, PASSPHRASE, now};

const PEOPLE: u128 = 300;

fn of_many_people() -> Centre {
    let centre = Centre::new();
    centre.change(|state| state.page_rows = 250);
    for number in 0..PEOPLE {
        let card = json!({"role": "child", "given_name": format!("Example {number}"), "surname": "Tapper"});
        centre.says("person", 0x1000 + number, card);
    }
    centre
}

/// A champion who is enrolled, and her centre, which has many people to tell her of since then.
fn to_be_told() -> (Centre, Champion) {
    let centre = Centre::new();
    centre.change(|state| state.page_rows = 250);
    let amina = Champion::enrolled(&centre);
    for number in 0..PEOPLE {
        centre.says("person", 0x1000 + number, json!({"role": "child", "surname": "Tapper"}));
    }
    (centre, amina)
}

/// How many people are known, of those that the centre has many of.
fn known(amina: &Champion) -> usize {
    let all = amina.device.known_people(1_000).expect("a list");
    let named = |card: &&book::PersonCard| {
        card.card.surname.as_ref().is_some_and(|name| name.reveal().as_str() == "Tapper")
    };
    all.iter().filter(named).count()
}

/// Goes on with a run until it is done or `until` says to stop; how many steps of storing there were.
fn goes_on(
    amina: &mut Champion,
    centre: &Centre,
    run: &mut Run,
    mut until: impl FnMut(&mut Champion, usize) -> bool,
) -> usize {
    let (mut answer, mut steps) = (None, 0);
    loop {
        match amina.device.sync_step(run, answer.take()).expect("a step") {
            Step::Send(request) => answer = Some(now(centre.send(&request))),
            Step::GoOn => {
                steps += 1;
                if until(amina, steps) {
                    return steps;
                }
            }
            Step::Done(_) => return steps,
        }
        assert!(steps < 5_000, "it comes to an end");
    }
}

#[test]
fn taps_between_all_steps_are_saved_and_the_page_is_stored_all_the_same() {
    let centre = of_many_people();
    let mut amina = Champion::enrolled(&centre);
    assert_eq!(known(&amina), PEOPLE as usize, "where nothing is tapped, all are stored");
    // The same people once more, told anew, with a tap after each step.
    for number in 0..PEOPLE {
        let card = json!({"role": "child", "given_name": format!("Renamed {number}"), "surname": "Tapper"});
        centre.says("person", 0x1000 + number, card);
    }
    let mut taps = 0;
    let steps = goes_on(&mut amina, &centre, &mut Run::default(), |amina, _| {
        amina.records_families(1);
        taps += 1;
        false
    });
    println!("{steps} steps, a tap after each");
    assert!(taps > 30, "there were many: {taps}");
    let reconciled = amina.restarts_and_unlocks();
    assert_eq!((reconciled.resealed, reconciled.beside), (0, 0), "each tap has its sealed copy");
    assert_eq!(amina.status().recorded, taps, "each tap is saved");
    assert_eq!(known(&amina), PEOPLE as usize, "everybody is there");
    let names = amina.device.known_people(1_000).expect("a list");
    let renamed = |card: &&book::PersonCard| {
        card.card.given_name.as_ref().is_some_and(|name| name.reveal().as_str().starts_with("Renamed"))
    };
    assert_eq!(names.iter().filter(renamed).count(), PEOPLE as usize, "under the names that were told last");
}

#[test]
fn a_page_cut_short_by_a_kill_a_new_run_or_a_lock_is_stored_by_the_next_one() {
    for cut in 0..3 {
        let (centre, mut amina) = to_be_told();
        let mut run = Run::default();
        goes_on(&mut amina, &centre, &mut run, |_, steps| steps == 5);
        match cut {
            0 => {
                amina.restarts_and_unlocks();
                assert_eq!(known(&amina), 0, "what was not committed is not there");
            }
            1 => {
                amina.device.lock();
                amina.unlocks(PASSPHRASE).expect("her passphrase");
            }
            _ => {}
        }
        amina.records_families(1);
        let synced = amina.syncs(&centre).expect("the next run");
        assert_eq!((synced.sent, known(&amina)), (1, PEOPLE as usize), "all of it, after cut {cut}");
        assert_eq!(amina.syncs(&centre).expect("one more").pulled, 0, "and nothing is left to fetch");
    }
}

#[test]
fn a_backup_and_a_quiet_moment_in_the_middle_of_a_page_keep_what_came_of_it() {
    let (centre, mut amina) = to_be_told();
    let mut run = Run::default();
    goes_on(&mut amina, &centre, &mut run, |_, steps| steps == 5);
    let before = known(&amina);
    assert!(before > 0, "rows are stored and not committed");
    let backup = amina.device.backup(&domain::Private::new("tulip harbour seven anvil".to_owned()));
    assert!(!backup.expect("a backup, though something is being stored").bytes.is_empty());
    goes_on(&mut amina, &centre, &mut run, |_, steps| steps == 8);
    amina.device.rest();
    let more = known(&amina);
    assert!(more > before);
    amina.device.lock();
    amina.unlocks(PASSPHRASE).expect("her passphrase");
    assert_eq!(known(&amina), more, "a lock takes nothing of it back");
    amina.syncs(&centre).expect("the next run");
    assert_eq!(known(&amina), PEOPLE as usize);
}

#[test]
fn a_run_that_goes_on_after_a_lock_at_any_moment_leaves_nothing_out() {
    let mut taken_back = 0;
    for cut in 0.. {
        let (centre, mut amina) = to_be_told();
        let (mut run, mut answer) = (Run::default(), None);
        for step in 0.. {
            if step == cut {
                let before = known(&amina);
                amina.device.lock();
                amina.unlocks(PASSPHRASE).expect("her passphrase");
                taken_back += usize::from(known(&amina) < before);
            }
            match amina.device.sync_step(&mut run, answer.take()).expect("a step") {
                Step::Send(request) => answer = Some(now(centre.send(&request))),
                Step::GoOn => {}
                Step::Done(_) if step < cut => {
                    assert!(taken_back > 20, "most locks took something back: {taken_back}");
                    return;
                }
                Step::Done(_) => break,
            }
        }
        assert_eq!(known(&amina), PEOPLE as usize, "all of it, locked before step {cut}");
        assert_eq!(amina.syncs(&centre).expect("one more").pulled, 0, "and nothing is left to fetch");
    }
}
