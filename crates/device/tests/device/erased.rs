//! Erased stays erased, and what was lost on the way down is read again, and no more than that.

use serde_json::json;

use crate::support::{Centre, Champion, id};

fn asked_again(centre: &Centre) -> usize {
    centre.look(|state| state.requests.iter().filter(|asked| asked.contains("/v1/pull")).count())
}

#[test]
fn an_erased_record_leaves_its_device_and_never_comes_back() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    let ada =
        amina.records(json!({"type": "person", "role": "child", "given_name": "Ada", "birth": "2023-05-14"}));
    let _ben =
        amina.records(json!({"type": "person", "role": "child", "given_name": "Ben", "birth": "2023-05-15"}));
    amina.syncs(&centre).unwrap();
    assert_eq!(amina.device.find_people("Ada", 10).unwrap().len(), 1, "she is known");
    centre.erases(ada.id);
    amina.syncs(&centre).unwrap();
    let gone = |amina: &mut Champion, when: &str| {
        assert!(amina.device.find_people("Ada", 10).unwrap().is_empty(), "{when}: she is nowhere");
        assert_eq!(amina.device.find_people("Ben", 10).unwrap().len(), 1, "{when}: and nobody else is gone");
        let verified = amina.device.verify().unwrap();
        assert!(verified.chain_holds && verified.book_holds, "{when}: the chain is proved all the same");
    };
    gone(&mut amina, "after the pull");
    amina.restarts_and_unlocks();
    gone(&mut amina, "after a restart");
    // A page that was long on its way, or a centre that forgot.
    centre.change(|state| {
        state.rows_n += 1;
        let told = json!({"kind": "person", "id": ada.id, "n": state.rows_n, "body": {"role": "child", "given_name": "Ada"}});
        state.rows.push(told);
    });
    amina.syncs(&centre).unwrap();
    gone(&mut amina, "after it was told again");
    let listed = amina.device.records(wire::app::RecordsPage { before: None }).unwrap();
    let listed = serde_json::to_string(&listed).unwrap();
    assert!(listed.contains("Ben") && !listed.contains("Ada"), "nor among her own records: {listed}");
}

#[test]
fn a_pulled_record_that_is_erased_goes_with_its_tombstone() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    assert_eq!(amina.device.find_people("Pulled", 10).unwrap().len(), 1, "as it was pulled");
    centre.erases(id(8).parse().unwrap());
    amina.syncs(&centre).unwrap();
    assert!(amina.device.find_people("Pulled", 10).unwrap().is_empty(), "gone, with no word to forget it");
}

#[test]
fn a_row_that_was_lost_on_the_way_is_read_again_and_only_its_kind() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.says("venue", 20, json!({"name": "Example library"}));
    amina.syncs(&centre).unwrap();
    // A change that this device was never told: the centre counts it as told.
    centre.change(|state| {
        let last = state.rows_n;
        let lost = json!({"kind": "venue", "id": id(21), "n": last, "body": {"name": "Example park"}});
        state.rows.push(lost);
    });
    let before = asked_again(&centre);
    amina.syncs(&centre).unwrap();
    assert_eq!(amina.device.venues().unwrap().len(), 3, "what was lost is there");
    assert_eq!(asked_again(&centre) - before, 2, "the run's page, and one kind again");
    let before = asked_again(&centre);
    amina.syncs(&centre).unwrap();
    assert_eq!(asked_again(&centre) - before, 1, "and then no more");
}

#[test]
fn a_row_that_should_have_gone_is_found_and_goes() {
    let centre = Centre::new();
    let mut amina = Champion::enrolled(&centre);
    centre.change(|state| state.rows.retain(|row| row["kind"] != json!("service")));
    assert_eq!(amina.device.services().unwrap().len(), 1, "it is still here");
    amina.syncs(&centre).unwrap();
    assert!(amina.device.services().unwrap().is_empty(), "the digests differ, and the kind is read again");
}
