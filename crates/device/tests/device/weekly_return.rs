//! A champion's own return of the week, with no network.

use serde_json::json;

use crate::support::{Centre, Champion, id};

#[test]
fn the_weeks_return_is_drawn_up_offline() {
    let mut amina = Champion::enrolled(&Centre::new());
    let session = amina.records(json!({"type": "session", "slot": id(3)})).id;
    let child = amina
        .records(json!({"type": "person", "role": "child", "given_name": "Ada", "birth": "2023-05-14"}))
        .id;
    amina.records(json!({"type": "attendance", "session": session, "person": child}));
    let week = "2026-W47".parse().unwrap();
    let drawn = amina.device.provisional_return(week).unwrap();
    assert_eq!(drawn.week, "2026-W47", "of that week");
    assert_eq!(drawn.drawn, reach::weekly::Drawn::OnDevice, "and said to be one device's own");
    assert!(drawn.area.is_none(), "a phone has no denominators, so there are no rates");
    assert_eq!(drawn.n, 3, "as of the third event");
}
